import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runHere } from '../support/in-process.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

let config: SmallConfig;
let items: string;
let fifth: string;

function article(title: string, label: string, text: string): string {
  return `---\ntitle: ${title}\nlanguage: en\nlabel: ${label}\n---\n${text}\n`;
}

beforeAll(async () => {
  config = await smallConfig();
  const topics = join(config.folder, 'keywords', 'topics.yaml');
  // Words in common with a seed weigh so much that they alone decide.
  const text = await readFile(topics, 'utf8');
  await writeFile(topics, text.replace(/'seed:terms': [\d.]+/, "'seed:terms': 12"));
  await Promise.all([
    config.write(
      'seeds/a.md',
      article('Rowers train together', 'agreement', 'Belarus and Cuba train.'),
    ),
    config.write('seeds/b.md', article('Boxers meet', 'agreement', 'Minsk hosted boxers.')),
    config.write('seeds/c.md', article('Wrestlers sign', 'agreement', 'A paper on wrestling.')),
    config.write('seeds/d.md', article('Chess without a flag', 'sanction', 'Chess has new rules.')),
  ]);
  fifth = join(config.folder, '2026-fis-looks-away.md');
  await writeFile(
    fifth,
    article(
      'FIS looks away from Russian skiers',
      'sanction',
      'FIS looks away from Russian skiers.',
    ),
  );
  items = join(config.folder, 'items.jsonl');
  const titles = [
    'FIS looks away from Russian skiers',
    'FIS bans Russian skiers',
    'Heavy snow in the valley',
  ];
  await writeFile(items, titles.map((title) => JSON.stringify({ lang: 'en', title })).join('\n'));
});
afterAll(() => config.remove());

function seeds(...args: readonly string[]) {
  return runHere(['seeds', ...args], {
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: join(config.folder, 'none'),
  });
}

test('a fifth seed shows which items it would change, and changes nothing itself', async () => {
  const { code, stdout } = await seeds('try', fifth, '--items', items);
  expect(stdout).toMatch(/^with 2026-fis-looks-away:\n3 items: 1 gained, 0 lost, 0 moved\n/);
  expect(stdout).toMatch(
    /gained:\n {2}FIS looks away from Russian skiers .+\n {4}none .+ → sanction.+\n {4}seed:terms \+/,
  );
  expect(code).toBe(0);
  const again = await seeds('check', '--json');
  expect(JSON.parse(again.stdout).seeds).toHaveLength(4);
});

test('a seed of a name that is taken is tried in its place', async () => {
  const draft = join(config.folder, 'd.md');
  await writeFile(draft, article('FIS looks away', 'sanction', 'Russian skiers wait for FIS.'));
  const { stdout } = await seeds('try', draft, '--items', items, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ seed: 'd', replaces: true, items: 3 });
});

test('check says which kinds of seeds are missing, also without an archive', async () => {
  const { code, stdout, stderr } = await seeds('check');
  expect(stdout).toContain('all seeds are in en');
  expect(stdout).toContain('3 of 4 seeds are labelled agreement');
  expect(stderr).toContain('not compared with items: there is no archive');
  expect(code).toBe(0);
});

test('check counts the flagged items that are nearest to each seed', async () => {
  const { stdout } = await seeds('check', '--items', items, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ items: 3, flagged: 1 });
});

test.each([
  [['try', 'nowhere.md'], 1, 'nowhere.md does not exist'],
  [['try', 'article.pdf'], 2, 'must end in .md or .txt'],
  [['check', '--items', 'nowhere.jsonl'], 2, 'nowhere.jsonl'],
])('%j is told what is wrong', async (args, wanted, why) => {
  const { code, stderr } = await seeds(...args);
  expect(stderr).toContain(why);
  expect(code).toBe(wanted);
});
