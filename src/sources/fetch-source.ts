import type { ParsedFeed, SightedItem } from '../core/item.ts';
import { NO_HINTS, type PollHints } from '../core/poll/hints.ts';
import type { Validators } from '../core/poll/validators.ts';
import type { Source } from '../core/source.ts';
import { botWallOf } from './bot-wall.ts';
import { FetchError, type FetchErrorKind } from './fetch-error.ts';
import { freshSecondsOf } from './fresh-seconds.ts';
import { furtherAddresses, withFurther } from './further.ts';
import type { Http, HttpResponse } from './http.ts';
import type { DocumentReading, ReadDocument } from './read-document.ts';
import { retryAfter } from './retry-after.ts';
import { contentHashOf } from './sight.ts';
import { isSendable, NO_VALIDATORS, requestFor } from './source-request.ts';

export type { Validators } from '../core/poll/validators.ts';

/** What a poll brought. A `read` may hold no entries: its problems say why. A `busy` host was not asked at all. */
export type FetchOutcome =
  | {
      readonly kind: 'unchanged';
      readonly status: 304;
      readonly validators: Validators;
      readonly hints: PollHints;
      readonly permanentTo: string | null;
    }
  | {
      readonly kind: 'read';
      readonly status: number;
      readonly validators: Validators;
      readonly parsed: ParsedFeed;
      readonly items: readonly SightedItem[];
      /** The same while the list of items is. */
      readonly contentHash: string;
      readonly bytes: number;
      readonly finalUrl: string;
      /** Where the permanent redirects (301, 308) at the beginning of the way led; null when there were none. */
      readonly permanentTo: string | null;
      readonly hints: PollHints;
    }
  | { readonly kind: 'gone'; readonly status: 410 }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly retryAfterSeconds: number | null;
      /** The service whose challenge or refusal it is; null where none is recognised. */
      readonly wall: string | null;
      readonly problem: string;
    }
  | {
      readonly kind: 'failed';
      readonly errorKind: FetchErrorKind;
      readonly problem: string;
      readonly advice: string;
    }
  | { readonly kind: 'busy'; readonly retryAt: Date };

/**
 * Polls a source once: a conditional GET, then whatever can be read of the answer, by `reader`. Rejects only for what is no
 * fault of the source: a reader that is closed, a pace that cannot be kept because the records are away.
 */
export async function fetchSource(
  http: Http,
  source: Source,
  validators: Validators,
  now: () => Date,
  reader: ReadDocument = readHere,
): Promise<FetchOutcome> {
  try {
    const response = await http.get(requestFor(source, source.url, validators));
    const fetchedAt = now();
    const nothing = withoutDocument(response, validators, fetchedAt);
    return nothing ?? (await readAll(response, { http, source, fetchedAt, reader }));
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    const { kind: errorKind, message: problem, advice, retryAt } = error;
    if (retryAt !== null) return { kind: 'busy', retryAt };
    return { kind: 'failed', errorKind, problem, advice };
  }
}

/** A process that reads elsewhere need not hold the parsers in its memory. */
const readHere: ReadDocument = async (document) => {
  const { readDocument } = await import('./read-document.ts');
  return readDocument(document);
};

/** What an answer means that holds no document; null for one that does. */
function withoutDocument(
  response: HttpResponse,
  sent: Validators,
  fetchedAt: Date,
): FetchOutcome | null {
  const { status, headers } = response;
  if (status === 304 && (isSendable(sent.etag) || isSendable(sent.lastModified))) {
    const received = validatorsOf(response);
    const validators = {
      etag: received.etag ?? sent.etag,
      lastModified: received.lastModified ?? sent.lastModified,
    };
    const hints = { ...NO_HINTS, maxAgeSeconds: freshSecondsOf(headers, fetchedAt) };
    return { kind: 'unchanged', status, validators, hints, permanentTo: permanentTarget(response) };
  }
  if (status === 410) return { kind: 'gone', status };
  return isOk(response) ? null : refused(response, botWallOf(response), fetchedAt);
}

function refused(response: HttpResponse, wall: string | null, fetchedAt: Date): FetchOutcome {
  const { status, headers } = response;
  const retryAfterSeconds = retryAfter(headers['retry-after'], fetchedAt);
  return { kind: 'refused', status, retryAfterSeconds, wall, problem: problemOf(response) };
}

type Poll = {
  readonly http: Http;
  readonly source: Source;
  readonly fetchedAt: Date;
  readonly reader: ReadDocument;
};

/** Reads the document of an answer, and those in which the source goes on. */
async function readAll(response: HttpResponse, poll: Poll): Promise<FetchOutcome> {
  const { http, source, fetchedAt } = poll;
  // The reader may take the body away with it.
  const bytes = response.body.length;
  const wall = botWallOf(response);
  const first = await readOne(response, poll);
  const addresses = furtherAddresses(source, first.parsed);
  const { parsed, items, hints } = await withFurther(first, addresses, async (address) => {
    const further = await http.get({
      ...requestFor(source, address, NO_VALIDATORS),
      // The first document was read already: what belongs to it is worth a wait.
      patienceMs: FURTHER_PATIENCE_MS,
    });
    if (!isOk(further)) throw new FetchError('broken', problemOf(further));
    return readOne(further, poll);
  });
  if (items.length === 0 && wall !== null) return refused(response, wall, fetchedAt);
  return {
    kind: 'read',
    status: response.status,
    // The parts of an index may change while it does not.
    validators: first.parsed.parts === undefined ? validatorsOf(response) : NO_VALIDATORS,
    parsed,
    items,
    contentHash: contentHashOf(items.map(({ sight }) => sight)),
    bytes,
    finalUrl: response.url,
    permanentTo: permanentTarget(response),
    hints: { ...hints, maxAgeSeconds: freshSecondsOf(response.headers, fetchedAt) },
  };
}

const FURTHER_PATIENCE_MS = 60_000;

function readOne({ body, headers, url }: HttpResponse, poll: Poll): Promise<DocumentReading> {
  const { source, fetchedAt, reader } = poll;
  return reader({ source, body, contentType: headers['content-type'] ?? null, url, fetchedAt });
}

function validatorsOf({ headers }: HttpResponse): Validators {
  return { etag: headers['etag'] ?? null, lastModified: headers['last-modified'] ?? null };
}

function isOk({ status }: HttpResponse): boolean {
  return status >= 200 && status <= 299;
}

function problemOf({ status, url, redirects }: HttpResponse): string {
  const from = redirects.length === 0 ? '' : ` after ${redirects.length} redirects`;
  return `${url} answered ${status}${from}`;
}

/** A temporary redirect says nothing of where the source is from now on, nor do those that come after it. */
function permanentTarget({ redirects }: HttpResponse): string | null {
  const first = redirects.findIndex(({ status }) => status !== 301 && status !== 308);
  const permanent = first < 0 ? redirects : redirects.slice(0, first);
  return permanent.at(-1)?.to ?? null;
}
