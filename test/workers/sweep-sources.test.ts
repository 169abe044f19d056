import { expect, test } from '@jest/globals';
import type { Source } from '../../src/core/source.ts';
import type { App } from '../../src/ports.ts';
import { sweepSourcesWorker } from '../../src/workers/sweep-sources.ts';
import { aSource } from '../sources/a-source.ts';
import { fakeApp } from '../support/fake-app.ts';

/** What a sweep enqueues, when all of the sources are due. */
async function swept(
  sources: readonly Source[],
  due: readonly string[],
  politeness: Partial<App['config']['service']['politeness']> = {},
): Promise<string[]> {
  const queued: string[] = [];
  const service = { politeness: { spacing: 5_000, perHost: 2, scope: 'host', ...politeness } };
  const app = fakeApp({
    now: () => new Date('2026-03-04T12:00:00Z'),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is looked at
    config: { sources, service } as unknown as App['config'],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this question is asked
    store: { sources: { due: () => Promise.resolve(due) } } as unknown as App['store'],
    enqueue: (_job, payloads) => {
      queued.push(...payloads.map((payload) => JSON.stringify(payload)));
      return Promise.resolve();
    },
  });
  await sweepSourcesWorker.run({}, app);
  return queued.map((payload) => payload.replaceAll(/^\{"sourceId":"|"\}$/g, ''));
}

test('what matters most is read first, and of that the longest overdue', async () => {
  const priorities: readonly (readonly [string, number])[] = [
    ['late-paper', 3],
    ['paper', 2],
    ['federation', 1],
    ['court', 1],
    ['agency', 2],
  ];
  const sources = priorities.map(([id, priority]) =>
    aSource({ id, priority, url: `https://${id}.example/` }),
  );
  const due = ['late-paper', 'agency', 'court', 'paper', 'federation'];
  expect(await swept(sources, due)).toEqual([
    'court',
    'federation',
    'agency',
    'paper',
    'late-paper',
  ]);
});

test('of one host no more are read than may start before the next sweep', async () => {
  const ids = Array.from({ length: 9 }, (_, n) => `paper-${n}`);
  const sources = ids.map((id) => aSource({ id, url: `https://paper.example/${id}` }));
  const alone = aSource({ id: 'alone', url: 'https://alone.example/' });
  expect(await swept([...sources, alone], [...ids, 'alone'])).toEqual([
    'paper-0',
    'paper-1',
    'paper-2',
    'alone',
  ]);
  expect(await swept(sources, ids, { spacing: 0 })).toEqual(ids);
  expect(await swept(sources, ids, { spacing: 60_000 })).toEqual(['paper-0']);
  const bridged = sources.map((source) => ({ ...source, scope: 'url' as const }));
  expect(await swept(bridged, ids)).toEqual(ids);
});
