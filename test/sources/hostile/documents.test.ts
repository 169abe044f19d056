import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { Threads } from '../../../src/app/threads.ts';
import { openThreads, readerIn } from '../../../src/app/threads.ts';
import type { FetchOutcome } from '../../../src/sources/fetch-source.ts';
import { fetchSource } from '../../../src/sources/fetch-source.ts';
import type { Http } from '../../../src/sources/http.ts';
import { openHttp } from '../../../src/sources/http.ts';
import type { FeedServer } from '../../support/feed-server.ts';
import { startFeedServer } from '../../support/feed-server.ts';
import { aSource } from '../a-source.ts';
import { HOSTILE_DOCUMENTS } from './documents.ts';

/** Enough for whatever grows with the square of the size to be noticed; `npm run bench -- hostile` takes the largest. */
const BYTES = 1_000_000;
const NOW = new Date('2026-08-20T12:00:00Z');
const NEIGHBOUR =
  '<rss><channel><item><title>Neighbour</title><link>/n</link></item></channel></rss>';

let server: FeedServer;
let http: Http;
let threads: Threads;

beforeAll(async () => {
  server = await startFeedServer();
  server.on('/neighbour', { body: NEIGHBOUR });
  http = openHttp({ userAgent: 'test', allow: [server.host], perHost: 5, spacingMs: 0 });
  // A slow machine may take long over them: what is told here is what they come to in the end.
  const entry = new URL('../../../.test-dist/app/reading-thread.js', import.meta.url);
  threads = openThreads({ entry, deadlineMs: 120_000 });
});
afterAll(async () => {
  await Promise.all([http.close(), threads.close()]);
  await server.close();
});

function poll(path: string, changes: Parameters<typeof aSource>[0] = {}): Promise<FetchOutcome> {
  const source = aSource({ ...changes, url: `${server.origin}${path}` });
  const none = { etag: null, lastModified: null };
  return fetchSource(http, source, none, () => NOW, readerIn(threads));
}

function problemsOf(outcome: FetchOutcome): string {
  if (outcome.kind === 'read') return outcome.parsed.problems.join('\n');
  return 'problem' in outcome ? outcome.problem : '';
}

test.each(HOSTILE_DOCUMENTS)(
  '$name: $outcome',
  async ({ name, make, headers = {}, source = {}, outcome }) => {
    server.on('/hostile', { body: make(BYTES), headers });
    const [hostile, neighbour] = await Promise.all([poll('/hostile', source), poll('/neighbour')]);
    expect(neighbour).toMatchObject({ kind: 'read', items: [{ title: 'Neighbour' }] });
    if (outcome === 'read') {
      expect(hostile).toMatchObject({ kind: 'read' });
      const titles = hostile.kind === 'read' ? hostile.items.map(({ title }) => title) : [];
      expect([name, titles[0]]).toEqual([name, 'One']);
    } else {
      expect(problemsOf(hostile)).toMatch(outcome);
      expect(hostile).not.toHaveProperty('items.0');
    }
  },
  150_000,
);
