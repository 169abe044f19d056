import { z } from 'zod';
import { PACE_SCOPES } from '../core/politeness.ts';
import type { EventRules } from '../core/stories/margins.ts';
import { duration, durationOrNone } from './duration.ts';
import { parseYaml } from './yaml.ts';

/** One line of text that may stand in a mail header or a page title. */
const line = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, { error: 'must be one line without control characters' });

const webAddress = z.url({ protocol: /^https?$/ });

const hostAndPort = z
  .string()
  .regex(/^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+):\d{1,5}$/, {
    error: 'expected `host:port`, such as `127.0.0.1:8080`',
  })
  .toLowerCase();

const atLeastOneSecond = duration.refine((span) => span >= 1000, {
  error: 'must be at least `1s`',
});

const mail = z.strictObject({
  from: z
    .strictObject({
      name: line.default('Flagbearer').describe('The name that subscribers see.'),
      address: z
        .email()
        .default('digest@flagbearer.example')
        .describe('The address that digests come from.'),
    })
    .prefault({})
    .describe('Who digests come from.'),
  replyTo: z.email().optional().describe('Where answers go; default: the sender.'),
  listId: z
    .string()
    .regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, {
      error: 'expected a name such as `digest.example.org`',
    })
    .optional()
    .describe('The List-Id of RFC 2919, such as digest.example.org; default: made of the sender.'),
});

const network = z.strictObject({
  contact: z
    .string()
    .refine(isContact, { error: 'expected a web address or a mail address' })
    .default('https://flagbearer.example')
    .describe('A page or mail address of yours; publishers see it in every request.'),
  allow: z
    .array(hostAndPort)
    .default([])
    .describe('Private hosts as host:port that may be read in spite of the guard.'),
});

const politeness = z.strictObject({
  spacing: duration.prefault('5s').describe('Least time between two requests to one host.'),
  perHost: z.int().min(1).max(20).default(2).describe('Most requests at once to one host.'),
  scope: z
    .enum(PACE_SCOPES)
    .default('host')
    .describe('What counts as one host: a url, a host, or a site with all of its hosts.'),
});

const polling = z
  .strictObject({
    minimum: atLeastOneSecond.prefault('10m').describe('A busy source is read no more often.'),
    default: atLeastOneSecond.prefault('30m').describe('Until its own pace is known.'),
    maximum: atLeastOneSecond.prefault('24h').describe('A quiet source is read no more seldom.'),
  })
  .refine((value) => value.minimum <= value.default, {
    error: 'must not be longer than `polling.default`',
    path: ['minimum'],
  })
  .refine((value) => value.default <= value.maximum, {
    error: 'must not be longer than `polling.maximum`',
    path: ['default'],
  });

const items = z.strictObject({
  maxAge: durationOrNone
    .prefault('72h')
    .describe('Older items are kept but are no news; none: any age is news.'),
  readArticles: z
    .boolean()
    .default(true)
    .describe(
      'Whether the page of an article is read where title and summary leave its label open.',
    ),
});

const stories = z.strictObject({
  window: atLeastOneSecond.prefault('72h').describe('Reports join a story for so long.'),
  similarity: z.number().min(0).max(1).default(0.5).describe('0 to 1: which texts are copies.'),
  sameEvent: z
    .number()
    .min(0)
    .max(2)
    .default(0.45)
    .describe('Score from which two reports tell of one event.'),
  sameEventAcrossLanguages: z
    .number()
    .min(0)
    .max(2)
    .default(0.37)
    .describe('The same for reports in two languages.'),
});

/** In the words of the core. */
const eventRules = stories.transform(
  ({ window, similarity, sameEvent, sameEventAcrossLanguages }): EventRules => ({
    windowMs: window,
    copies: similarity,
    sameLanguage: sameEvent,
    otherLanguage: sameEventAcrossLanguages,
  }),
);

const digests = z.strictObject({
  patience: duration
    .prefault('15m')
    .describe('How long a digest waits for items of its window that are not judged yet.'),
});

const retention = z.strictObject({
  items: duration
    .refine((span) => span >= 86_400_000, { error: 'must be at least `1d`' })
    .prefault('400d')
    .describe('Items that belong to no story are forgotten after this.'),
  bodies: duration
    .refine((span) => span >= 3_600_000, { error: 'must be at least `1h`' })
    .prefault('30d')
    .describe('Texts of articles that were read are forgotten after this.'),
  fetches: z.int().min(1).max(1000).default(30).describe('Fetches remembered per source.'),
});

/** The form of config/flagbearer.yaml. */
export const serviceSchema = z.strictObject({
  name: line.default('Flagbearer').describe('What the service calls itself.'),
  baseUrl: webAddress
    .refine((url) => !/[?#]/.test(url), { error: 'must have nothing after `?` or `#`' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe(
      'Where people reach the web pages; the links in mails begin with it. Default: this machine at PORT.',
    ),
  mail: mail.prefault({}),
  operators: z
    .array(z.email())
    .max(20)
    .default([])
    .describe('Who is told by mail, at most once a day, when a source breaks or is well again.'),
  network: network.prefault({}),
  politeness: politeness.prefault({}),
  polling: polling.prefault({}),
  items: items.prefault({}),
  stories: eventRules.prefault({}),
  digests: digests.prefault({}),
  retention: retention.prefault({}),
});

/** What config/flagbearer.yaml says, every default filled in; all time spans in milliseconds. */
export type ServiceConfig = z.output<typeof serviceSchema>;

/** Reads config/flagbearer.yaml; throws ConfigError with every problem. */
export function readService(file: string, text: string): ServiceConfig {
  return parseYaml(serviceSchema, file, text);
}

/** The text goes into a header, where only visible ASCII is safe. */
function isContact(text: string): boolean {
  const isWeb = webAddress.safeParse(text).success;
  return /^[!-~]+$/.test(text) && (isWeb || z.email().safeParse(text).success);
}
