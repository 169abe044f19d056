import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runHere } from '../support/in-process.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

let config: SmallConfig;

beforeAll(async () => {
  config = await smallConfig();
  await config.write('sources.yaml', {
    sources: [{ id: 'fed-news', url: 'https://fed.example/feed', role: 'federation' }],
  });
});
afterAll(() => config.remove());

function explain(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const environment = {
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: `${config.folder}/none`,
  };
  return runHere(['explain', ...args], { ...environment, ...more });
}

describe('words', () => {
  test('are explained with marks, the sum, the hits and what would turn the verdict', async () => {
    const { code, stdout, stderr } = await explain(['FIS bans Russian skiers\nThe council voted.']);
    expect(stdout).toContain('[FIS] [bans] [Russian] [skiers]\nThe council voted.\n');
    expect(stdout).toContain('flagged as sanction (imposed) with 0.');
    expect(stdout).toMatch(/act +1\.00|act +0\.95/);
    expect(stdout).toMatch(/sum, in log-odds +\+\d/);
    expect(stdout).toContain('ban                  title    “bans” by `ban`');
    expect(stdout).toContain('No reference article resembles it.');
    expect(stdout).toContain('It would not be flagged\n  without ban (“bans”): none');
    expect([code, stderr]).toEqual([0, '']);
  });

  test('are coloured where that is asked for, unless NO_COLOR says no', async () => {
    const [forced, refused] = await Promise.all([
      explain(['FIS bans Russian skiers'], { FORCE_COLOR: '1' }),
      explain(['FIS bans Russian skiers'], { FORCE_COLOR: '1', NO_COLOR: '1' }),
    ]);
    expect(forced.stdout).toContain('\u001B[32mbans\u001B[39m');
    expect(refused.stdout).not.toContain('\u001B');
  });

  test('of a hostile headline cannot reach the terminal', async () => {
    const { stdout } = await explain(['FIS bans \u001B[2J Russian \u202Eskiers\u0007']);
    // oxlint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u001B\u202E\u0007]/u);
    expect(stdout).toContain('[Russian]');
  });

  test('are one JSON object with --json, judged by the facts of a source', async () => {
    const args = [
      '--title',
      'FIS bans Russian skiers',
      '--summary',
      'Text.',
      '--source',
      'fed-news',
    ];
    const { stdout } = await explain([...args, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      id: null,
      source: 'fed-news',
      item: { title: 'FIS bans Russian skiers', summary: 'Text.', language: 'en' },
      verdict: { label: 'sanction', evidence: { threshold: 0.4 } },
      flips: { gate: null, margin: expect.any(Number) },
      stored: null,
    });
  });

  test('are of the language that is named, else of the one that they look like', async () => {
    const [guessed, named] = await Promise.all([
      explain(['Россиян допустили', '--json']),
      explain(['Россиян допустили', '--language', 'uk', '--json']),
    ]);
    const languages = [guessed, named].map(({ stdout }) => JSON.parse(stdout).item.language);
    expect(languages).toEqual(['ru', 'uk']);
  });
});

describe('wrong usage', () => {
  test.each<readonly [readonly string[], string]>([
    [[], 'nothing to explain'],
    [['words', '--title', 'other words'], 'not both'],
    [['words', '--language', 'xx'], 'There are lexicons for en, ru'],
    [['words', '--source', 'fed-new'], 'did you mean `fed-news`?'],
    [['12', '--language', 'en'], 'an item of the archive has its own'],
  ])('%j ends with exit code 2 and says why', async (args, why) => {
    const { code, stdout, stderr } = await explain(args);
    expect(stderr).toContain(why);
    expect([code, stdout]).toEqual([2, '']);
  });
});

test.each([
  ['https://paper.example/a', 'flagbearer source add https://paper.example'],
  ['12', 'flagbearer why'],
])('%s without an archive ends with exit code 1, and makes none', async (what, mend) => {
  const { code, stdout, stderr } = await explain([what]);
  expect(stderr).toContain('there is no archive');
  expect(stderr).toContain(mend);
  expect([code, stdout]).toEqual([1, '']);
});

test('a configuration that cannot be read is told with its place', async () => {
  const broken = await smallConfig();
  await broken.write('keywords/topics.yaml', 'zones: 3');
  const { code, stderr } = await explain(['words'], { FLAGBEARER_CONFIG: broken.folder });
  expect(stderr).toContain('topics.yaml:1');
  expect(code).toBe(1);
  await broken.remove();
});
