import type { ReactElement } from 'react';
import type { Hit } from '../core/verdict.ts';

/** A stretch of text and the hits that cover it; none for the text between hits. */
export type Piece = { readonly text: string; readonly hits: readonly Hit[] };

/** Text with its matched words marked, each titled by what it stands for. */
export function MarkedText(props: {
  readonly text: string;
  readonly hits: readonly Hit[];
}): ReactElement {
  const pieces = piecesOf(props.text, props.hits);
  return (
    <>
      {pieces.map(({ text, hits }, index) =>
        hits.length === 0 ? (
          text
        ) : (
          <mark key={index} title={conceptsOf(hits)}>
            {text}
          </mark>
        ),
      )}
    </>
  );
}

/**
 * Cuts text at the edges of its hits; hits that overlap share a piece. A hit that does not lie in the text, or
 * whose words are not what stands there, is left out: a mark in a wrong place would be worse than none.
 */
export function piecesOf(text: string, hits: readonly Hit[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const span of spansOf(text, hits)) {
    if (span.start > at) pieces.push({ text: text.slice(at, span.start), hits: [] });
    pieces.push({ text: text.slice(span.start, span.end), hits: span.hits });
    at = span.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hits: [] });
  return pieces;
}

type Span = { readonly start: number; end: number; readonly hits: Hit[] };

function spansOf(text: string, hits: readonly Hit[]): readonly Span[] {
  const spans: Span[] = [];
  const sound = hits.filter((hit) => isSound(text, hit)).toSorted((a, b) => a.start - b.start);
  for (const hit of sound) {
    const last = spans.at(-1);
    if (last === undefined || hit.start >= last.end) {
      spans.push({ start: hit.start, end: hit.end, hits: [hit] });
      continue;
    }
    last.end = Math.max(last.end, hit.end);
    last.hits.push(hit);
  }
  return spans;
}

function isSound(text: string, { start, end, text: words }: Hit): boolean {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return false;
  return start >= 0 && start < end && end <= text.length && text.slice(start, end) === words;
}

function conceptsOf(hits: readonly Hit[]): string {
  return [...new Set(hits.map(({ concept }) => concept))].join(', ');
}
