import type { Classifier } from '../../core/classify/classifier.ts';
import { chooseIdentity } from '../../core/identity/choose.ts';
import type { KeyKind } from '../../core/identity/sight.ts';
import type { Entry, NewItem } from '../../core/item.ts';
import type { Language, Source } from '../../core/source.ts';
import { guessLanguage } from '../../sources/language.ts';
import { sightOf } from '../../sources/sight.ts';

/** What tells one item of a source from the next; `hash` is that of title and date. */
export type KeyChoice = { readonly by: KeyKind; readonly why: string };

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

/** As the service would choose after this one fetch; what changes between fetches it sees later. */
function keyChoice(entries: readonly Entry[]): KeyChoice | null {
  if (entries.length === 0) return null;
  const { key, reason } = chooseIdentity(entries.map(sightOf), null, null);
  return { by: key, why: reason };
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
