import { type ArchiveFacet, PERIOD_DAYS, type Selection } from '../core/archive.ts';
import { countryName } from '../core/countries.ts';
import { LANGUAGES } from '../core/source.ts';
import { clip } from './excerpt.ts';
import { soundText } from './feeds/xml.ts';
import type { Facet } from './pages/facets.tsx';
import {
  DIRECTION_NAMES,
  LANGUAGE_NAMES,
  POLARITY_SIGNS,
  sportName,
  TOPIC_NAMES,
} from './words.ts';

/** In UTF-16 units: a name, not a sentence. */
const OUTLET_LENGTH = 60;

const TEXTS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(TOPIC_NAMES),
  ...Object.entries(POLARITY_SIGNS).map(
    ([polarity, { symbol, word }]) => [polarity, `${symbol} ${word}`] as const,
  ),
  ...Object.entries(DIRECTION_NAMES),
  ...Object.entries(LANGUAGE_NAMES),
  ['week', 'last 7 days'],
  ['month', 'last 30 days'],
  ['quarter', 'last 90 days'],
  ['year', 'last 365 days'],
]);

const textOf = (value: string): string => TEXTS.get(value) ?? value;

/** How the facets of the archive are shown. */
export const ARCHIVE_CHOICES: readonly (Facet & { readonly name: ArchiveFacet })[] = [
  { name: 'topic', title: 'Topic', textOf, order: ['sanction', 'agreement'] },
  { name: 'polarity', title: 'Effect', textOf, order: ['tighter', 'looser', 'open'] },
  { name: 'direction', title: 'What happens', textOf },
  { name: 'country', title: 'Country', textOf: countryName, order: ['RUS', 'BLR'] },
  { name: 'sport', title: 'Sport', textOf: sportName },
  { name: 'federation', title: 'Body', textOf },
  { name: 'language', title: 'Language', textOf },
  { name: 'outlet', title: 'Outlet', textOf: (value) => clip(value, OUTLET_LENGTH) },
  { name: 'period', title: 'Last change', textOf, order: [...PERIOD_DAYS.keys()] },
];

/** What a value of each may look like; whether there is any such is the archive's. */
export const ARCHIVE_GRAMMARS: ReadonlyMap<ArchiveFacet, RegExp> = new Map([
  ['topic', /^(?:sanction|agreement)$/],
  ['polarity', /^(?:tighter|looser|open)$/],
  ['direction', /^[a-z]{3,20}$/],
  ['country', /^[A-Z]{3}$/],
  ['sport', /^[a-z][a-z0-9_-]{0,39}$/],
  ['federation', /^[\p{L}\p{N}][\p{L}\p{N}\p{M} .&/'’()-]{0,59}$/u],
  ['language', new RegExp(`^(?:${LANGUAGES.join('|')})$`)],
  // Outlets are named by anybody.
  ['outlet', /^[^\p{C}]{1,120}$/u],
  ['period', new RegExp(`^(?:${[...PERIOD_DAYS.keys()].join('|')})$`)],
]);

/** In UTF-16 units: of the words that are looked for. */
export const WORDS_LENGTH = 200;

/** The words that a query looks for: its first `q`, in one line and not too long; null where it has none. */
export function wordsOf(query: Readonly<Record<string, readonly string[]>>): string | null {
  const given = Object.hasOwn(query, 'q') ? (query['q']?.[0] ?? '') : '';
  const text = soundText(given).replaceAll(/\s+/gu, ' ').trim();
  const cut = soundText(text.slice(0, WORDS_LENGTH)).trim();
  return cut === '' ? null : cut;
}

/** A selection in words, such as “Sanction, Russia, “relay””; nothing where all is meant. */
export function selectionText({ chosen, words }: Selection): string {
  const parts = ARCHIVE_CHOICES.flatMap((choice) => {
    const value = chosen.get(choice.name);
    return value === undefined ? [] : [choice.textOf(value)];
  });
  return [...parts, ...(words === null ? [] : [`“${words}”`])].join(', ');
}
