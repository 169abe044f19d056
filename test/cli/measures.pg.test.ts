import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { Verdict } from '../../src/core/verdict.ts';
import { insertItems } from '../../src/store/items.ts';
import { DIRECTORY } from '../core/matters/some-reports.ts';
import { runHere, type Ended } from '../support/in-process.ts';
import {
  anItem,
  aVerdict,
  minutesLater,
  NOON,
  testRecords,
  type TestRecords,
} from '../support/records.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';
import { openStory } from '../support/stories.ts';

let records: TestRecords;
let config: SmallConfig;
let made = 0;

beforeAll(async () => {
  [records, config] = await Promise.all([testRecords(), smallConfig()]);
  await config.write('sources.yaml', {
    sources: [{ id: 'fis', url: 'https://fis.example/feed', role: 'federation', name: 'FIS' }],
  });
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
  const agreed = { label: 'agreement', authority: null, countries: ['CHN'], sport: null } as const;
  await tell('FIS bans all', {}, 0);
  await tell('FIS lifts the ban on skiers', { direction: 'lifted', targets: ['BLR'] }, 1);
  await tell('A pact is signed', { ...agreed, direction: 'signed' }, 2);
  await tell('=HYPERLINK("https://bad.example")', { ...agreed, direction: 'ended' }, 9000);
  await records.store.matters.fold(await records.store.matters.due(100), {
    directory: DIRECTORY,
    sites: { ownSites: new Map([['FIS', ['fis']]]), courtSites: [] },
    now: minutesLater(60),
  });
});
afterAll(() => Promise.all([records.close(), config.remove()]));

async function tell(title: string, verdict: Partial<Verdict>, minutes: number): Promise<void> {
  made += 1;
  const at = minutesLater(minutes);
  const [id = ''] = await insertItems(records.pool, [
    anItem(`k${made}`, {
      title,
      publishedAt: at,
      outlet: `Paper ${made}`,
      sourceId: made === 2 ? 'fis' : 'paper',
    }),
  ]);
  await records.store.items.recordVerdicts(
    [{ itemId: id, verdict: aVerdict(verdict) }],
    'r1',
    NOON,
  );
  await openStory(records.pool, [id], at);
}

const run = (...args: readonly string[]): Promise<Ended> =>
  runHere(
    args,
    {
      FLAGBEARER_CONFIG: config.folder,
      FLAGBEARER_DATA: join(config.folder, 'data'),
      DATABASE_URL: records.connectionString,
    },
    { now: () => minutesLater(120) },
  );
const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('measures', () => {
  test('are listed with what they rest on', async () => {
    const { code, stdout } = await run('measures', 'list');
    expect(stdout).toMatch(
      /^ +\d+ {2}FIS +Belarus +skiing +none known +since 2026-03-04 +confirmed by fis {2}1 report of 1 outlet\n +\d+ {2}FIS +Russia +skiing +banned +since 2026-03-04 +proposed {2}1 report of 1 outlet\n$/,
    );
    expect(code).toBe(0);
  });

  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['country', ['--country', 'russia'], ['RUS']],
    ['body', ['--body', 'fis', '--status', 'banned'], ['RUS']],
    ['what is certain', ['--proposed'], ['RUS']],
    ['sport', ['--sport', 'judo'], []],
    ['disputes', ['--disputed'], []],
  ])('are chosen by %s', async (_, options, targets) => {
    const { code, stdout, stderr } = await run('measures', 'list', '--json', ...options);
    expect(jsonLines(stdout).map(({ target }) => target)).toEqual(targets);
    expect(stderr.includes('leave an option out')).toBe(targets.length === 0);
    expect(code).toBe(0);
  });

  test('are written as a table with the addresses of their reports', async () => {
    const { stdout } = await run('measures', 'list', '--csv');
    const [head = '', ...lines] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^entry,body,country,sport,status,since,/);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('https://paper.example/k1');
  });

  test('are confirmed and rejected by operators, and the last word counts', async () => {
    const [measure] = jsonLines(
      (await run('measures', 'list', '--json', '--country', 'RUS')).stdout,
    );
    const entry = String(measure?.['entry']);
    const confirmed = await run('measures', 'confirm', entry, '--by', 'anna', '--note', 'a letter');
    expect(confirmed).toMatchObject({
      code: 0,
      stdout: `entry ${entry} is confirmed: FIS – RUS, skiing, imposed\n`,
    });
    expect((await run('measures', 'list')).stdout).toContain('confirmed by anna');
    const shown = await run('measures', 'show', entry);
    expect(shown.stdout).toContain('[confirmed by anna on 2026-03-04 (a letter)]');
    expect(shown.stdout).toContain('Paper 1: FIS bans all\n          https://paper.example/k1');
    const rejected = await run('measures', 'reject', entry);
    expect(rejected.stderr).toContain(`flagbearer measures confirm ${entry}`);
    expect((await run('measures', 'list', '--country', 'RUS')).stdout).toBe('');
  });

  test.each<readonly [readonly string[], number, string]>([
    [['confirm', '999999'], 1, 'there is no entry 999999'],
    [['confirm', 'FIS'], 2, 'first column of `flagbearer measures list`'],
    [['show'], 2, 'missing required argument'],
    [['list', '--country', 'France'], 2, 'Write RUS or BLR'],
    [['list', '--status', 'open'], 2, 'Allowed choices are banned'],
    [['list', '--json', '--csv'], 2, 'cannot be used with'],
  ])('%j ends with code %d and the mend', async (args, code, why) => {
    const ended = await run('measures', ...args);
    expect(ended.stderr).toContain(why);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
  });

  test('tell their examples', async () => {
    expect((await run('measures', '--help')).stdout).toContain('trustOwnSites');
    expect((await run('measures', 'confirm', '--help')).stdout).toContain('Example:');
  });
});

describe('agreements', () => {
  test('are listed, the latest first, with their end', async () => {
    const { stdout, code } = await run('agreements', 'list');
    expect(stdout).toMatch(
      /^ +\d+ {2}Russia – China +multi +ended +2026-03-10 .*\n +\d+ {2}Russia – China +multi +signed +2026-03-04 .+ ended 2026-03-10\n$/,
    );
    expect(code).toBe(0);
    expect((await run('agreements', 'list', '--in-force')).stdout).toBe('');
    expect(
      jsonLines((await run('agreements', 'list', '--json', '--party', 'chn')).stdout),
    ).toHaveLength(2);
  });

  test('are exported with their reports, and no headline becomes a formula', async () => {
    const { stdout, stderr } = await run('agreements', 'export', '--csv');
    expect(stdout).toContain(`"'=HYPERLINK(""https://bad.example"")"`);
    expect(stderr).toContain('2 changes in 1 matter\n');
    expect(jsonLines((await run('agreements', 'export', '--json')).stdout)).toHaveLength(2);
  });
});
