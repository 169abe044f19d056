/** Reads the hostile document that is named, as large as one may be, and prints what it cost. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { openThreads, readerIn } from '../../src/app/threads.ts';
import type { Source } from '../../src/core/source.ts';
import { inflateBody, MAX_BODY } from '../../src/sources/body.ts';
import { HOSTILE_DOCUMENTS } from '../../test/sources/hostile/documents.ts';
import { aSource } from '../../test/sources/a-source.ts';

/** What the pieces between the repetitions take. */
const ROOM = 4096;
const SAMPLE_MS = 5;

const name = process.argv[2];
const hostile = HOSTILE_DOCUMENTS.find((one) => one.name === name);
if (hostile === undefined) throw new Error(`no document is called ${name}`);

const threads = openThreads();
const reader = readerIn(threads);
const read = (source: Source, body: Uint8Array) =>
  reader({ source, body, contentType: null, url: source.url, fetchedAt: new Date(0) });

const sent = Buffer.from(hostile.make(MAX_BODY - ROOM));
await read(
  aSource(),
  Buffer.from('<rss><channel><item><title>First</title></item></channel></rss>'),
);
const before = process.memoryUsage.rss();
let most = before;
const sampling = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, SAMPLE_MS);
const pauses = monitorEventLoopDelay({ resolution: SAMPLE_MS });
pauses.enable();
const start = performance.now();
const outcome = await told();
const readingMs = performance.now() - start;
// One more turn, so that a pause at the end is seen.
await new Promise((resolve) => {
  setTimeout(resolve, 2 * SAMPLE_MS);
});
pauses.disable();
clearInterval(sampling);
await threads.close();
process.stdout.write(
  JSON.stringify({
    pauseMs: Math.round(pauses.max / 1e6),
    readingMs: Math.round(readingMs),
    memoryMb: Math.round((most - before) / 2 ** 20),
    outcome,
  }),
);

async function told(): Promise<string> {
  try {
    // As it comes from the network: no body is larger than may be.
    const inflated = await inflateBody(sent, hostile?.headers?.['content-encoding'], MAX_BODY);
    if (inflated.length > MAX_BODY) return `more than ${MAX_BODY} bytes`;
    const { parsed, items } = await read(aSource(hostile?.source), inflated);
    return [
      parsed.format ?? 'nothing',
      `${items.length} items`,
      ...parsed.problems.slice(0, 1),
    ].join(', ');
  } catch (error) {
    return String(error);
  }
}
