import type { Language } from '../core/source.ts';
import type { Confirmation } from '../core/stories/independence.ts';
import type { Direction, Polarity, Target, Topic, Zone } from '../core/verdict.ts';
import { countText } from './numbers.ts';
import type { SourceView } from './ports.ts';

/** A word with a symbol that says the same, so that neither colour nor shape alone carries it. */
export type Sign = { readonly symbol: string; readonly word: string };

/** What a story does to the isolation of the two countries. */
export const POLARITY_SIGNS: Readonly<Record<Polarity, Sign>> = {
  tighter: { symbol: '▲', word: 'Tighter' },
  looser: { symbol: '▽', word: 'Looser' },
  open: { symbol: '◇', word: 'Open' },
};

/** How a source is doing. */
export const STATE_SIGNS: Readonly<Record<SourceView['state'], Sign>> = {
  failing: { symbol: '✕', word: 'Failing' },
  blocked: { symbol: '⊗', word: 'Blocked' },
  empty: { symbol: '∅', word: 'Empty' },
  gone: { symbol: '⊘', word: 'Gone' },
  repeating: { symbol: '↻', word: 'Repeating' },
  quiet: { symbol: '◔', word: 'Quiet' },
  waiting: { symbol: '○', word: 'Waiting' },
  ok: { symbol: '●', word: 'OK' },
};

/** The topic as a noun. */
export const TOPIC_NAMES: Readonly<Record<Topic, string>> = {
  sanction: 'Sanction',
  agreement: 'Agreement',
};

/** What happens to a measure or an agreement, as a filter names it. */
export const DIRECTION_NAMES: Readonly<Record<Direction, string>> = {
  imposed: 'imposed',
  extended: 'extended',
  upheld: 'upheld',
  eased: 'eased',
  lifted: 'lifted',
  rejected: 'rejected',
  proposed: 'proposed',
  criticised: 'criticised',
  signed: 'signed',
  meeting: 'talks',
  held: 'took place',
  ended: 'ended',
};

/** The countries that measures are aimed at, in English. */
export const TARGET_NAMES: Readonly<Record<Target, string>> = { RUS: 'Russia', BLR: 'Belarus' };

/** Where in an item a phrase stands, in words. */
export const ZONE_NAMES: Readonly<Record<Zone, string>> = {
  title: 'headline',
  summary: 'summary',
  body: 'article',
};

/** The languages' English names. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  ru: 'Russian',
  uk: 'Ukrainian',
  be: 'Belarusian',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
};

const GATES: ReadonlyMap<string, string> = new Map([
  ['no-target', 'it names neither Russia nor Belarus'],
  ['no-sport', 'it is not about sport'],
]);

/** What a gate found, in words; its bare name when it is not one we have words for. */
export function gateText(gate: string): string {
  return GATES.get(gate) ?? gate.replaceAll('-', ' ');
}

/** A sport of the closed list as a reader would write it. */
export function sportName(sport: string): string {
  return sport === 'multi' ? 'several sports' : sport.replaceAll(/[-_]/g, ' ');
}

/** `1 report`, `2 reports`. */
export function counted(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** "12 outlets, 3 independent reports"; where one outlet tells it, just that. */
export function outletsText({ outlets, independent }: Confirmation): string {
  const text = counted(outlets, 'outlet');
  return outlets < 2 ? text : `${text}, ${counted(independent, 'independent report')}`;
}
