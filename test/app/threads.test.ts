import { afterEach, expect, test } from '@jest/globals';

import type { Threads } from '../../src/app/threads.ts';
import { openThreads, readerIn } from '../../src/app/threads.ts';
import type { Document } from '../../src/sources/read-document.ts';
import { readDocument } from '../../src/sources/read-document.ts';
import type { ThreadPoolOptions } from '../../src/threads/pool.ts';
import { aSource } from '../sources/a-source.ts';

const FEED =
  '<rss><channel><ttl>45</ttl><item><title>Один</title><link>/1</link>' +
  '<pubDate>Thu, 20 Aug 2026 07:00:00 GMT</pubDate></item><item/></channel></rss>';

const opened: Threads[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((threads) => threads.close()));
});

/** Compiled before the first suite runs: a thread knows nothing of Jest’s way with TypeScript. */
const COMPILED = new URL('../../.test-dist/app/reading-thread.js', import.meta.url);
/** Loops for ever on any document but an empty one, of which it dies. */
const HOSTILE = new URL('../threads/hostile-tasks.js', import.meta.url);

function open(options: Partial<ThreadPoolOptions> = {}): Threads {
  const threads = openThreads({ entry: COMPILED, ...options });
  opened.push(threads);
  return threads;
}

function documentOf(body: Uint8Array): Document {
  const source = aSource();
  const fetchedAt = new Date('2026-08-21T12:00:00Z');
  return { source, body, contentType: 'text/xml', url: source.url, fetchedAt };
}

test('a document read in a thread is read as it would be here', async () => {
  const inPlace = await readDocument(documentOf(Buffer.from(FEED)));
  expect(inPlace).toMatchObject({ items: [{ title: 'Один' }], hints: { ttlMinutes: 45 } });
  expect(await readerIn(open())(documentOf(Buffer.from(FEED)))).toEqual(inPlace);
});

test('a body that is a part of a larger buffer leaves the rest alone', async () => {
  const whole = Buffer.from(`before${FEED}after`);
  const part = whole.subarray(6, -5);
  expect((await readerIn(open())(documentOf(part))).items).toHaveLength(1);
  expect(whole.toString()).toBe(`before${FEED}after`);
});

test.each([
  ['takes too long', FEED, /cannot be read: it takes more than 0.05 s/],
  ['kills its thread', '', /cannot be read: its thread ended/],
])('a document that %s is refused with the reason', async (_name, body, problem) => {
  const reader = readerIn(open({ entry: HOSTILE, deadlineMs: 50 }));
  expect(await reader(documentOf(Buffer.from(body)))).toMatchObject({
    parsed: { format: null, entries: [], problems: [expect.stringMatching(problem)] },
    items: [],
  });
});

test('closed threads are no fault of the document', async () => {
  const threads = open();
  await threads.close();
  await expect(readerIn(threads)(documentOf(Buffer.from(FEED)))).rejects.toThrow('closed');
});
