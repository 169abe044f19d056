import { expect, test } from '@jest/globals';
import { keptIndex } from '../../../src/app/stories/kept-index.ts';
import type { ArchiveEntry } from '../../../src/core/archive-index.ts';

const entry = (id: string, at: number, sport = 'judo'): ArchiveEntry => ({
  id,
  changedAt: new Date(at),
  values: new Map([['sport', [sport]]]),
});

/** An archive that is read as the store reads it, and how often. */
function archive(...stories: readonly ArchiveEntry[]) {
  const state = { now: 0, stories: [...stories], whole: 0 };
  const index = keptIndex(
    (since) => {
      if (since === null) state.whole += 1;
      const after = state.stories.filter(({ changedAt }) => since === null || changedAt >= since);
      return Promise.resolve(after);
    },
    () => state.now,
  );
  return { state, ids: async () => (await index()).entries.map(({ id }) => id), index };
}

/** Asked once for the old answer, it is read anew meanwhile. */
async function settled<T>(ask: () => Promise<T>): Promise<T> {
  await ask();
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  return ask();
}

test('a new story and one that changed are there within seconds, without reading everything', async () => {
  const { state, ids } = archive(entry('1', 1000), entry('2', 2000));
  expect(await ids()).toEqual(['2', '1']);
  state.stories = [entry('1', 5000), entry('2', 2000), entry('3', 4000)];
  state.now = 2999;
  expect(await ids()).toEqual(['2', '1']);
  state.now = 3000;
  expect(await settled(ids)).toEqual(['1', '3', '2']);
  expect(state.whole).toBe(1);
});

test('what changes behind a story’s own time is seen with everything else', async () => {
  const { state, index } = archive(entry('1', 1000));
  await index();
  state.stories = [entry('1', 1000, 'rowing')];
  const sports = async () => [...((await index()).postings.get('sport')?.keys() ?? [])];
  state.now = 30_000;
  expect(await settled(sports)).toEqual(['judo']);
  state.now = 61_000;
  await settled(sports);
  state.now = 65_000;
  expect(await settled(sports)).toEqual(['rowing']);
  expect(state.whole).toBe(2);
});

test('while nothing is new it stays the same index', async () => {
  const { state, index } = archive(entry('1', 1000));
  const first = await index();
  state.now = 4000;
  expect(await settled(index)).toBe(first);
});
