import { z } from 'zod';
import { isCountry } from '../core/countries.ts';
import { isZone, parseSchedule } from '../core/digest/schedule.ts';
import { LANGUAGES } from '../core/source.ts';
import { MAIL_LANGUAGES, type Schedule } from '../core/subscriber.ts';
import { addressKey, isAddress } from '../core/subscribers/address.ts';
import { MOST_LENGTH } from '../core/subscribers/preferences.ts';
import type { SubscriberWish } from '../core/subscribers/wish.ts';
import { messageOf } from '../errors.ts';
import { check, type Mistake } from './sentence.ts';
import { nearest } from './suggest.ts';
import { parseYaml } from './yaml.ts';

const word = z.string().trim().min(1).max(60);

const schedule = z.string().transform((text, context): Schedule => {
  try {
    return parseSchedule(text);
  } catch (error) {
    context.addIssue(messageOf(error));
    return z.NEVER;
  }
});

const country = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCountry, { error: 'expected an ISO 3166 code of three letters, such as `NOR`' });

const row = z.strictObject({
  email: z
    .string()
    .trim()
    .refine(isAddress, { error: 'expected one mail address, such as `anna@example.org`' })
    .describe('Where digests go.'),
  schedule: schedule
    .optional()
    .describe('instant, daily 08:00, weekdays 08:00 or weekly mon 07:30. Default: daily 08:00.'),
  zone: z
    .string()
    .trim()
    .refine(isZone, { error: ({ input }) => zoneSentence(String(input)) })
    .optional()
    .describe('IANA time zone of the schedule. Default: UTC.'),
  language: z.enum(MAIL_LANGUAGES).optional().describe('Of the mail itself. Default: en.'),
  topics: z
    .array(z.enum(['sanction', 'agreement']))
    .optional()
    .describe('Only these; default: both.'),
  polarity: z
    .array(z.enum(['tighter', 'looser', 'open']))
    .optional()
    .describe('Only what tightens, eases or leaves open; default: all.'),
  countries: z
    .array(country)
    .optional()
    .describe('Only what concerns one of these, ISO 3166 alpha-3; default: all.'),
  sports: z.array(word).optional().describe('Only these sports, and what concerns several.'),
  federations: z.array(word).optional().describe('Only what these bodies decide or announce.'),
  languages: z
    .array(z.enum(LANGUAGES))
    .optional()
    .describe('Only what is reported in one of these; default: all.'),
  minimumConfidence: z.number().min(0).max(1).optional().describe('The least score, 0 to 1.'),
  emptyDigests: z.boolean().optional().describe('A mail also when nothing happened.'),
  length: z
    .int()
    .min(1)
    .max(MOST_LENGTH)
    .optional()
    .describe('Stories shown in one mail; the others are behind a link. Default: 50.'),
  pauseUntil: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: 'expected a day such as `2026-12-24`, or a time such as `2026-12-24T08:00:00Z`',
    })
    .optional()
    .describe('Nothing is sent before this day or time (UTC); it is told afterwards.'),
  note: z.string().max(1000).optional().describe('Anything worth knowing.'),
});

/** The form of config/subscribers.yaml. */
export const subscribersSchema = z.strictObject({ subscribers: z.array(row) });

/** The keys of a row, in the order in which tables are written. */
export const SUBSCRIBER_KEYS = Object.keys(row.shape);

/** Reads config/subscribers.yaml. Throws ConfigError with every problem. */
export function readSubscribers(file: string, text: string): SubscriberWish[] {
  return parseYaml(subscribersSchema, file, text, doubled).subscribers.map(wishOf);
}

/** Reads one row, of whatever it was written in; or says what is wrong with it, a sentence a mistake. */
export function readSubscriberRow(
  value: unknown,
): { readonly wish: SubscriberWish } | { readonly problems: readonly string[] } {
  const read = check(row, value);
  if ('value' in read) return { wish: wishOf(read.value) };
  const problems = read.mistakes.map(({ path, message }) =>
    path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
  );
  return { problems };
}

function wishOf(read: z.output<typeof row>): SubscriberWish {
  const { email, schedule: when, zone, pauseUntil, note: _note, ...preferences } = read;
  return {
    email,
    schedule: when,
    zone,
    preferences,
    pausedUntil: pauseUntil === undefined ? undefined : new Date(pauseUntil),
  };
}

const looseList = z.object({
  subscribers: z.array(z.looseObject({ email: z.string().catch('') }).catch({ email: '' })),
});

function doubled(value: unknown): Mistake[] {
  const read = looseList.safeParse(value);
  const seen = new Set<string>();
  return (read.success ? read.data.subscribers : []).flatMap(({ email }, index) => {
    const key = addressKey(email);
    if (key === '' || !seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = 'an earlier row has this address too';
    return [{ path: ['subscribers', index, 'email'], message, aboutKey: false }];
  });
}

function zoneSentence(zone: string): string {
  const suggestion = nearest(zone, [...Intl.supportedValuesOf('timeZone'), 'UTC']);
  const advice =
    suggestion === null
      ? 'expected one such as `Europe/Berlin`'
      : `did you mean \`${suggestion}\`?`;
  return `${JSON.stringify(zone)} is no time zone, ${advice}`;
}
