import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runHere } from '../support/in-process.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

let config: SmallConfig;

beforeAll(async () => {
  config = await smallConfig();
});
afterAll(() => config.remove());

function evaluate(...args: readonly string[]) {
  return runHere(['eval', ...args], { FLAGBEARER_CONFIG: config.folder });
}

test('eval compares verdicts with labels and writes a line per item', async () => {
  const labelled = join(config.folder, 'golden.jsonl');
  const out = join(config.folder, 'verdicts.jsonl');
  const { code, stdout } = await evaluate(labelled, '--json', '--out', out);
  expect(code).toBe(0);
  const items = (await readFile(labelled, 'utf8')).trim().split('\n').length;
  expect(JSON.parse(stdout)).toMatchObject({ n: items, contributionsSum: 1 });
  expect(JSON.parse(stdout)).not.toHaveProperty('byBody');
  const lines = (await readFile(out, 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(items);
  expect(Object.keys(JSON.parse(lines[0] ?? ''))).toEqual([
    'id',
    'label',
    'direction',
    'score',
    'authority',
    'sport',
  ]);
});

test('eval reads the article when asked, and counts what it changed', async () => {
  const file = join(config.folder, 'articles.jsonl');
  const line = {
    id: 'a',
    lang: 'en',
    title: 'FIS statement on Russian skiers',
    body: 'FIS suspends and bans all Russian skiers until the end of the season.',
    label: 'sanction',
    direction: 'imposed',
  };
  await writeFile(file, `${JSON.stringify(line)}\n`);
  const { stdout } = await evaluate(file, '--json', '--with-body');
  expect(JSON.parse(stdout)).toMatchObject({
    relevant: { recall: 1 },
    directionAccuracy: 1,
    byBody: { decided: 1, gained: 1, gainedRightly: 1, lost: 0, lostRightly: 0 },
  });
});

test.each([
  ['{"id": "a"', '1: '],
  ['\n{"id": "a", "lang": "xx", "title": "T", "label": "none"}\n', '2: '],
  ['', 'holds no item'],
])('a file that holds %j ends it with exit code 2 and the line', async (text, why) => {
  const file = join(config.folder, 'broken.jsonl');
  await writeFile(file, text);
  const { code, stdout, stderr } = await evaluate(file, '--json');
  expect(stderr).toContain(why);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});
