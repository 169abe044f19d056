import type { LinkFinding } from './draft.ts';
import { byRank } from './draft.ts';

/** How good a witness a link’s attributes make it for the page of its item: 0 for an HTML alternate, more for the rest. */
export function linkRank(attributes: Readonly<Record<string, string>>): number {
  const rel = (attributes['rel'] ?? '').trim().toLowerCase().split('/').at(-1) ?? '';
  const type = attributes['type']?.trim().toLowerCase() ?? '';
  if (rel !== 'alternate' && rel !== '') return OTHER_RELS.get(rel) ?? RANK_OTHER;
  if (type.includes('html')) return rel === 'alternate' ? 0 : 2;
  return type === '' ? 2 : RANK_OTHER_TYPE;
}

/** The page of an item: the best finding that makes an absolute http(s) address, or null. */
export function pageOf(links: readonly LinkFinding[], base: string | null): string | null {
  for (const { href, base: own } of byRank(links)) {
    const page = absolute(href, own === null ? base : (absolute(own, base) ?? base));
    if (page !== null) return page;
  }
  return null;
}

/**
 * An http(s) address made absolute, or null for all that makes none, or one that is too long to lead anywhere. White space
 * around and line breaks within go.
 */
export function absolute(href: string, base: string | null): string | null {
  const text = href.trim().replace(/[\r\n\t]+/g, '');
  if (text.length > MAX_ADDRESS || text === '' || /^https?:?\/*$/i.test(text)) return null;
  const address = /^www\.[\w-]+\.\w/i.test(text) ? `http://${text}` : text;
  if (!URL.canParse(address, base ?? undefined)) return null;
  const url = new URL(address, base ?? undefined);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

const MAX_ADDRESS = 4096;
const RANK_OTHER = 110;
const RANK_OTHER_TYPE = 20;
const OTHER_RELS: ReadonlyMap<string, number> = new Map([
  ['related', 85],
  ['via', 85],
  ['enclosure', 90],
  ['self', 120],
]);
