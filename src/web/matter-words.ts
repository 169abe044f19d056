import type { ChangeKind } from '../core/matters/change.ts';
import type { Status } from '../core/matters/status.ts';
import { countryName } from '../core/countries.ts';
import type { Sign } from './words.ts';

/** What a body has in force against a country, the fuller the mark the more is closed. */
export const STATUS_SIGNS: Readonly<Record<Status, Sign>> = {
  banned: { symbol: '■', word: 'Banned' },
  neutral: { symbol: '◧', word: 'Neutral only' },
  partly: { symbol: '◩', word: 'Partly closed' },
  'none known': { symbol: '□', word: 'None known' },
};

/** What each status means, in a sentence a reader needs once. */
export const STATUS_MEANINGS: Readonly<Record<Status, string>> = {
  banned: 'all teams and athletes are out',
  neutral: 'athletes start without flag and anthem',
  partly: 'part of the sport is closed, such as teams, hosting or some events',
  'none known': 'no report of a measure in force, or it was lifted',
};

/** What has come of an agreement. */
export const AGREEMENT_SIGNS: ReadonlyMap<string, Sign> = new Map([
  ['signed', { symbol: '●', word: 'Signed' }],
  ['held', { symbol: '◆', word: 'Took place' }],
  ['met', { symbol: '◐', word: 'Talks held' }],
  ['planned', { symbol: '○', word: 'Planned' }],
  ['ended', { symbol: '✕', word: 'Ended' }],
]);

/** Steps of a matter as a sentence has them, after the parties. */
const STEPS: Readonly<Record<ChangeKind, string>> = {
  proposed: 'a measure is proposed',
  imposed: 'the measure is imposed',
  reimposed: 'the measure is imposed again',
  extended: 'the measure is extended',
  appealed: 'an appeal is made',
  upheld: 'the measure is upheld',
  refused: 'a proposal is refused',
  eased: 'the measure is eased',
  lifted: 'the measure is lifted',
  planned: 'an agreement is planned',
  met: 'talks are held',
  signed: 'an agreement is signed',
  held: 'what was agreed takes place',
  ended: 'the agreement ends',
  restated: 'it is said once more',
  'new-party': 'another party joins',
  contradiction: 'a report says the contrary',
  settled: 'who decides says which report is right',
  retracted: 'the reports of it were withdrawn',
  corrected: 'an entry is taken back',
};

/** A step of a matter in words, with a capital. */
export function stepText(kind: ChangeKind, party: string | null): string {
  const words = party === null ? STEPS[kind] : `${countryName(party)} joins`;
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** Parties of an agreement, or who decides against whom: codes of countries by their names, bodies as they are. */
export function partiesText(parties: readonly string[]): string {
  return parties.map(countryName).join(' – ');
}
