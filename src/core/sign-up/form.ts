import { isCountry } from '../countries.ts';
import { isZone } from '../digest/schedule.ts';
import { LANGUAGES, type Language } from '../source.ts';
import {
  MAIL_LANGUAGES,
  type MailLanguage,
  type Preferences,
  type Schedule,
} from '../subscriber.ts';
import { isAddress } from '../subscribers/address.ts';
import { DEFAULT_PREFERENCES, MOST_LENGTH } from '../subscribers/preferences.ts';
import type { Polarity, Topic } from '../verdict.ts';
import { FieldReader, type FieldProblem, type Fields } from './fields.ts';

/** The names that preferences can have; whoever has others already keeps them. */
export type FormChoices = {
  readonly sports: readonly string[];
  readonly federations: readonly string[];
};

/** What a form says of a subscription. What could not be used is as usual, and among the problems. */
export type FormTerms = {
  readonly schedule: Schedule;
  /** IANA time zone; empty where none was chosen. */
  readonly zone: string;
  readonly preferences: Preferences;
};

/** A form as it was read; it can be used where there is no problem. */
export type ReadForm = {
  readonly terms: FormTerms;
  readonly problems: readonly FieldProblem[];
};

export const SCHEDULE_KINDS = ['daily', 'weekdays', 'weekly', 'instant'] as const;
export const TOPICS: readonly Topic[] = ['sanction', 'agreement'];
export const POLARITIES: readonly Polarity[] = ['tighter', 'looser', 'open'];

/** What a form has before anybody touched it. The zone is left to be chosen: a guess would be an hour or ten off. */
export const USUAL_TERMS: FormTerms = {
  schedule: { kind: 'daily', time: '08:00' },
  zone: '',
  preferences: DEFAULT_PREFERENCES,
};

const isTopic = (value: string): value is Topic => TOPICS.some((one) => one === value);
const isPolarity = (value: string): value is Polarity => POLARITIES.some((one) => one === value);
const isLanguage = (value: string): value is Language => LANGUAGES.some((one) => one === value);
const isMailLanguage = (value: string): value is MailLanguage =>
  MAIL_LANGUAGES.some((one) => one === value);

/** Reads what somebody wants from a form, whatever it holds. Never throws. */
export function readTerms(fields: Fields, choices: FormChoices): ReadForm {
  const reader = new FieldReader(fields);
  const zone = reader.one('zone');
  const isKnownZone = isZone(zone);
  if (!isKnownZone) reader.blame('zone', 'Please choose your time zone from the list.');
  const terms = {
    schedule: readSchedule(reader),
    zone: isKnownZone ? zone : '',
    preferences: readPreferences(reader, choices),
  };
  return { terms, problems: reader.problems };
}

function readSchedule(reader: FieldReader): Schedule {
  const when = reader.one('when');
  const kind = SCHEDULE_KINDS.find((one) => one === when);
  const time = readTime(reader);
  const weekday = readWeekday(reader);
  if (kind === undefined) {
    reader.blame('when', 'Please choose when you want mail.');
    return USUAL_TERMS.schedule;
  }
  if (kind === 'instant') return { kind };
  return kind === 'weekly' ? { kind, weekday, time } : { kind, time };
}

/** Browsers may send seconds with a time of day. */
function readTime(reader: FieldReader): string {
  const [, time] = /^((?:[01]\d|2[0-3]):[0-5]\d)(?::00)?$/u.exec(reader.one('time')) ?? [];
  if (time === undefined) reader.blame('time', 'Please give a time of day such as 08:00.');
  return time ?? '08:00';
}

function readWeekday(reader: FieldReader): number {
  const weekday = /^[1-7]$/u.exec(reader.one('weekday'))?.[0];
  if (weekday === undefined) reader.blame('weekday', 'Please choose a day of the week.');
  return Number(weekday ?? 1);
}

function readPreferences(reader: FieldReader, choices: FormChoices): Preferences {
  return {
    topics: allIsNone(reader.many('topics', isTopic), TOPICS),
    polarity: allIsNone(reader.many('polarity', isPolarity), POLARITIES),
    countries: reader.many('countries', (value): value is string => isCountry(value)),
    sports: allIsNone(reader.many('sports', among(choices.sports)), choices.sports),
    federations: allIsNone(
      reader.many('federations', among(choices.federations)),
      choices.federations,
    ),
    languages: allIsNone(reader.many('languages', isLanguage), LANGUAGES),
    minimumConfidence: readConfidence(reader),
    emptyDigests: reader.one('emptyDigests') === 'yes',
    length: readLength(reader),
    language: readMailLanguage(reader),
  };
}

function among(names: readonly string[]): (value: string) => value is string {
  return (value): value is string => names.includes(value);
}

/** Everything chosen is the same as nothing said, also for what is added to the choices later. */
function allIsNone<Value>(chosen: readonly Value[], all: readonly Value[]): readonly Value[] {
  return chosen.length < all.length ? chosen : [];
}

function readConfidence(reader: FieldReader): number {
  const text = reader.one('minimumConfidence');
  if (/^(?:0(?:\.\d{1,4})?|1(?:\.0{1,4})?)$/u.test(text)) return Number(text);
  reader.blame('minimumConfidence', 'Please choose how sure a story must be.');
  return DEFAULT_PREFERENCES.minimumConfidence;
}

function readLength(reader: FieldReader): number {
  const text = reader.one('length');
  const length = /^\d{1,3}$/u.test(text) ? Number(text) : 0;
  if (length >= 1 && length <= MOST_LENGTH) return length;
  reader.blame('length', `Please choose from 1 to ${MOST_LENGTH} stories.`);
  return DEFAULT_PREFERENCES.length;
}

function readMailLanguage(reader: FieldReader): MailLanguage {
  const language = reader.one('language');
  if (isMailLanguage(language)) return language;
  reader.blame('language', 'Please choose the language of the mails.');
  return DEFAULT_PREFERENCES.language;
}

/** Characters of the longest address (RFC 5321: 254). */
const LONGEST_ADDRESS = 254;

/** Reads a form's address; null where it is none that a stranger may have us write to. */
export function readAddress(fields: Fields): {
  readonly email: string | null;
  /** What was typed, to be shown again: without what cannot be seen. */
  readonly typed: string;
  readonly problems: readonly FieldProblem[];
} {
  const reader = new FieldReader(fields);
  const typed = reader.one('email');
  // A domain without a dot is a machine of ours, or nobody's.
  const isUsable =
    isAddress(typed) &&
    typed.length <= LONGEST_ADDRESS &&
    /@[^.]+(?:\.[^.]+)+$/u.test(typed) &&
    !/^\.|\.\.|\.@/u.test(typed);
  if (!isUsable) reader.blame('email', 'Please give one mail address such as anna@example.org.');
  const isGood = reader.problems.length === 0;
  const shown = typed.replaceAll(/\p{C}/gu, '');
  return { email: isGood ? typed : null, typed: shown, problems: reader.problems };
}
