import type { Validators } from '../core/poll/validators.ts';
import type { Source } from '../core/source.ts';
import type { HttpRequest } from './http.ts';

/** No validators: whatever there is is wanted. */
export const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

/**
 * The request for a document of a source. Feeds are made to be read by programs; pages and sitemaps are read only as far as the
 * robots.txt of their site allows.
 */
export function requestFor(
  { kind, scope }: Source,
  url: string,
  validators: Validators,
): HttpRequest {
  const { etag, lastModified } = validators;
  const pace = { patienceMs: PATIENCE_MS, scope };
  const headers = {
    accept: ACCEPT[kind],
    ...(isSendable(etag) ? { 'if-none-match': etag } : {}),
    ...(isSendable(lastModified) ? { 'if-modified-since': lastModified } : {}),
  };
  if (kind === 'feed') return { url, headers, ...pace };
  const isSitemap = kind === 'sitemap' || kind === 'news-sitemap';
  return {
    url,
    headers,
    ...pace,
    obeyRobots: true,
    ...(isSitemap ? { maxBytes: MAX_SITEMAP } : {}),
  };
}

/** A source whose host is busy for longer is put off: a worker has better to do than to wait. */
const PATIENCE_MS = 5_000;

/** Bytes, inflated: sitemaps have up to fifty thousand addresses. */
export const MAX_SITEMAP = 20 * 1024 * 1024;

const SITEMAP = 'application/xml, text/xml;q=0.9, application/gzip;q=0.9, */*;q=0.5';
const ACCEPT = {
  feed: 'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5',
  'html-list': 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5',
  'news-sitemap': SITEMAP,
  sitemap: SITEMAP,
} as const;

/** Whether a validator can stand in a header; one that cannot would make every request fail, and is not sent. */
export function isSendable(validator: string | null): validator is string {
  return validator !== null && /^[\t\u0020-\u007e\u0080-\u00ff]{1,2000}$/.test(validator);
}
