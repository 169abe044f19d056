import type { Classifier } from '../../core/classify/classifier.ts';
import type { Entry, NewItem } from '../../core/item.ts';
import type { Language, Source } from '../../core/source.ts';
import { guessLanguage } from '../../sources/language.ts';

/** What tells one item of a source from the next. */
export type KeyChoice = { readonly by: 'guid' | 'link' | 'title'; readonly why: string };

/** What a reading of a source is worth. Shares are from 0 to 1. */
export type Reading = {
  readonly items: number;
  /** Share of items with a date that could be read. */
  readonly dated: number;
  /** The latest date that is not in the future; null where there is none. */
  readonly newest: Date | null;
  readonly key: KeyChoice | null;
  /** Items that cannot be told apart, so that only one of each is kept. */
  readonly alike: number;
  /** The language that most texts look like, and the share of those that do. */
  readonly language: { readonly guess: Language | null; readonly share: number };
  /** Items that the classifier flags by title and summary. */
  readonly flagged: number;
};

/** Clocks of publishers may be so far ahead. */
const TOLERANCE_MS = 3_600_000;

/** Weighs what was read of a source. */
export function weigh(
  source: Source,
  { entries, items }: { readonly entries: readonly Entry[]; readonly items: readonly NewItem[] },
  { classifier, now }: { readonly classifier: Classifier; readonly now: Date },
): Reading {
  const dates = entries.flatMap(({ published }) => published ?? []);
  const past = dates.filter((date) => date.getTime() <= now.getTime() + TOLERANCE_MS);
  const flagged = items.filter((item) => classifier.judge(item, source).label !== 'none');
  return {
    items: items.length,
    dated: shareOf(dates.length, entries.length),
    newest: past.length === 0 ? null : past.reduce((a, b) => (a > b ? a : b)),
    key: keyChoice(entries),
    alike: items.length - new Set(items.map(({ key }) => key)).size,
    language: languageOf(items),
    flagged: flagged.length,
  };
}

function keyChoice(entries: readonly Entry[]): KeyChoice | null {
  const { length } = entries;
  if (length === 0) return null;
  const guids = entries.flatMap(({ guid }) => (guid?.trim() ? guid.trim() : []));
  const links = entries.flatMap(({ link }) => link ?? []);
  const counted = (found: number): string => `${found} of ${length} items`;
  if (guids.length === length) {
    const own = new Set(guids).size;
    const why = own === length ? 'every item has its own' : `only ${own} differ in ${length} items`;
    return { by: 'guid', why };
  }
  if (guids.length > length / 2) return { by: 'guid', why: `${counted(guids.length)} have one` };
  if (links.length > length / 2) {
    const why = guids.length === 0 ? 'no item has a guid' : `${counted(guids.length)} have a guid`;
    return { by: 'link', why };
  }
  return { by: 'title', why: 'most items have neither a guid nor a link' };
}

function languageOf(items: readonly NewItem[]): Reading['language'] {
  const counts = new Map<Language, number>();
  for (const { title, summary } of items) {
    const guess = guessLanguage(`${title} ${summary}`);
    counts.set(guess, (counts.get(guess) ?? 0) + 1);
  }
  const best = [...counts].toSorted(([, a], [, b]) => b - a)[0];
  if (best === undefined) return { guess: null, share: 0 };
  return { guess: best[0], share: shareOf(best[1], items.length) };
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
