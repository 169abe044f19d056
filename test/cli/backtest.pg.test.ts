import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { insertItems } from '../../src/store/items.ts';
import { anItem, testRecords, type TestRecords } from '../support/records.ts';
import { runHere } from '../support/in-process.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

const TITLES = [
  'FIS bans Russian skiers',
  'FIS bars Russian skiers',
  'FIS kicks Russian skiers out',
  'FIS kicks Russian skiers out again',
  'FIS praises Russian skiers',
];
let records: TestRecords;
let config: SmallConfig;
let other: string;
let file: string;

beforeAll(async () => {
  [records, config] = await Promise.all([testRecords(), smallConfig()]);
  other = join(config.folder, 'other');
  file = join(config.folder, 'items.jsonl');
  await cp(join(config.folder, 'keywords'), join(other, 'keywords'), { recursive: true });
  // The other side knows `kick`, and no longer `bar`.
  await config.bans(['ban', 'kick']);
  await cp(
    join(config.folder, 'keywords', 'lexicon', 'en.yaml'),
    join(other, 'keywords', 'lexicon', 'en.yaml'),
  );
  await config.bans(['ban', 'bar']);
  const lines = TITLES.map((title, at) => ({
    id: `i${at}`,
    lang: 'en',
    title,
    publisher: 'Paper',
  }));
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  const fetchedAt = new Date();
  const items = TITLES.map((title, at) => anItem(String(at), { title, summary: '', fetchedAt }));
  const old = anItem('old', {
    title: 'FIS kicks Russian skiers out of all races',
    summary: '',
    fetchedAt: new Date(fetchedAt.getTime() - 40 * 86_400_000),
  });
  await insertItems(records.pool, [...items, old]);
});
afterAll(() => Promise.all([records.close(), config.remove()]));

function run(args: readonly string[], database = false) {
  return runHere(['backtest', ...args], {
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: join(config.folder, 'data'),
    ...(database ? { DATABASE_URL: records.connectionString } : {}),
  });
}

describe('backtest', () => {
  test('tells what of the archive other keywords would gain and lose, and by which words', async () => {
    const { code, stdout } = await run(['--keywords', other], true);
    expect(stdout).toMatch(/^5 items: 2 gained, 1 lost, 0 moved\n/);
    expect(stdout).toMatch(/paper +5 items {2}2 gained, 1 lost/);
    expect(stdout).toMatch(
      /lost:\n {2}FIS bars Russian skiers .+\n {4}sanction, imposed .+ → none .+\n {4}.*act \+.+ → \+0\.00.*\n {4}no longer: “bars” \(ban: bar\)/,
    );
    expect(stdout).toContain('now: “kicks” (ban: kick)');
    expect(code).toBe(0);
  });

  test('--since goes back further', async () => {
    const { stdout } = await run(['--keywords', other, '--since', '60d', '--json'], true);
    expect(JSON.parse(stdout)).toMatchObject({ items: 6, gained: 3, lost: 1, moved: 0 });
  });

  test('a folder of keywords and a file of items need no database', async () => {
    const { code, stdout } = await run([
      '--keywords',
      join(other, 'keywords'),
      '--items',
      file,
      '--json',
    ]);
    const { samples, ...counts } = JSON.parse(stdout);
    expect(counts).toMatchObject({
      items: 5,
      gained: 2,
      lost: 1,
      bySource: { Paper: { lost: 1 } },
    });
    expect(samples.lost).toMatchObject([{ id: 'i1', language: 'en', source: 'Paper' }]);
    expect(code).toBe(0);
  });

  test('the same keywords change nothing', async () => {
    const { stdout } = await run(['--keywords', config.folder, '--items', file, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ items: 5, gained: 0, lost: 0, moved: 0 });
  });

  test.each([
    ['lost>5,gained>5', 0, ''],
    ['lost>0', 1, 'lost>0 holds: 1'],
    ['moved>0, changed>=3', 1, 'changed>=3 holds: 3'],
  ])('--fail-if %s ends with %d', async (limits, wanted, why) => {
    const { code, stdout, stderr } = await run([
      '--keywords',
      other,
      '--items',
      file,
      '--fail-if',
      limits,
    ]);
    expect(stdout).toContain('2 gained, 1 lost');
    expect(stderr).toContain(why);
    expect(code).toBe(wanted);
  });

  test.each([
    [['--fail-if', 'bad>5'], 2, 'is no limit'],
    [['--items', 'nowhere.jsonl'], 2, 'nowhere.jsonl'],
    [['--since', 'soon'], 2, 'such as 90d'],
    [[], 1, 'there is no archive'],
  ])('%j is told what is wrong', async (args, wanted, why) => {
    const { code, stdout, stderr } = await run(['--keywords', other, ...args]);
    expect(stderr).toContain(why);
    expect(stdout).toBe('');
    expect(code).toBe(wanted);
  });

  test('a line of items that cannot be read is named', async () => {
    const broken = join(config.folder, 'broken.jsonl');
    await writeFile(broken, '{"lang":"en","title":"T"}\n{"lang":"en"}\n');
    const { code, stderr } = await run(['--keywords', other, '--items', broken]);
    expect(stderr).toContain('broken.jsonl:2: ');
    expect(code).toBe(2);
  });

  test('a folder without keywords, or with wrong ones, is refused', async () => {
    const empty = await run(['--keywords', join(config.folder, 'seeds'), '--items', file]);
    expect([empty.code, empty.stderr]).toEqual([1, expect.stringContaining('holds no keywords')]);
    const wrong = join(config.folder, 'wrong');
    await cp(join(other, 'keywords'), wrong, { recursive: true });
    await writeFile(join(wrong, 'topics.yaml'), stringify({ zones: 1 }));
    const { code, stderr } = await run(['--keywords', wrong, '--items', file]);
    expect(stderr).toContain('topics.yaml:1');
    expect(code).toBe(1);
  });
});
