import { z } from 'zod';
import { PACE_SCOPES } from '../core/politeness.ts';
import type { EventRules } from '../core/stories/margins.ts';
import { operatorConsole } from './console.ts';
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
  unsubscribeAddress: z
    .email()
    .optional()
    .describe('Takes mails that unsubscribe; hand them to `flagbearer mail unsubscribe`.'),
  bounces: z
    .strictObject({
      address: z
        .email()
        .refine((address) => address.lastIndexOf('@') <= 23, {
          error: 'expected at most 23 characters before the @',
        })
        .describe('Mails come back to it; hand them to `flagbearer mail bounce`.'),
      perDelivery: z
        .boolean()
        .default(true)
        .describe('true: bounces+KEY@…, which tells what came back; the server must take it.'),
    })
    .optional()
    .describe('Where mails come back to; default: the sender.'),
  dkim: z
    .strictObject({
      selector: z
        .string()
        .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,60}[A-Za-z0-9])?$/, {
          error: 'expected a name such as `flagbearer`',
        })
        .describe('The public key is at SELECTOR._domainkey.DOMAIN.'),
      keyFile: z
        .string()
        .trim()
        .min(1)
        .max(500)
        .describe('An RSA private key as PEM, relative to this folder.'),
      domain: z
        .string()
        .regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, { error: 'expected a domain name' })
        .optional()
        .describe('Who signs; default: the domain of the sender.'),
    })
    .optional()
    .describe('Signs mails; leave it out where the mail server does.'),
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
  alerts: z
    .strictObject({
      quiet: duration
        .prefault('1m')
        .describe('An alert leaves once nothing more came for this long.'),
      longest: duration.prefault('5m').describe('It leaves after this although news keeps coming.'),
      perHour: z
        .int()
        .min(1)
        .max(60)
        .default(6)
        .describe('Alerts to one subscriber within an hour; the rest is in the next one.'),
    })
    .prefault({})
    .describe('How news is gathered for instant subscribers.'),
  holdFactor: z
    .number()
    .min(2)
    .default(5)
    .describe('A digest so many times as large as usual waits until somebody releases it.'),
});

const board = z.strictObject({
  trustOwnSites: z
    .boolean()
    .default(true)
    .describe(
      'Whether what a body says on its own site is certain on the board; false: an operator confirms all.',
    ),
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
  board: board.prefault({}),
  console: operatorConsole.prefault({}),
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
