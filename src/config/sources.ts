import { z } from 'zod';
import { PACE_SCOPES } from '../core/politeness.ts';
import { LANGUAGES, type Source } from '../core/source.ts';
import { durationOrNone } from './duration.ts';
import { listingMistakes, listingOf, listingShape } from './listing.ts';
import type { Mistake } from './sentence.ts';
import { nearest } from './suggest.ts';
import { parseYaml } from './yaml.ts';

const text = z.string().trim().min(1).max(200);
const inside = z.string().trim().max(500);
const selector = inside.min(1);

const select = z
  .strictObject({
    item: selector.describe('What holds one item.'),
    title: inside.describe('The headline, inside an item; empty: the item itself.'),
    link: inside.describe('The link, inside an item; empty: the item itself.'),
    date: selector.optional().describe('The date, inside an item.'),
    summary: selector.optional().describe('The teaser, inside an item.'),
  })
  .describe('CSS selectors, for kind html-list.');

const row = z.strictObject({
  id: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
      error: 'expected small letters, digits and hyphens, such as `world-archery`',
    })
    .describe('Its name in records, logs and addresses; never change it.'),
  url: z.url({ protocol: /^https?$/ }).describe('What is read.'),
  name: text.optional().describe('Its name for readers; default: the host.'),
  kind: z
    .enum(['feed', 'html-list', 'news-sitemap', 'sitemap'])
    .default('feed')
    .describe(
      'feed: RSS, Atom, RDF or JSON Feed; html-list: a listing page, with select; ' +
        'news-sitemap: a sitemap with titles; sitemap: one without.',
    ),
  language: z.enum(LANGUAGES).optional().describe('Default: found out from each text.'),
  timezone: z
    .string()
    .refine(isTimeZone, { error: ({ input }) => zoneSentence(String(input)) })
    .default('UTC')
    .describe('IANA zone of dates that name none.'),
  country: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'expected an ISO 3166 code of three capitals, such as `NOR`' })
    .optional()
    .describe('Where it is published, ISO 3166 alpha-3.'),
  role: z
    .enum(['federation', 'court', 'agency', 'paper', 'aggregator'])
    .default('paper')
    .describe('Who speaks.'),
  sport: z
    .boolean()
    .optional()
    .describe('All of it is about sport. Default: true for federations, else false.'),
  domestic: z
    .enum(['RUS', 'BLR'])
    .optional()
    .describe('It reports mostly on the home affairs of this country.'),
  priority: z
    .int()
    .min(1)
    .max(3)
    .default(2)
    .describe('When many sources are due, 1 is read first and 3 last.'),
  maxAge: durationOrNone
    .optional()
    .describe('Older items are no news. Default: items.maxAge of flagbearer.yaml.'),
  scope: z
    .enum(PACE_SCOPES)
    .optional()
    .describe(
      'Whom its requests are kept apart for. Default: politeness.scope of flagbearer.yaml.',
    ),
  select: select.optional(),
  ...listingShape,
  unverified: z
    .boolean()
    .default(false)
    .describe('true: read, though nobody has seen it work yet; `source check` says when it does.'),
  enabled: z.boolean().default(true).describe('false: kept in the file but not read.'),
  reason: text.optional().describe('Why it is not read, beside `enabled: false`.'),
  note: z.string().max(1000).optional().describe('Anything worth knowing.'),
});

/** The form of config/sources.yaml. */
export const sourcesSchema = z.strictObject({ sources: z.array(row) });

/** The list alone is understood as well. */
const mapOrList = z.union([sourcesSchema, z.array(row)]);

/** A row as people write it, before defaults are filled in. */
export type RowFields = z.input<typeof row>;

/** A row of config/sources.yaml, also one that is not read. */
export type SourceRow = {
  readonly source: Source;
  readonly enabled: boolean;
  /** Why it is not read; null where nobody said. */
  readonly reason: string | null;
};

/**
 * Reads config/sources.yaml; sources with `enabled: false` are checked and left out.
 * `maxAge` in milliseconds stands for rows without their own. Throws ConfigError with every problem.
 */
export function readSources(
  file: string,
  content: string,
  defaults: { readonly maxAge: number | null },
): Source[] {
  const rows = readSourceRows(file, content, defaults);
  return rows.filter(({ enabled }) => enabled).map(({ source }) => source);
}

/** The same with the rows that are not read, in the order of the file. */
export function readSourceRows(
  file: string,
  content: string,
  defaults: { readonly maxAge: number | null },
): SourceRow[] {
  const parsed = parseYaml(mapOrList, file, content, mistakesOfRows);
  const rows = Array.isArray(parsed) ? parsed : parsed.sources;
  return rows.map((each) => ({
    source: sourceOf(each, defaults.maxAge),
    enabled: each.enabled,
    reason: each.reason ?? null,
  }));
}

function sourceOf(each: z.output<typeof row>, maxAge: number | null): Source {
  const listing = listingOf(each);
  return {
    id: each.id,
    name: each.name ?? new URL(each.url).hostname.replace(/^www\./, ''),
    url: each.url,
    kind: each.kind,
    language: each.language ?? null,
    timezone: each.timezone,
    country: each.country ?? null,
    role: each.role,
    sport: each.sport ?? each.role === 'federation',
    domestic: each.domestic ?? null,
    priority: each.priority,
    unverified: each.unverified,
    maxAge: each.maxAge === undefined ? maxAge : each.maxAge,
    select: each.select ?? null,
    ...(listing === undefined ? {} : { listing }),
    ...(each.scope === undefined ? {} : { scope: each.scope }),
  };
}

/** What rows get wrong together, told also when single rows are wrong in themselves. */
function mistakesOfRows(value: unknown): Mistake[] {
  const { rows, path } = looseRows(value);
  return [
    ...doubled(rows, 'id', (id) => id, path),
    ...doubled(rows, 'url', sameAddress, path),
    ...rows.flatMap((each, index) => listingMistakes(each, [...path, index])),
  ];
}

const looseRow = z
  .looseObject({
    id: z.string().optional().catch(undefined),
    url: z.string().optional().catch(undefined),
    kind: z.string().optional().catch(undefined),
    select: z.unknown().optional(),
  })
  .catch({ select: undefined });

type LooseRow = z.output<typeof looseRow>;

function looseRows(value: unknown): {
  readonly rows: readonly LooseRow[];
  readonly path: readonly PropertyKey[];
} {
  const list = z.array(looseRow).safeParse(value);
  if (list.success) return { rows: list.data, path: [] };
  const map = z.object({ sources: z.array(looseRow) }).safeParse(value);
  return { rows: map.success ? map.data.sources : [], path: ['sources'] };
}

function doubled(
  rows: readonly LooseRow[],
  key: 'id' | 'url',
  normal: (text: string) => string,
  path: readonly PropertyKey[],
): Mistake[] {
  const first = new Map<string, string>();
  return rows.flatMap((each, index) => {
    const value = each[key];
    if (value === undefined) return [];
    const earlier = first.get(normal(value));
    if (earlier === undefined) {
      first.set(normal(value), each.id ?? `number ${index + 1}`);
      return [];
    }
    const message =
      key === 'id'
        ? `an earlier source has the id \`${value}\` too`
        : `the source \`${earlier}\` has this address too`;
    return [{ path: [...path, index, key], message, aboutKey: false }];
  });
}

/** Addresses that lead to one place: letter case of the host, default ports and fragments make no difference. */
function sameAddress(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  parsed.hash = '';
  return parsed.href;
}

function isTimeZone(zone: string): boolean {
  if (KNOWN_ZONES.has(zone)) return true;
  try {
    const isKnown =
      new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
    if (isKnown) KNOWN_ZONES.add(zone);
    return isKnown;
  } catch {
    return false;
  }
}

/** Asking costs half a millisecond, and thousands of rows share a few zones: there are some hundred. */
const KNOWN_ZONES = new Set<string>();

function zoneSentence(zone: string): string {
  const suggestion = nearest(zone, [...Intl.supportedValuesOf('timeZone'), 'UTC']);
  const advice =
    suggestion === null ? 'expected one such as `Europe/Kyiv`' : `did you mean \`${suggestion}\`?`;
  return `${JSON.stringify(zone)} is no time zone, ${advice}`;
}
