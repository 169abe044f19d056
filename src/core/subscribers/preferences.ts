import type { Preferences } from '../subscriber.ts';

/** Stories shown in one mail where nobody says otherwise, and at the most. */
export const USUAL_LENGTH = 50;
export const MOST_LENGTH = 120;

/** What somebody gets who says nothing: everything, in English. */
export const DEFAULT_PREFERENCES: Preferences = {
  topics: [],
  polarity: [],
  countries: [],
  sports: [],
  federations: [],
  languages: [],
  minimumConfidence: 0,
  emptyDigests: false,
  length: USUAL_LENGTH,
  language: 'en',
};

/** Preferences in words, one phrase for each that differs from the usual; none for somebody who gets everything. */
export function describePreferences(preferences: Preferences): string[] {
  const { minimumConfidence, emptyDigests, length, language } = preferences;
  const lists = (
    ['topics', 'polarity', 'countries', 'sports', 'federations', 'languages'] as const
  ).filter((name) => preferences[name].length > 0);
  return [
    ...lists.map((name) => `${name}: ${preferences[name].join(', ')}`),
    ...(minimumConfidence > 0 ? [`confidence from ${minimumConfidence}`] : []),
    ...(emptyDigests ? ['a mail also when nothing happened'] : []),
    ...(length === USUAL_LENGTH ? [] : [`at most ${length} stories`]),
    ...(language === 'en' ? [] : [`mails in ${language}`]),
  ];
}
