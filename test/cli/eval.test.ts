import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '../support/service.ts';

const labelled = join(import.meta.dirname, '..', 'fixtures', 'labelled.jsonl');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flagbearer-eval-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('eval compares verdicts with labels and writes a line per item', async () => {
  const out = join(folder, 'verdicts.jsonl');
  const { code, stdout } = await runCommand(['eval', labelled, '--json', '--out', out], {});
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ n: 412, contributionsSum: 1 });
  const lines = (await readFile(out, 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(412);
  expect(Object.keys(JSON.parse(lines[0] ?? ''))).toEqual([
    'id',
    'label',
    'direction',
    'score',
    'authority',
    'sport',
  ]);
});

test.each([
  ['{"id": "a"', '1: '],
  ['\n{"id": "a", "lang": "xx", "title": "T", "label": "none"}\n', '2: '],
  ['', 'holds no item'],
])('a file that holds %j ends it with exit code 2 and the line', async (text, why) => {
  const file = join(folder, 'broken.jsonl');
  await writeFile(file, text);
  const { code, stdout, stderr } = await runCommand(['eval', file, '--json'], {});
  expect(stderr).toContain(why);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});
