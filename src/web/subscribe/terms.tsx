import type { ReactElement } from 'react';
import { countryName } from '../../core/countries.ts';
import { describeSchedule } from '../../core/digest/schedule.ts';
import type { FormTerms } from '../../core/sign-up/form.ts';
import { USUAL_LENGTH } from '../../core/subscribers/preferences.ts';
import { LANGUAGE_NAMES, POLARITY_SIGNS, sportName, TOPIC_NAMES } from '../words.ts';

/** Names of one kind that are shown; the rest is counted. */
const NAMED = 12;

/** A subscription in words: when, and which stories. */
export function TermsList({ terms }: { readonly terms: FormTerms }): ReactElement {
  const { schedule, zone, preferences } = terms;
  const { topics, polarity, countries, sports, federations, languages } = preferences;
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['About', topics.map((one) => `${TOPIC_NAMES[one]}s`)],
    ['Direction', polarity.map((one) => POLARITY_SIGNS[one].word)],
    ['Countries', countries.map(countryName)],
    ['Sports', sports.map(sportName)],
    ['Bodies', federations],
    ['Reported in', languages.map((one) => LANGUAGE_NAMES[one])],
  ];
  const chosen = lists.filter(([, names]) => names.length > 0);
  const rows: readonly (readonly [string, string])[] = [
    ['When', describeSchedule(schedule, zone)],
    ...(chosen.length === 0 ? [['About', 'everything'] as const] : []),
    ...chosen.map(([name, names]) => [name, listed(names)] as const),
    ...mannerRows(terms),
  ];
  return (
    <dl className="terms">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const MAIL_LANGUAGES = { en: 'English', ru: 'Russian', de: 'German' };

function mannerRows({ preferences }: FormTerms): (readonly [string, string])[] {
  const { minimumConfidence, emptyDigests, length, language } = preferences;
  return [
    ...(minimumConfidence > 0 ? [['Confidence', `${minimumConfidence} or more`] as const] : []),
    ...(length === USUAL_LENGTH ? [] : [['Stories in one mail', `${length} at most`] as const]),
    ...(emptyDigests ? [['Without news', 'a mail that says so'] as const] : []),
    ['Mails in', MAIL_LANGUAGES[language]],
  ];
}

function listed(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
