import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readLearned } from '../../src/config/learned.ts';
import { taughtItems } from '../fit/some-items.ts';
import { runHere } from '../support/in-process.ts';

let folder: string;
let training: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flagbearer-fit-'));
  training = join(folder, 'training');
  await mkdir(training);
  const lines = taughtItems().map(({ language, group, ...item }) =>
    JSON.stringify({ ...item, lang: language, family: group }),
  );
  await writeFile(join(training, 'ru-a.jsonl'), lines.join('\n'));
  await writeFile(join(training, 'other-things.jsonl'), 'not read');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('fit prints the gain and writes weights that can be read', async () => {
  const out = join(folder, 'learned.json');
  const { code, stdout, stderr } = await runHere(['fit', '--training', training, '--out', out], {});
  expect([code, stderr]).toEqual([0, expect.stringContaining(`${out} is written`)]);
  expect(stdout).toMatch(/ru +\d+ items +F0\.5 0\.\d+ -> [01]\.\d+$/m);
  const text = await readFile(out, 'utf8');
  expect(readLearned(out, text).sanction.weights.has('word:cyrillic:закапканила')).toBe(true);
});

test('a dry run tells all it measured and writes nothing', async () => {
  const out = join(folder, 'dry.json');
  const args = ['fit', '--training', training, '--out', out, '--dry-run'];
  const { code, stdout } = await runHere([...args, '--json'], {});
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ isGain: true, written: false });
  await expect(access(out)).rejects.toThrow('ENOENT');
});

test.each([
  [['--training', 'no-such-folder'], 'no-such-folder'],
  [['--extra', 'no-such-file.jsonl'], 'no-such-file.jsonl'],
])('%j ends it with exit code 2', async (args, why) => {
  const { code, stdout, stderr } = await runHere(
    ['fit', '--training', training, '--dry-run', ...args],
    {},
  );
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(why);
});
