import type { Entry } from '../../core/item.ts';
import { readDate } from '../dates.ts';
import { absolute } from '../links.ts';
import { plainText } from '../plain-text.ts';
import type { Reading } from './feed.ts';

/**
 * Reads a JSON Feed 1.0 or 1.1, and what is close enough to one: an object with a list of items. Null where the text is no JSON
 * object, so that another kind may try. Never throws.
 */
export function readJsonFeed(
  text: string,
  at: { readonly base: string; readonly zone: string },
): Reading | null {
  if (!/^[\s\ufeff]*\{/.test(text)) return null;
  const feed = parsed(text);
  if (!isRecord(feed)) return refused('the document begins like JSON but cannot be read as such');
  const items: unknown = feed['items'];
  if (!Array.isArray(items)) return refused('the JSON document has no list of items');
  const problems: string[] = [];
  const entries = items.slice(0, MAX_ITEMS).flatMap((item: unknown, index) => {
    const entry = isRecord(item) ? entryOf(item, at) : null;
    if (entry !== null && (entry.title !== '' || entry.link !== null)) return [entry];
    problems.push(`item ${index + 1} has neither a title nor a link`);
    return [];
  });
  if (items.length > MAX_ITEMS) problems.push(`more than ${MAX_ITEMS} items`);
  return { format: 'json', title: textOf(feed['title'], 'title') || null, entries, problems };
}

const MAX_ITEMS = 2000;

function entryOf(
  item: Readonly<Record<string, unknown>>,
  at: { base: string; zone: string },
): Entry {
  const id = typeof item['id'] === 'number' ? String(item['id']) : stringOf(item['id']).trim();
  const date = [item['date_published'], item['date_modified']]
    .map(stringOf)
    .find((each) => each !== '');
  const addresses = [item['url'], item['external_url'], /^https?:/.test(id) ? id : ''].map(
    stringOf,
  );
  return {
    guid: id === '' ? null : id,
    title: textOf(item['title'], 'title'),
    summary:
      [item['summary'], item['content_text'], item['content_html']]
        .map((each) => textOf(each, 'body'))
        .find((each) => each !== '') ?? '',
    link: addresses.map((each) => absolute(each, at.base)).find((each) => each !== null) ?? null,
    published: date === undefined ? null : readDate(date, at.zone),
  };
}

function refused(problem: string): Reading {
  return { format: null, title: null, entries: [], problems: [problem] };
}

/** Raw control characters within strings are the usual fault of such feeds; blanks do as well. */
function parsed(text: string): unknown {
  // oxlint-disable-next-line no-control-regex -- control characters are what is replaced
  for (const attempt of [text, text.replace(/[\u0000-\u001f]/g, ' ')]) {
    try {
      return JSON.parse(attempt) as unknown;
    } catch {
      // The second attempt may succeed.
    }
  }
  return null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textOf(value: unknown, kind: 'title' | 'body'): string {
  return plainText(stringOf(value), kind);
}
