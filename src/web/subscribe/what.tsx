import type { ReactElement } from 'react';
import { countryName, COUNTRY_CODES } from '../../core/countries.ts';
import { type FormChoices, POLARITIES, TOPICS } from '../../core/sign-up/form.ts';
import { LANGUAGES } from '../../core/source.ts';
import type { MailLanguage, Preferences } from '../../core/subscriber.ts';
import { LANGUAGE_NAMES, POLARITY_SIGNS, sportName, TOPIC_NAMES } from '../words.ts';
import { Choices, LongChoices, type Problems, Select } from './fields.tsx';

const MAIL_LANGUAGES: Readonly<Record<MailLanguage, string>> = {
  en: 'English',
  ru: 'Русский (Russian)',
  de: 'Deutsch (German)',
};

const SURE: readonly (readonly [number, string])[] = [
  [0, 'whatever is reported'],
  [0.6, 'from 0.6: rather sure'],
  [0.75, 'from 0.75: sure'],
  [0.9, 'from 0.9: very sure'],
];
const LENGTHS = [10, 25, 50, 120];

const POLARITY_TEXTS = {
  tighter: 'tightens a measure',
  looser: 'eases or lifts one',
  open: 'leaves it open',
};

/** The fields whose mistakes are in this part of the form. */
export const WHAT_FIELDS: ReadonlySet<string> = new Set([
  'topics',
  'polarity',
  'countries',
  'sports',
  'federations',
  'languages',
  'minimumConfidence',
  'length',
  'language',
]);

type Part = { readonly preferences: Preferences; readonly problems: Problems };

/** Which stories come, and how they are told. */
export function WhatFields(props: Part & { readonly choices: FormChoices }): ReactElement {
  const { preferences, problems, choices } = props;
  return (
    <div className="what">
      <p className="note">Where nothing is ticked, everything comes.</p>
      <Choices
        field="topics"
        legend="What it is about"
        kind="checkbox"
        choices={TOPICS.map((value) => ({ value, text: `${TOPIC_NAMES[value]}s` }))}
        chosen={preferences.topics}
        problems={problems}
      />
      <Choices
        field="polarity"
        legend="What it does"
        kind="checkbox"
        choices={POLARITIES.map((value) => ({
          value,
          text: `${POLARITY_SIGNS[value].symbol} ${POLARITY_TEXTS[value]}`,
        }))}
        chosen={preferences.polarity}
        problems={problems}
      />
      <Lists {...{ preferences, problems, choices }} />
      <Choices
        field="languages"
        legend="Reported in"
        kind="checkbox"
        choices={LANGUAGES.map((value) => ({ value, text: LANGUAGE_NAMES[value] }))}
        chosen={preferences.languages}
        problems={problems}
      />
      <Manner {...{ preferences, problems }} />
    </div>
  );
}

function Lists(props: Part & { readonly choices: FormChoices }): ReactElement {
  const { preferences, problems, choices } = props;
  return (
    <div className="lists">
      <LongChoices
        field="countries"
        legend="Countries"
        choices={COUNTRIES}
        chosen={preferences.countries}
        problems={problems}
        none="all"
      />
      <LongChoices
        field="sports"
        legend="Sports"
        choices={choices.sports.map((value) => ({ value, text: sportName(value) }))}
        chosen={preferences.sports}
        problems={problems}
        none="all"
      />
      <LongChoices
        field="federations"
        legend="Bodies that decide or announce"
        choices={choices.federations.map((value) => ({ value, text: value }))}
        chosen={preferences.federations}
        problems={problems}
        none="all"
      />
    </div>
  );
}

/** Russia and Belarus first: what is reported here is about them. */
const COUNTRIES = ['RUS', 'BLR']
  .concat(
    COUNTRY_CODES.filter((code) => code !== 'RUS' && code !== 'BLR').toSorted((a, b) =>
      countryName(a).localeCompare(countryName(b), 'en'),
    ),
  )
  .map((value) => ({ value, text: countryName(value) }));

function Manner({ preferences, problems }: Part): ReactElement {
  const { minimumConfidence, length, language, emptyDigests } = preferences;
  const sure = SURE.some(([least]) => least === minimumConfidence)
    ? SURE
    : [...SURE, [minimumConfidence, `from ${minimumConfidence}`] as const];
  const lengths = [...new Set([...LENGTHS, length])].toSorted((a, b) => a - b);
  return (
    <>
      <div className="settings">
        <Select
          field="minimumConfidence"
          label="How sure it must be"
          choices={sure.map(([least, text]) => ({ value: String(least), text }))}
          chosen={String(minimumConfidence)}
          problems={problems}
        />
        <Select
          field="length"
          label="Most stories in a mail"
          choices={lengths.map((count) => ({ value: String(count), text: String(count) }))}
          chosen={String(length)}
          problems={problems}
        />
        <Select
          field="language"
          label="Language of the mails"
          choices={Object.entries(MAIL_LANGUAGES).map(([value, text]) => ({ value, text }))}
          chosen={language}
          problems={problems}
        />
      </div>
      <label className="tick">
        <input
          id="emptyDigests"
          type="checkbox"
          name="emptyDigests"
          value="yes"
          defaultChecked={emptyDigests}
        />
        <span>A mail also when nothing happened</span>
      </label>
    </>
  );
}
