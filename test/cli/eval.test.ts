import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '../support/service.ts';
import { smallConfig } from '../support/small-config.ts';

const labelled = join(import.meta.dirname, '..', '..', 'config', 'golden.jsonl');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flagbearer-eval-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('eval compares verdicts with labels and writes a line per item', async () => {
  const out = join(folder, 'verdicts.jsonl');
  const { code, stdout } = await runCommand(['eval', labelled, '--json', '--out', out], {});
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
  const config = await smallConfig();
  const file = join(folder, 'articles.jsonl');
  const line = {
    id: 'a',
    lang: 'en',
    title: 'FIS statement on Russian skiers',
    body: 'FIS suspends and bans all Russian skiers until the end of the season.',
    label: 'sanction',
    direction: 'imposed',
  };
  await writeFile(file, `${JSON.stringify(line)}\n`);
  const { stdout } = await runCommand(['eval', file, '--json', '--with-body'], {
    FLAGBEARER_CONFIG: config.folder,
  });
  await config.remove();
  expect(JSON.parse(stdout)).toMatchObject({
    relevant: { recall: 1 },
    directionAccuracy: 1,
    byBody: { decided: 1, gained: 1, gainedRightly: 1, lost: 0, lostRightly: 0 },
  });
}, 120_000);

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
