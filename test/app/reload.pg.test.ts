import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { checkConfig } from '../../src/app/check-config.ts';
import { classifierOf } from '../../src/app/classifier-of.ts';
import { configState } from '../../src/app/config-state.ts';
import { followConfig } from '../../src/app/follow-config.ts';
import { goldenFile, measure, readGolden } from '../../src/app/golden.ts';
import { createReload, type Reload } from '../../src/app/reload.ts';
import { acceptConfig, testConfig } from '../../src/app/test-config.ts';
import type { Config } from '../../src/config/load.ts';
import type { App } from '../../src/ports.ts';
import { fakeApp } from '../support/fake-app.ts';
import { NOON, testRecords, type TestRecords } from '../support/records.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

let records: TestRecords;
let config: SmallConfig;
let app: App;
let reload: Reload;
let log: Record<string, unknown>[];
const LOSES_ONE_WORD = ['ban', 'suspend', 'exclude'];

beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());

beforeEach(async () => {
  await records.pool.query('truncate config_events, config_revisions cascade');
  config = await smallConfig();
  log = [];
  const state = await configState(config.folder);
  app = appWith(await readConfig());
  const { measured } = await measuredNow();
  reload = createReload(
    {
      app: () => app,
      adopt: (changed) => (app = { ...app, ...changed }),
      state: () => configState(config.folder),
      check: () => checkConfig(config.folder),
      measureCurrent: async () => (await measuredNow()).measured,
      judges: true,
    },
    { state, measured },
  );
});
afterEach(() => config.remove());

async function readConfig(): Promise<Config> {
  const check = await checkConfig(config.folder);
  if (!check.ok) throw new Error(check.problem);
  return check.config;
}

function appWith(read: Config): App {
  return fakeApp({
    store: records.store,
    now: () => NOON,
    log: pino({}, { write: (line: string) => void log.push(JSON.parse(line)) }),
    config: read,
    classifier: classifierOf(read),
  });
}

async function measuredNow() {
  const golden = await readGolden(goldenFile(config.folder));
  return { measured: await measure(app.classifier, golden) };
}

/** A change is taken up once two looks in a row saw the same. */
async function lookTwice(): Promise<void> {
  await reload.look();
  await reload.look();
}

async function events(): Promise<string[]> {
  const { rows } = await records.pool.query<{ kind: string }>(
    'select kind from config_events order by id',
  );
  return rows.map(({ kind }) => kind);
}

function labelOf(title: string): string {
  return app.classifier.judge({ title, summary: '', language: 'en' }).label;
}

test('files that stay as they are change nothing', async () => {
  const before = app;
  await lookTwice();
  expect(app).toBe(before);
  expect([await events(), log]).toEqual([[], []]);
});

test('subscribers.yaml is taken up as well, without a word on what judges', async () => {
  const { revision } = app.config;
  const { find } = records.store.subscribers;
  await config.write('subscribers.yaml', 'subscribers:\n  - email: anna@example.org\n');
  await lookTwice();
  expect(await find('anna@example.org')).toMatchObject({ state: 'active', managedBy: 'file' });
  await config.write('subscribers.yaml', 'subscribers: []\n');
  await lookTwice();
  expect(await find('anna@example.org')).toMatchObject({ state: 'left', leftBy: 'file' });
  expect(app.config.revision).toBe(revision);
});

test('a changed word judges after two looks, and its revision is on record before', async () => {
  await config.bans(['ban', 'suspend', 'exclude', 'bar', 'oust']);
  const before = app;
  await reload.look();
  expect(app).toBe(before);
  expect(labelOf('FIS ousts Russian skiers')).toBe('none');
  await reload.look();
  expect(labelOf('FIS ousts Russian skiers')).toBe('sanction');
  const { rows } = await records.pool.query('select hash from config_revisions');
  expect(rows).toEqual([{ hash: app.config.revision }]);
  expect(await records.store.config.inForce()).toMatchObject({
    revision: app.config.revision,
    forced: false,
    golden: { figure: { f1: 1 } },
  });
  // Whoever holds the one before has the whole of it.
  expect(before.config.revision).not.toBe(app.config.revision);
});

test('a file that is still being written is not read', async () => {
  await config.bans(['half']);
  await reload.look();
  await config.bans(['half', 'of it']);
  await reload.look();
  await config.bans(['ban', 'suspend', 'exclude', 'bar', 'oust']);
  await lookTwice();
  expect(await events()).toEqual(['in-force']);
});

test('a broken file is refused once, with its place, and what judged judges on', async () => {
  const { revision } = app.config;
  await config.write('keywords/lexicon/en.yaml', 'words: [');
  await lookTwice();
  await lookTwice();
  expect(app.config.revision).toBe(revision);
  expect(reload.problem()).toMatchObject({
    revision: null,
    problem: expect.stringContaining('en.yaml:1'),
    mend: expect.stringContaining('Correct'),
  });
  expect(await events()).toEqual(['refused']);
  expect(log.map(({ msg }) => msg)).toEqual(['configuration refused: the one before judges on']);
});

test('once the file is as it was, nothing is wrong any more', async () => {
  await config.write('sources.yaml', 'sources: [');
  await lookTwice();
  expect(reload.problem()).not.toBeNull();
  await config.write('sources.yaml', { sources: [] });
  await lookTwice();
  expect(reload.problem()).toBeNull();
  expect(await events()).toEqual(['refused', 'in-force']);
});

test('words that judge worse are refused by name, until somebody accepts them', async () => {
  await config.bans(LOSES_ONE_WORD);
  await lookTwice();
  expect(labelOf('FIS bars Russian skiers')).toBe('sanction');
  expect(reload.problem()?.problem).toContain('missed sanction');
  expect(await records.store.config.refusal()).toMatchObject({
    revision: reload.problem()?.revision,
  });
  await acceptConfig(records.store, await testConfig(config.folder, null, records.store), NOON);
  await reload.look();
  expect(labelOf('FIS bars Russian skiers')).toBe('none');
  expect(reload.problem()).toBeNull();
  expect(await records.store.config.inForce()).toMatchObject({ forced: true });
});

test('with another golden set, what judges is measured by it as well', async () => {
  const line = { id: 'n', lang: 'en', label: 'sanction', title: 'FIS bars Russian skiers' };
  await config.write('golden.jsonl', JSON.stringify(line));
  await config.bans(LOSES_ONE_WORD);
  await lookTwice();
  expect(reload.problem()?.problem).toContain('F1 1.000 → 0.000');
});

test('what is read only at the start stays, and that is told', async () => {
  await config.write('flagbearer.yaml', 'name: Other\n');
  await config.bans(['ban', 'suspend', 'exclude', 'bar', 'oust']);
  await lookTwice();
  expect(app.config.service.name).toBe('Small');
  expect(log.map(({ msg }) => String(msg)).join()).toContain('at the next start');
});

test('a new source is known to the records as soon as it is in use', async () => {
  await config.write('sources.yaml', {
    sources: [{ id: 'fresh', url: 'https://fresh.example/feed' }],
  });
  await lookTwice();
  expect(app.config.sources.map(({ id }) => id)).toEqual(['fresh']);
  expect(await records.store.sources.find('fresh')).toMatchObject({ sourceId: 'fresh' });
});

test('records that are away for a while only put a change off', async () => {
  await config.bans(['ban', 'suspend', 'exclude', 'bar', 'oust']);
  const { store } = app;
  const away = () => Promise.reject(new Error('the records are away'));
  app = { ...app, store: { ...store, revisions: { ...store.revisions, record: away } } };
  await reload.look();
  await expect(reload.look()).rejects.toThrow('away');
  expect(labelOf('FIS ousts Russian skiers')).toBe('none');
  app = { ...app, store };
  await reload.look();
  expect(labelOf('FIS ousts Russian skiers')).toBe('sanction');
});

test('a service starts on what is in force, and not on what judges worse', async () => {
  const { folder } = config;
  const start = async () => {
    const state = await configState(folder);
    const live = await followConfig(appWith(await readConfig()), { folder, state, as: 'judge' });
    await live.close();
    return live.app().config.revision;
  };
  const first = await start();
  expect(await start()).toBe(first);
  expect(await events()).toEqual(['in-force']);
  await config.bans(LOSES_ONE_WORD);
  await expect(start()).rejects.toThrow('judges the golden set worse');
  expect(await events()).toEqual(['in-force', 'refused']);
  await acceptConfig(records.store, await testConfig(folder, null, records.store), NOON);
  expect(await start()).not.toBe(first);
});
