import type { SourceRow } from '../../config/sources.ts';
import type { NewItem } from '../../core/item.ts';
import { canonicalUrl } from '../../sources/canonical.ts';
import { isSameSite } from '../../sources/site.ts';
import { trySource, type Trial, type TrialPorts } from './trial.ts';

/** A row that a source would only repeat, and how that is known. */
export type Twin = { readonly row: SourceRow; readonly why: 'address' | 'articles' };

/** Share of the shorter of two lists that is in the other, from which on they are one feed. */
const SAME_SHARE = 0.8;
/** With fewer articles in common, chance may have a hand in it. */
const LEAST_COMMON = 3;
/** Rows of the same site whose articles are compared. */
const MOST_COMPARED = 4;

/** The row that already reads one of these addresses; undefined where none does. */
export function rowAt(rows: readonly SourceRow[], urls: readonly string[]): SourceRow | undefined {
  const wanted = new Set(urls.map(plainAddress));
  return rows.find(({ source }) => wanted.has(plainAddress(source.url)));
}

/** The row that reads the same feed as a trial: by its addresses, or by the articles that rows of the same site list. */
export async function twinOf(
  trial: Trial,
  rows: readonly SourceRow[],
  ports: TrialPorts,
): Promise<Twin | null> {
  const addresses = [trial.source.url, trial.answer?.url ?? trial.source.url];
  const known = rowAt(rows, addresses);
  if (known !== undefined) return { row: known, why: 'address' };
  const neighbours = rows.filter(({ source }) =>
    addresses.some((address) => isSameSite(address, source.url)),
  );
  for (const row of neighbours.slice(0, MOST_COMPARED)) {
    const { items } = await trySource(row.source, ports);
    if (isSameFeed(items, trial.items)) return { row, why: 'articles' };
  }
  return null;
}

/** Two lists hold the same articles, but for those that one of them has not got yet or any more. */
export function isSameFeed(one: readonly NewItem[], other: readonly NewItem[]): boolean {
  const [a, b] = [articlesOf(one), articlesOf(other)];
  const [short, long] = a.size <= b.size ? [a, b] : [b, a];
  const common = [...short].filter((article) => long.has(article)).length;
  if (short.size === 0) return false;
  return common >= Math.min(LEAST_COMMON, long.size) && common >= short.size * SAME_SHARE;
}

function articlesOf(items: readonly NewItem[]): ReadonlySet<string> {
  return new Set(items.map((item) => item.canonicalUrl));
}

/** The address of a feed for comparison: scheme, `www.`, a slash at the end and tracking parameters pick no other feed. */
export function plainAddress(url: string): string {
  const { host, pathname, search } = new URL(canonicalUrl(url) ?? url);
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${search}`;
}
