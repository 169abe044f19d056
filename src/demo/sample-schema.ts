import { z } from 'zod';
import { AGREEMENT_DIRECTIONS, SANCTION_DIRECTIONS } from '../core/verdict.ts';

const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'use small letters, digits and hyphens');
const line = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\n]*$/, 'must be one line');

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const moment = z
  .string()
  .regex(
    /^(?:mon|tue|wed|thu|fri|sat|sun) (?:[01]\d|2[0-3]):[0-5]\d$/,
    'write a day and a UTC time, e.g. tue 09:40',
  )
  .transform(minutesOf);

const expectation = z
  .discriminatedUnion('label', [
    z.strictObject({ label: z.literal('sanction'), direction: z.enum(SANCTION_DIRECTIONS) }),
    z.strictObject({ label: z.literal('agreement'), direction: z.enum(AGREEMENT_DIRECTIONS) }),
    z.strictObject({ label: z.literal('none') }),
  ])
  .transform((given) => ({ direction: null, ...given }));

const item = z
  .strictObject({
    id: slug,
    at: moment,
    title: line,
    summary: line,
    path: z
      .string()
      .regex(/^[a-z0-9]+(?:[-/][a-z0-9]+)*$/, 'use small letters, digits, hyphens and slashes')
      .refine((path) => path !== 'news', 'is the address of the listing page')
      .optional(),
    event: slug.optional(),
    expect: expectation,
  })
  .superRefine(({ event, expect }, context) => {
    if ((event === undefined) === (expect.label === 'none')) return;
    const message = 'belongs to items whose label is sanction or agreement, and to all of those';
    context.addIssue({ code: 'custom', path: ['event'], message });
  })
  .transform((given) => ({ ...given, path: given.path ?? given.id, event: given.event ?? null }));

/** What a file of config/sample may say; its output is a SampleOutlet. */
export const outletSchema = z.strictObject({
  id: slug,
  name: line,
  host: z.string().regex(/^[a-z0-9-]+\.example$/, 'must be a host below .example'),
  language: z.enum(['en', 'ru', 'de']),
  timezone: z.string().refine(isTimeZone, 'is no IANA time zone'),
  role: z.enum(['federation', 'court', 'agency', 'paper', 'aggregator']),
  sport: z.boolean(),
  domestic: z.enum(['RUS', 'BLR']).nullable().default(null),
  format: z.enum(['rss', 'atom', 'html']),
  items: z
    .array(item)
    .min(1)
    .superRefine((items, context) => {
      for (const key of ['id', 'path'] as const) {
        for (const [index, value] of repeated(items.map((given) => given[key]))) {
          const message = `another item of this outlet has the ${key} ${value}`;
          context.addIssue({ code: 'custom', path: [index, key], message });
        }
      }
    }),
});

function minutesOf(text: string): number {
  const [day = '', hour, minute] = text.split(/[ :]/);
  return (DAYS.indexOf(day) * 24 + Number(hour)) * 60 + Number(minute);
}

function repeated(values: readonly string[]): [number, string][] {
  return [...values.entries()].filter(([index, value]) => values.indexOf(value) < index);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
