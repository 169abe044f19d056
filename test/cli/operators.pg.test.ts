import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { insertItems } from '../../src/store/items.ts';
import { aVerdict, anItem, NOON, testRecords, type TestRecords } from '../support/records.ts';
import { runHere } from '../support/in-process.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

const ADDRESS = 'https://paper.example/ban';
let records: TestRecords;
let config: SmallConfig;
let id: string;

beforeAll(async () => {
  [records, config] = await Promise.all([testRecords(), smallConfig()]);
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
  // Read a moment ago: what commands compare is what was read of late.
  const parts = { title: 'FIS bans Russian skiers', summary: '', fetchedAt: new Date() };
  [id = ''] = await insertItems(records.pool, [anItem('ban', parts)]);
  const verdict = aVerdict({ label: 'none', direction: null, polarity: null, score: 0.2 });
  await records.store.items.recordVerdicts([{ itemId: id, verdict }], 'r1', NOON);
});
afterAll(() => Promise.all([records.close(), config.remove()]));

function run(...args: readonly string[]) {
  return runHere(args, {
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: join(config.folder, 'data'),
    DATABASE_URL: records.connectionString,
  });
}

describe('explain', () => {
  test('judges an item of the archive anew, and says what was said of it before', async () => {
    for (const what of [id, `${ADDRESS}?utm_source=x`]) {
      const { code, stdout } = await run('explain', what);
      expect(stdout).toContain('[FIS] [bans] [Russian] [skiers]');
      expect(stdout).toContain(
        `item ${id}, judged 2026-03-04T12:00:00.000Z by revision r1: none (0.20)`,
      );
      expect(stdout).toContain('the configuration of now judges it otherwise');
      expect(code).toBe(0);
    }
  });

  test('of an address that was never read says how to have it read', async () => {
    const { code, stderr } = await run('explain', 'https://other.example/a');
    expect(stderr).toContain('the archive does not have this address\n');
    expect(stderr).toContain('To have other.example read');
    expect(code).toBe(1);
  });
});

describe('why', () => {
  test('tells the way of an item, a line a step', async () => {
    const { code, stdout } = await run('why', 'FIS bans Russian skiers');
    expect(stdout).toMatch(
      /^FIS bans Russian skiers\nhttps:\/\/paper\.example\/ban\n {2}published .+ by The Paper\n {2}read .+ from the source paper, as item \d+\n {2}judged .+ by revision r1: not flagged: .+\n {2}story {6}none\n {2}told {7}to nobody\n {2}because {4}it is not flagged/,
    );
    expect(code).toBe(0);
  });

  test('says that an address was never read, which is an answer too', async () => {
    const { code, stdout } = await run('why', 'https://other.example/a');
    expect(stdout).toContain('It was never read: no source is at other.example');
    expect(code).toBe(0);
  });
});

describe('labels', () => {
  test('are given, listed and exported as lines that eval reads', async () => {
    const first = await run('labels', 'add', id, 'none', '--by', 'anna');
    expect([first.code, first.stdout]).toEqual([
      0,
      `item ${id} is labelled none: FIS bans Russian skiers\n`,
    ]);
    await run('labels', 'add', ADDRESS, 'sanction', '--direction', 'imposed', '--note', 'a ban');
    const { stdout: list } = await run('labels', 'list');
    expect(list).toMatch(/^ *\d+ {2}sanction\/imposed .+ FIS bans Russian skiers {2}\(a ban\)\n$/);
    expect((await run('labels', 'list', '--history')).stdout).toContain('anna');
    const { stdout, stderr } = await run('labels', 'export');
    expect(JSON.parse(stdout)).toEqual({
      id: `item-${id}`,
      lang: 'en',
      title: 'FIS bans Russian skiers',
      summary: '',
      label: 'sanction',
      direction: 'imposed',
      published: NOON.toISOString(),
      publisher: 'The Paper',
    });
    expect(stderr).toContain('1 labelled item');
    await writeFile(join(config.folder, 'labels.jsonl'), stdout);
    const evaluated = await run('eval', join(config.folder, 'labels.jsonl'));
    expect(evaluated.stdout).toContain('1 items  precision 1.000');
  });

  test.each<readonly [readonly string[], number, string]>([
    [['999999', 'none'], 1, 'no item has the id 999999'],
    [['https://other.example/a', 'none'], 1, 'no item was read from'],
    [['FIS bans', 'none'], 2, 'neither an id nor an address'],
    [['1', 'maybe'], 2, 'sanction'],
    [['1', 'none', '--direction', 'imposed'], 2, 'leave --direction out'],
    [['1', 'sanction', '--direction', 'signed'], 2, 'there are imposed, extended'],
  ])('%j is refused with exit code %d and the mend', async (args, expected, why) => {
    const { code, stdout, stderr } = await run('labels', 'add', ...args);
    expect(stderr).toContain(why);
    expect([code, stdout]).toEqual([expected, '']);
  });
});

describe('keywords', () => {
  test('lint tells what the patterns found in the archive, and which found nothing', async () => {
    const { stdout } = await run('keywords', 'lint', '--json');
    const { archive } = JSON.parse(stdout);
    expect(archive.items).toBe(1);
    expect(archive.used).toContainEqual(
      expect.objectContaining({
        id: 'ban',
        pattern: 'ban',
        matches: 1,
        texts: [{ text: 'bans', times: 1 }],
      }),
    );
    const unused = archive.unused.map(({ source }: { source: string }) => source);
    expect(unused).toEqual(expect.arrayContaining(['suspend', 'exclude', 'bar']));
  });

  test('lint of an archive without items of the time is no error', async () => {
    const { code, stdout } = await run('keywords', 'lint', '--since', '1ms');
    expect(stdout).toContain('No item was read since');
    expect(code).toBe(0);
  });

  test('test compares with what is in force, and accept puts the files in force', async () => {
    expect((await run('keywords', 'test', '--accept')).stdout).toContain('judges from now on');
    await config.bans(['ban', 'suspend', 'exclude']);
    const refused = await run('keywords', 'test');
    expect(refused.stdout).toContain('new errors against it: 4');
    expect(refused.stderr).toContain('judges the golden set worse');
    expect(refused.stderr).toContain('keywords test --accept');
    expect(refused.code).toBe(1);
    const doctor = await run('doctor');
    expect(doctor.stdout).toMatch(
      /warning {2}revision +the configuration judges the golden set worse/,
    );
    expect((await run('keywords', 'test', '--accept')).code).toBe(0);
    expect((await run('keywords', 'test')).code).toBe(0);
    expect((await records.store.config.inForce())?.forced).toBe(true);
  });
});
