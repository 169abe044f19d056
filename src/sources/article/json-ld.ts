import { folded, plainText } from '../plain-text.ts';
import { isRecord, readLooseJson, stringMembers } from './loose-json.ts';
import type { JsonRecord } from './loose-json.ts';

/** What the structured data of a page say of its article; empty texts and nulls where they say nothing. */
export type LinkedArticle = {
  readonly headline: string;
  readonly description: string;
  /** May hold markup and line breaks. */
  readonly body: string;
  readonly published: string;
  /** False where the page says that only who pays may read all of it. */
  readonly isFree: boolean;
};

/**
 * The article that the JSON-LD scripts of a page describe: of several the one whose headline the page’s title holds, then the
 * one with a body. Null where none does. Never throws: scripts that cannot be read at all are named in `problems`.
 */
export function linkedArticle(
  scripts: readonly string[],
  pageTitle: string,
  problems: string[],
): LinkedArticle | null {
  const found = scripts.slice(0, MAX_SCRIPTS).flatMap((script, index) => {
    const value = readLooseJson(script);
    if (value !== undefined) return articlesIn(value);
    problems.push(`the structured data (script ${index + 1}) are no JSON`);
    return savedFrom(script);
  });
  const title = pageTitle.toLowerCase();
  const rank = ({ headline, body }: LinkedArticle): number =>
    (headline !== '' && title.includes(headline.toLowerCase()) ? 2 : 0) + (body === '' ? 0 : 1);
  return found.toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
}

const MAX_SCRIPTS = 30;
const MAX_RECORDS = 5000;
const MEMBERS = ['headline', 'description', 'articleBody', 'datePublished'] as const;

/** Whatever is an article in a document, however deep; those in lists of links come last. */
function articlesIn(document: unknown): readonly LinkedArticle[] {
  const waiting: { value: unknown; isListed: boolean }[] = [{ value: document, isListed: false }];
  const found: { article: LinkedArticle; isListed: boolean }[] = [];
  for (let seen = 0; seen < MAX_RECORDS; seen += 1) {
    const next = waiting.shift();
    if (next === undefined) break;
    const { value, isListed } = next;
    if (waiting.length > MAX_RECORDS) waiting.length = MAX_RECORDS;
    if (Array.isArray(value)) {
      for (const each of value.slice(0, MAX_RECORDS)) waiting.push({ value: each, isListed });
    } else if (isRecord(value)) {
      if (isArticle(value)) found.push({ article: read(value), isListed });
      for (const [name, member] of Object.entries(value)) {
        if (typeof member !== 'object') continue;
        waiting.push({ value: member, isListed: isListed || LISTS.has(name) });
      }
    }
  }
  return found
    .toSorted((a, b) => Number(a.isListed) - Number(b.isListed))
    .map(({ article }) => article);
}

const LISTS: ReadonlySet<string> = new Set(['itemListElement', 'hasPart', 'citation', 'comment']);

function isArticle(record: JsonRecord): boolean {
  const types = [record['@type'], record['type']].flat();
  return types.some((type) => typeof type === 'string' && /(Article|Posting|Report)$/.test(type));
}

function read(record: JsonRecord): LinkedArticle {
  const free = textOf(record['isAccessibleForFree']);
  return linked((name) => textOf(record[name]), !/^(false|no)$/i.test(free));
}

function savedFrom(script: string): readonly LinkedArticle[] {
  if (!/Article"|Posting"|Report"/.test(script)) return [];
  const members = stringMembers(script, MEMBERS);
  return members.size === 0 ? [] : [linked((name) => members.get(name) ?? '', true)];
}

function linked(member: (name: (typeof MEMBERS)[number]) => string, isFree: boolean) {
  return {
    headline: plainText(member('headline'), 'title'),
    description: plainText(member('description'), 'body'),
    body: member('articleBody').trim(),
    published: folded(member('datePublished')).slice(0, 100),
    isFree,
  };
}

/** A text, the first of several, or one wrapped as `{"@value": …}`. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value[0]);
  if (isRecord(value)) return typeof value['@value'] === 'string' ? value['@value'] : '';
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}
