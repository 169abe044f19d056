import type { Hit } from '../core/verdict.ts';
import { harmless, type Ink, type Paint } from './paint.ts';

/** What is shown of a hit where several cover a letter: the first of these. */
const ORDER = ['concept', 'negative', 'entity', 'context', 'masked'] as const;
type Kind = (typeof ORDER)[number];

const INKS: Readonly<Record<Kind, Ink>> = {
  concept: 'green',
  negative: 'red',
  entity: 'blue',
  context: 'yellow',
  masked: 'struck',
};

/** A text with its hits in colour by what they are; without colours, in [ ] where they count and in ( ) where not. */
export function markHits(
  text: string,
  hits: readonly Hit[],
  { paint, colours }: { readonly paint: Paint; readonly colours: boolean },
): string {
  return runsOf(text, hits)
    .map(({ kind, piece }) => {
      const shown = harmless(piece);
      if (kind === null) return shown;
      if (colours) return paint('bold', paint(INKS[kind], shown));
      return kind === 'masked' ? `(${shown})` : `[${shown}]`;
    })
    .join('');
}

type Run = { readonly kind: Kind | null; readonly piece: string };

function runsOf(text: string, hits: readonly Hit[]): Run[] {
  const edges = new Set([0, text.length]);
  for (const { start, end } of hits) edges.add(start).add(end);
  const sorted = [...edges].toSorted((a, b) => a - b);
  const runs: Run[] = [];
  for (const [index, start] of sorted.entries()) {
    const end = sorted[index + 1];
    if (end === undefined) break;
    const kind = kindAt(hits, start, end);
    const last = runs.at(-1);
    const piece = text.slice(start, end);
    if (last?.kind === kind) runs[runs.length - 1] = { kind, piece: last.piece + piece };
    else runs.push({ kind, piece });
  }
  return runs;
}

function kindAt(hits: readonly Hit[], start: number, end: number): Kind | null {
  const covering = hits.filter((hit) => hit.start <= start && hit.end >= end);
  const kinds = new Set(covering.map(({ role, masked }) => (masked === null ? role : 'masked')));
  return ORDER.find((kind) => kinds.has(kind)) ?? null;
}
