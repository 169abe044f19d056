import { expect, test } from '@jest/globals';
import { indexArchive } from '../../../src/core/archive-index.ts';
import { openWordMarks } from '../../../src/app/stories/word-marks.ts';

const indexOf = (...ids: string[]) =>
  indexArchive(ids.map((id) => ({ id, changedAt: new Date(0), values: new Map() })));

test('words are looked up once for an index, and anew for another', async () => {
  const asked: string[] = [];
  const marksOf = openWordMarks((words) => {
    asked.push(words);
    return Promise.resolve(words === '!' ? null : ['2', 'unknown']);
  });
  const [one, two] = [indexOf('1', '2'), indexOf('2', '3', '4')];
  expect([...((await marksOf(one, 'ban')) ?? [])]).toEqual([1, 0]);
  await Promise.all([marksOf(one, 'ban'), marksOf(one, 'ban')]);
  expect([...((await marksOf(two, 'ban')) ?? [])]).toEqual([0, 0, 1]);
  expect(await marksOf(one, '!')).toBeNull();
  expect(asked).toEqual(['ban', 'ban', '!']);
});

test('a failure is not kept, and old searches are forgotten', async () => {
  const asked: string[] = [];
  const marksOf = openWordMarks((words) => {
    asked.push(words);
    return asked.length === 1 ? Promise.reject(new Error('down')) : Promise.resolve([]);
  });
  const index = indexOf('1');
  await expect(marksOf(index, 'ban')).rejects.toThrow('down');
  await marksOf(index, 'ban');
  for (let n = 0; n < 100; n += 1) await marksOf(index, `word ${n}`);
  await marksOf(index, 'ban');
  expect(asked.filter((words) => words === 'ban')).toHaveLength(3);
});
