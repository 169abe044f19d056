import type { NewItem, ParsedFeed } from '../core/item.ts';
import type { Source } from '../core/source.ts';
import { messageOf } from '../errors.ts';
import { readDate } from './dates.ts';
import { FetchError } from './fetch-error.ts';
import type { Http, HttpResponse } from './http.ts';
import { toItem } from './item.ts';
import { parseSource } from './parse.ts';
import { ttlOf } from './ttl.ts';

/** What a server gave to ask it next time whether anything changed; byte for byte as received. */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null };

/** How often source and server want to be read. */
export type PollHints = {
  readonly maxAgeSeconds: number | null;
  readonly ttlMinutes: number | null;
};

/** What a poll brought. A `read` may hold no entries: its problems say why. */
export type FetchOutcome =
  | { readonly kind: 'unchanged'; readonly status: 304; readonly validators: Validators }
  | {
      readonly kind: 'read';
      readonly status: number;
      readonly validators: Validators;
      readonly parsed: ParsedFeed;
      readonly items: readonly NewItem[];
      readonly bytes: number;
      readonly finalUrl: string;
      readonly hints: PollHints;
    }
  | { readonly kind: 'gone'; readonly status: 410 }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly retryAfterSeconds: number | null;
      readonly problem: string;
    }
  | { readonly kind: 'failed'; readonly problem: string; readonly advice: string };

/** Polls a source once: a conditional GET, then whatever can be read of the answer. Rejects only when `now` does. */
export async function fetchSource(
  http: Http,
  source: Source,
  validators: Validators,
  now: () => Date,
): Promise<FetchOutcome> {
  try {
    const response = await http.get({ url: source.url, headers: headersFor(source, validators) });
    return await outcomeOf(response, source, validators, now());
  } catch (error) {
    const advice = error instanceof FetchError ? error.advice : 'It will be tried again.';
    return { kind: 'failed', problem: messageOf(error), advice };
  }
}

const ACCEPT = {
  feed: 'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5',
  'html-list': 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5',
} as const;

function headersFor(source: Source, { etag, lastModified }: Validators): Record<string, string> {
  return {
    accept: ACCEPT[source.kind],
    ...(isSendable(etag) ? { 'if-none-match': etag } : {}),
    ...(isSendable(lastModified) ? { 'if-modified-since': lastModified } : {}),
  };
}

/** One that cannot stand in a header would make every request fail; without it the document is read again. */
function isSendable(validator: string | null): validator is string {
  return validator !== null && /^[\t\u0020-\u007e\u0080-\u00ff]{1,2000}$/.test(validator);
}

async function outcomeOf(
  response: HttpResponse,
  source: Source,
  sent: Validators,
  fetchedAt: Date,
): Promise<FetchOutcome> {
  const { status, headers } = response;
  const received = {
    etag: headers['etag'] ?? null,
    lastModified: headers['last-modified'] ?? null,
  };
  if (status === 304) {
    const validators = {
      etag: received.etag ?? sent.etag,
      lastModified: received.lastModified ?? sent.lastModified,
    };
    return { kind: 'unchanged', status, validators };
  }
  if (status === 410) return { kind: 'gone', status };
  if (status < 200 || status > 299) {
    const retryAfterSeconds = retryAfter(headers['retry-after'], fetchedAt);
    return { kind: 'refused', status, retryAfterSeconds, problem: problemOf(response) };
  }
  return read(response, source, received, fetchedAt);
}

async function read(
  response: HttpResponse,
  source: Source,
  validators: Validators,
  fetchedAt: Date,
): Promise<FetchOutcome> {
  const { body, headers, status, url } = response;
  const contentType = headers['content-type'] ?? null;
  const parsed = await parseSource(source, { body, contentType, url });
  const items = parsed.entries.flatMap(
    (entry) => toItem(entry, source, { fetchedAt, responseUrl: url }) ?? [],
  );
  const hints = { maxAgeSeconds: maxAge(headers['cache-control']), ttlMinutes: ttlOf(body) };
  return {
    kind: 'read',
    status,
    validators,
    parsed,
    items,
    bytes: body.length,
    finalUrl: url,
    hints,
  };
}

function problemOf({ status, url, redirects }: HttpResponse): string {
  const from = redirects.length === 0 ? '' : ` after ${redirects.length} redirects`;
  return `${url} answered ${status}${from}`;
}

/** Seconds, or a date (RFC 9110, 10.2.3); null for neither, zero for a date that has passed. */
function retryAfter(value: string | undefined, now: Date): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const at = readDate(text, 'UTC');
  return at === null ? null : Math.max(0, Math.ceil((at.getTime() - now.getTime()) / 1000));
}

function maxAge(cacheControl: string | undefined): number | null {
  const seconds = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(cacheControl ?? '')?.[1];
  return seconds === undefined ? null : Number(seconds);
}
