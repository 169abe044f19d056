import { z } from 'zod';
import type { Listing, SourceKind } from '../core/source.ts';
import type { Mistake } from './sentence.ts';

/** Beside the page of the source itself: five in all. */
const MOST_PAGES = 4;

const pages = z
  .union([z.string().trim().min(1).max(500), z.array(z.string().trim().min(1).max(500))])
  .refine((written) => expanded(written).length <= MOST_PAGES, {
    error: ({ input }) =>
      `expected at most ${MOST_PAGES} further pages, these are ${expanded(asPages(input)).length}`,
  })
  .refine(
    (written) => expanded(written).every((page) => URL.canParse(page, 'https://host.invalid/')),
    {
      error: 'expected addresses, or how they end, such as `?page={2-4}`',
    },
  );

/** The keys of a row that say how a listing is read, beside its selectors. */
export const listingShape = {
  pages: pages
    .optional()
    .describe('Further pages of an html-list, up to four: addresses or their ends, `?page={2-4}`.'),
  paths: z
    .array(
      z
        .string()
        .regex(/^[/*]\S*$/, { error: 'expected a path such as `/news/` or `/*/athletics/`' }),
    )
    .min(1)
    .max(20)
    .optional()
    .describe(
      'Only links whose path begins so count; `*` is anything, `$` the end. Not for feeds.',
    ),
  match: z
    .strictObject({
      title: template('title'),
      link: template('link'),
      date: template('date'),
      summary: template('summary'),
    })
    .optional()
    .describe('What is taken of a picked text: `Posted on {date} |`; `{*}` is anything.'),
  dateOrder: z
    .enum(['dmy', 'mdy', 'ymd'])
    .optional()
    .describe('How dates in numbers are written on an html-list. Default: dmy.'),
};

type ListingKeys = {
  readonly [Key in keyof typeof listingShape]?: z.output<(typeof listingShape)[Key]>;
};

/** How the listing of a row is read; undefined where the row says nothing of it. */
export function listingOf(row: ListingKeys & { readonly url: string }): Listing | undefined {
  if (LISTING_KEYS.every((key) => row[key] === undefined)) return undefined;
  return {
    pages: expanded(row.pages ?? []).map((page) => new URL(page, row.url).href),
    paths: row.paths ?? [],
    match: row.match ?? {},
    dateOrder: row.dateOrder ?? 'dmy',
  };
}

/** What a row says of listings without being one, or without saying enough. */
export function listingMistakes(
  row: Readonly<Record<string, unknown>>,
  path: readonly PropertyKey[],
): Mistake[] {
  const kind = row['kind'] ?? 'feed';
  const has = (key: string): boolean => row[key] !== undefined && row[key] !== null;
  if (kind === 'html-list' && !has('select')) {
    const message = '`html-list` needs `select` with the selectors `item`, `title` and `link`';
    return [{ path: [...path, 'kind'], message, aboutKey: false }];
  }
  return Object.entries(MEANT_FOR).flatMap(([key, kinds]) => {
    // A kind that is not known is a mistake of its own.
    if (!has(key) || !ALL_KINDS.some((each) => each === kind)) return [];
    if (kinds.some((each) => each === kind)) return [];
    const meant = kinds
      .map((each) => `\`${each}\``)
      .join(' or ')
      .replace('`', '`kind: ');
    return [
      {
        path: [...path, key],
        message: `\`${key}\` has a meaning only with ${meant}`,
        aboutKey: true,
      },
    ];
  });
}

const ALL_KINDS: readonly SourceKind[] = ['feed', 'html-list', 'news-sitemap', 'sitemap'];
const LISTING_KEYS = ['pages', 'paths', 'match', 'dateOrder'] as const;
const MEANT_FOR: Readonly<Record<string, readonly SourceKind[]>> = {
  select: ['html-list'],
  pages: ['html-list'],
  paths: ['html-list', 'news-sitemap', 'sitemap'],
  match: ['html-list'],
  dateOrder: ['html-list'],
};

function template(key: string) {
  return z
    .string()
    .max(200)
    .refine((text) => text.split(`{${key}}`).length === 2, {
      error: `expected a text with \`{${key}}\` in it once`,
    })
    .refine((text) => !/\}\{/.test(text), { error: 'expected some text between two places' })
    .refine(
      (text) =>
        [...text.matchAll(/\{([^{}]*)\}/g)].every(([, name]) => name === key || name === '*'),
      {
        error: `expected no other places than \`{${key}}\` and \`{*}\``,
      },
    )
    .optional();
}

function asPages(input: unknown): string | readonly string[] {
  if (Array.isArray(input)) return input.map(String);
  return typeof input === 'string' ? input : [];
}

/** `?page={2-4}` stands for three pages. */
function expanded(written: string | readonly string[]): readonly string[] {
  return [written].flat().flatMap((page) => {
    const range = /\{(\d{1,6})-(\d{1,6})\}/.exec(page);
    if (range === null) return [page];
    const [first, last] = [Number(range[1]), Number(range[2])];
    const count = Math.min(Math.max(0, last - first + 1), 100);
    return Array.from({ length: count }, (_each, index) =>
      page.replace(range[0], String(first + index)),
    );
  });
}
