import type { Language } from '../source.ts';
import type { Match } from './automaton.ts';
import type { Judged } from './classifier.ts';
import { createEngine, understand } from './engine.ts';
import type { Keywords } from './keywords.ts';
import type { PlacedPattern } from './lint.ts';
import type { ScannedZone } from './scan.ts';

/** What a pattern found in texts. */
export type PatternUsage = {
  readonly language: Language;
  readonly kind: PlacedPattern['kind'];
  readonly id: string;
  readonly pattern: string;
  readonly matches: number;
  /** Of the matches, those that a mask or a longer phrase cancelled. */
  readonly masked: number;
  /** How many different words or phrases it found. */
  readonly different: number;
  /** The most frequent of them in small letters, at most twenty. */
  readonly texts: readonly { readonly text: string; readonly times: number }[];
};

/** Counts what the patterns find, text after text. */
export type UsageCount = {
  readonly add: (item: Judged) => void;
  readonly items: () => number;
  readonly result: () => PatternUsage[];
};

const MOST_TEXTS = 20;
/** Different phrases that are told apart for a pattern: a wide one must not fill the memory. */
const MOST_DIFFERENT = 2_000;

/**
 * Starts a count. Only names are looked for in texts that name no target country, as in judging.
 * Throws PatternError for patterns that make no sense.
 */
export function countUsage(keywords: Keywords): UsageCount {
  const engine = createEngine(keywords);
  const counts = new Map<string, Counted>();
  let items = 0;
  return {
    add: ({ title, summary, language }) => {
      items += 1;
      const { found, lexicon } = understand(engine, language, [
        { zone: 'title', text: title },
        { zone: 'summary', text: summary },
      ]);
      for (const find of [...found.entities, ...found.concepts]) {
        note(counts, language, find, found.zones[find.zone], find.masked !== null);
      }
      if (found.concepts.length === 0) return;
      for (const zone of found.zones) {
        for (const match of lexicon.masks.find(zone.line)) {
          note(counts, language, match, zone, false);
        }
      }
    },
    items: () => items,
    result: () => [...counts.values()].map(usageOf),
  };
}

type Counted = Pick<PatternUsage, 'language' | 'kind' | 'id' | 'pattern'> & {
  matches: number;
  masked: number;
  readonly texts: Map<string, number>;
};

function note(
  counts: Map<string, Counted>,
  language: Language,
  { owner, pattern, places }: Match,
  zone: ScannedZone | undefined,
  isMasked: boolean,
): void {
  const key = `${language} ${owner.kind} ${owner.id} ${pattern}`;
  let counted = counts.get(key);
  if (counted === undefined) {
    const { kind, id } = owner;
    counted = { language, kind, id, pattern, matches: 0, masked: 0, texts: new Map() };
    counts.set(key, counted);
  }
  counted.matches += 1;
  if (isMasked) counted.masked += 1;
  const text = places
    .map((place) => zone?.tokens[place]?.raw ?? '')
    .join(' ')
    .toLowerCase();
  if (counted.texts.has(text) || counted.texts.size < MOST_DIFFERENT) {
    counted.texts.set(text, (counted.texts.get(text) ?? 0) + 1);
  }
}

function usageOf({ texts, ...counted }: Counted): PatternUsage {
  const ranked = [...texts]
    .map(([text, times]) => ({ text, times }))
    .toSorted((a, b) => b.times - a.times || (a.text < b.text ? -1 : 1));
  return { ...counted, different: texts.size, texts: ranked.slice(0, MOST_TEXTS) };
}
