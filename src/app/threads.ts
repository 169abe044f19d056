import { NO_HINTS } from '../core/poll/hints.ts';
import { messageOf } from '../errors.ts';
import type { Http } from '../sources/http.ts';
import type { ReadDocument } from '../sources/read-document.ts';
import { readPage, type PageReading } from '../sources/read-page.ts';
import { openThreadPool, ThreadError } from '../threads/pool.ts';
import type { ThreadPool, ThreadPoolOptions } from '../threads/pool.ts';
import type { ReadingTasks } from './reading-thread.ts';

/** The threads that read what sources sent. */
export type Threads = ThreadPool<ReadingTasks>;

/** Opens the threads of a process; none starts before it is needed. */
export function openThreads(options: Partial<ThreadPoolOptions> = {}): Threads {
  // Compiled or not, this file and the entry end alike.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const entry = new URL(`reading-thread.${extension}`, import.meta.url);
  return openThreadPool<ReadingTasks>({ entry, ...options });
}

/**
 * Reads documents in threads, so that none blocks this one for longer than copying its items takes. A document that exceeds
 * time or memory, or kills its thread, is read as one without a format, whose problem says so. Rejects when the threads are
 * closed or hopelessly behind, which is no fault of the document. The body is handed over and empty afterwards.
 */
export function readerIn(threads: Threads): ReadDocument {
  return async (document) => {
    const body = owned(document.body);
    try {
      return await threads.run('readDocument', { ...document, body }, [body.buffer]);
    } catch (error) {
      if (isOurs(error)) throw error;
      const problem = `the document cannot be read: ${messageOf(error)}`;
      return { parsed: { ...NOTHING, problems: [problem] }, items: [], hints: NO_HINTS };
    }
  };
}

/**
 * Reads pages of articles, whose texts are looked for in threads. A page that a thread cannot read is one that failed; rejects when
 * the threads are closed or hopelessly behind.
 */
export function pageReaderIn(
  threads: Threads,
  http: Http,
  now: () => Date,
): (page: { readonly url: string; readonly zone: string }) => Promise<PageReading> {
  return async (page) => {
    const ours: ThreadError[] = [];
    const reading = await readPage(http, page, now, async (bytes) => {
      const body = owned(bytes.body);
      try {
        return await threads.run('parsePage', { ...bytes, body }, [body.buffer]);
      } catch (error) {
        if (isOurs(error)) ours.push(error);
        throw error;
      }
    });
    const [problem] = ours;
    if (problem !== undefined) throw problem;
    return reading;
  };
}

const NOTHING = { format: null, encoding: null, title: null, entries: [] } as const;

/** The threads are closed or behind: no fault of what they were to read. */
function isOurs(error: unknown): error is ThreadError {
  return error instanceof ThreadError && (error.reason === 'closed' || error.reason === 'full');
}

/** A small buffer may be a part of a larger one that others use too. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength;
  return isWhole ? new Uint8Array(buffer) : new Uint8Array(bytes);
}
