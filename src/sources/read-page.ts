import { messageOf } from '../errors.ts';
import type { Article } from './article.ts';
import { FetchError } from './fetch-error.ts';
import type { Http, HttpResponse } from './http.ts';
import { parsePage } from './parse-page.ts';
import type { ParsePage } from './parse-page.ts';
import { retryAfter } from './retry-after.ts';

/** What came of reading an article’s page. A `read` may hold no text: its article’s problems say why. */
export type PageReading =
  | {
      readonly kind: 'read';
      readonly article: Article;
      /** The address it came from in the end. */
      readonly url: string;
      readonly bytes: number;
      /** Seconds between requests that the site wishes for; a hint. */
      readonly crawlDelaySeconds: number | null;
    }
  /** The site’s robots.txt forbids it. */
  | { readonly kind: 'disallowed'; readonly problem: string; readonly advice: string }
  /** There is no such page, for now (404) or for good (410). */
  | { readonly kind: 'gone'; readonly status: 404 | 410 }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly retryAfterSeconds: number | null;
      readonly problem: string;
    }
  /** What is there is no page: a picture, a PDF. */
  | { readonly kind: 'no-page'; readonly problem: string }
  | { readonly kind: 'failed'; readonly problem: string; readonly advice: string };

/**
 * Reads the page of an article once: at its host’s pace, as far as its site’s robots.txt allows, up to 5 MiB. `zone` is the IANA zone
 * of dates that name none, `parser` what turns the bytes into an article. Rejects only with the reason of an aborted signal.
 */
export async function readPage(
  http: Http,
  page: { readonly url: string; readonly zone: string; readonly signal?: AbortSignal },
  now: () => Date,
  parser: ParsePage = parsePage,
): Promise<PageReading> {
  const { url, zone, signal } = page;
  try {
    const response = await http.get({
      url,
      headers: { accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1' },
      obeyRobots: true,
      ...(signal === undefined ? {} : { signal }),
    });
    return withoutPage(response, now()) ?? (await read(response, zone, parser));
  } catch (error) {
    if (signal?.aborted === true) throw error;
    const problem = messageOf(error);
    if (!(error instanceof FetchError)) {
      return { kind: 'failed', problem, advice: 'It will be tried again.' };
    }
    const { kind, advice } = error;
    return { kind: kind === 'robots' ? 'disallowed' : 'failed', problem, advice };
  }
}

function withoutPage({ status, url, headers }: HttpResponse, now: Date): PageReading | null {
  if (status === 404 || status === 410) return { kind: 'gone', status };
  if (status < 200 || status > 299) {
    const retryAfterSeconds = retryAfter(headers['retry-after'], now);
    return { kind: 'refused', status, retryAfterSeconds, problem: `${url} answered ${status}` };
  }
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === '' || /^text\/|html|xml|octet-stream/.test(type)) return null;
  return { kind: 'no-page', problem: `${url} is ${type}, no page` };
}

async function read(response: HttpResponse, zone: string, parser: ParsePage): Promise<PageReading> {
  const { body, url, headers, crawlDelaySeconds } = response;
  // The parser may take the body away with it.
  const bytes = body.length;
  const contentType = headers['content-type'] ?? null;
  const article = await parser({ body, contentType, url, zone });
  return { kind: 'read', article, url, bytes, crawlDelaySeconds };
}
