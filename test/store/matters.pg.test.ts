import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { registerOf } from '../../src/core/matters/agreements.ts';
import { boardOf } from '../../src/core/matters/board.ts';
import { keyText } from '../../src/core/matters/key.ts';
import { liveChanges } from '../../src/core/matters/recorded.ts';
import type { NewItem } from '../../src/core/item.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { insertItems } from '../../src/store/items.ts';
import { agreementLine, measureLine } from '../core/matters/scenario-lines.ts';
import {
  BOARD,
  CHANGES,
  FORTNIGHT,
  SITES,
  REGISTER,
  type ScriptedReport,
} from '../core/matters/scenario.ts';
import { DIRECTORY, hour } from '../core/matters/some-reports.ts';
import {
  anItem,
  aSignature,
  aVerdict,
  COPIES_ONLY,
  NOON,
  testRecords,
  type TestRecords,
} from '../support/records.ts';

const TRUST = { ...SITES, trustOwnSites: true };
let records: TestRecords;
let made = 0;

beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
  await records.store.revisions.record({ hash: 'r2', texts: new Map() }, NOON);
});
afterAll(() => records.close());
beforeEach(() => records.pool.query('truncate items, stories, matters, matter_folds_due cascade'));

const options = (at = NOON) => ({ directory: DIRECTORY, sites: SITES, now: at });

/** Folds all that is due, as the sweep and its jobs would. */
async function foldDue(at = NOON): Promise<number> {
  const { changes } = await records.store.matters.fold(
    await records.store.matters.due(100),
    options(at),
  );
  return changes;
}

async function flagged(
  parts: Partial<NewItem>,
  verdict: Partial<Verdict>,
  at = NOON,
): Promise<string> {
  made += 1;
  const key = `k${made}`;
  const [id = ''] = await insertItems(records.pool, [
    anItem(key, { publishedAt: at, fetchedAt: at, outlet: `Paper ${key}`, ...parts }),
  ]);
  await records.store.items.recordVerdicts([{ itemId: id, verdict: aVerdict(verdict) }], 'r1', at);
  return id;
}

/** Puts items into a story as placing does. */
async function place(story: string | null, itemIds: readonly string[], at = NOON): Promise<string> {
  const id = story ?? (await newStory(itemIds[0] ?? '', at));
  await records.pool.query(
    `insert into story_items (item_id, story_id, placed_at) select unnest($1::bigint[]), $2, $3
     on conflict (item_id) do update set story_id = excluded.story_id`,
    [itemIds, id, at],
  );
  return id;
}

async function newStory(leadItemId: string, at: Date): Promise<string> {
  const { rows } = await records.pool.query<{ id: string }>(
    'insert into stories (lead_item_id, opened_at, changed_at) values ($1, $2, $2) returning id::text',
    [leadItemId, at],
  );
  return rows[0]?.id ?? '';
}

async function recorded(): Promise<string[]> {
  const { rows: found } = await records.pool.query<{ line: string }>(
    `select concat_ws(' ', story_id, kind, 'for ' || corrects) as line from matter_changes order by id`,
  );
  return found.map(({ line }) => line);
}

const live = async (): Promise<string[]> =>
  (await records.store.matters.load({ topic: 'sanction' })).flatMap(({ changes }) =>
    liveChanges(changes).map(({ kind, storyId }) => `${storyId} ${kind}`),
  );

describe('a placed story', () => {
  test('is due, and folded once however often it is asked for', async () => {
    const item = await flagged({}, {});
    const story = await place(null, [item]);
    expect(await records.store.matters.due(10)).toEqual([story]);
    expect(await foldDue()).toBe(1);
    expect(await records.store.matters.due(10)).toEqual([]);
    expect(await records.store.matters.fold([story], options())).toEqual({
      stories: 0,
      changes: 0,
    });
    const [matter] = await records.store.matters.ofStory(story);
    expect(matter === undefined ? null : keyText(matter.key)).toBe('sanction|FIS|RUS|skiing');
  });

  test('is folded once by many who fold at the same time', async () => {
    const stories = await Promise.all(
      [1, 2, 3].map(async (day) => place(null, [await flagged({}, {}, hour(day * 100))])),
    );
    await Promise.all([1, 2, 3, 4].map(() => records.store.matters.fold(stories, options())));
    expect(await live()).toHaveLength(3);
    expect(await recorded()).toHaveLength(3);
  });

  test('stays due while it is being moved, and is folded by what it is afterwards', async () => {
    const story = await place(null, [await flagged({}, {})]);
    const client = await records.pool.connect();
    try {
      await client.query('begin');
      await client.query('update story_items set placed_at = placed_at where story_id = $1', [
        story,
      ]);
      expect(await foldDue()).toBe(0);
      await client.query('commit');
    } finally {
      client.release();
    }
    expect(await foldDue()).toBe(1);
  });

  test('that nobody decides in belongs to no matter', async () => {
    const story = await place(null, [await flagged({}, { authority: null })]);
    await foldDue();
    expect(await records.store.matters.ofStory(story)).toEqual([]);
  });
});

test('placing and folding at the same time get along, and nothing is missed', async () => {
  const ids = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      flagged(
        { title: `The council has voted on matter ${at % 8}`, summary: '' },
        {},
        hour(at % 8),
      ),
    ),
  );
  const placing = [0, 1, 2, 3].map((part) =>
    records.store.items.place(
      ids.slice(part * 10, part * 10 + 10),
      { rules: COPIES_ONLY, now: NOON, primarySources: [] },
      () => aSignature(),
    ),
  );
  const folding = [1, 2].map(async () => {
    for (let round = 0; round < 25; round += 1) await foldDue();
  });
  await Promise.all([...placing, ...folding]);
  await foldDue();
  expect(await records.store.matters.due(10)).toEqual([]);
  const before = await live();
  await records.pool.query('insert into matter_folds_due select id from stories');
  expect(await foldDue()).toBe(0);
  expect(await live()).toEqual(before);
  const { rows: found } = await records.pool.query<{ n: number }>(
    `select count(distinct story_id)::int as n from story_items where story_id not in (select story_id from story_matters)`,
  );
  expect(found).toEqual([{ n: 0 }]);
});

describe('what was recorded', () => {
  test('is never edited', async () => {
    await place(null, [await flagged({}, {})]);
    await foldDue();
    await expect(records.pool.query(`update matter_changes set kind = 'lifted'`)).rejects.toThrow(
      'never edited',
    );
    await expect(records.pool.query('delete from matter_changes')).rejects.toThrow('never edited');
  });

  test('of a merged story is stood for by what its new story tells, and so is an operator’s word', async () => {
    const [one, two] = [await flagged({}, {}), await flagged({}, {}, hour(70))];
    const first = await place(null, [one]);
    const second = await place(null, [two]);
    await foldDue();
    const [imposed, restated] = await records.store.matters.changesSince(hour(0));
    expect([imposed?.kind, restated?.kind]).toEqual(['imposed', 'restated']);
    const word = { word: 'confirmed', by: 'anna', note: null, at: NOON } as const;
    await records.store.matters.say({ changeId: imposed?.id ?? '', ...word });
    await place(second, [one]);
    await records.pool.query('update stories set merged_into = $1 where id = $2', [second, first]);
    await foldDue();
    expect(await live()).toEqual([`${second} imposed`]);
    expect(await foldDue()).toBe(0);
    const [matter] = await records.store.matters.load({ topic: 'sanction' });
    expect(liveChanges(matter?.changes ?? [])[0]?.word).toEqual(word);
    expect(await recorded()).toEqual([
      `${first} imposed`,
      `${second} imposed`.replace('imposed', 'restated'),
      `${second} imposed for ${imposed?.id}`,
      `${second} corrected for ${restated?.id}`,
    ]);
  });

  test('of a report that is judged anew is corrected by what it says now', async () => {
    const item = await flagged({}, {});
    const story = await place(null, [item]);
    await foldDue();
    const judge = async (revision: string, verdict: Verdict): Promise<void> => {
      await records.pool.query(
        `insert into verdicts (item_id, revision, label, direction, score, verdict, judged_at)
         values ($1, $2, $3, $4, 0.9, $5, $6) on conflict do nothing`,
        [item, revision, verdict.label, verdict.direction, JSON.stringify(verdict), NOON],
      );
      await records.pool.query('update items set judged_by = $2 where id = $1', [item, revision]);
    };
    await judge('r2', aVerdict({ direction: 'lifted' }));
    expect(await foldDue()).toBe(1);
    const [first = ''] = (
      await records.pool.query<{ id: string }>('select min(id)::text as id from matter_changes')
    ).rows.map(({ id }) => id);
    expect(await recorded()).toEqual([`${story} imposed`, `${story} lifted for ${first}`]);
    expect(await records.store.matters.changesSince(NOON)).toMatchObject([
      { kind: 'lifted', corrects: first, correctsKind: 'imposed' },
    ]);
    await judge('r1', aVerdict());
    await foldDue();
    expect(await live()).toEqual([`${story} imposed`]);
    expect(await recorded()).toHaveLength(3);
  });
});

test('a fortnight of news ends as its script says', async () => {
  const stories = new Map<string, string>();
  const items = new Map<string, string>();
  const publish = async (report: ScriptedReport): Promise<void> => {
    const { id, story, at, language, outlet, sourceId, title, summary } = report;
    const item = await flagged(
      {
        key: id,
        url: `https://paper.example/s${id}`,
        canonicalUrl: `https://paper.example/s${id}`,
        language,
        outlet,
        sourceId,
        title,
        summary,
      },
      verdictOf(report),
      hour(at),
    );
    items.set(id, item);
    stories.set(story, await place(stories.get(story) ?? null, [item], hour(at)));
  };
  const withdraw = async ({ id }: ScriptedReport, at: number): Promise<void> => {
    const watch = await records.store.corrections.find(items.get(id) ?? '', hour(at));
    if (watch === undefined) throw new Error('nobody watches it');
    const correction = {
      kind: 'withdrawn',
      before: watch.title,
      after: 'the page answers 404',
    } as const;
    const look = { correction, headline: null, failures: 0, next: null };
    expect(await records.store.corrections.record(watch, look, hour(at))).toBe(true);
    expect(await records.store.corrections.record(watch, look, hour(at))).toBe(false);
  };
  for (let at = 0; at <= 14 * 24; at += 1) {
    for (const report of FORTNIGHT.filter((one) => one.at === at)) await publish(report);
    for (const report of FORTNIGHT.filter((one) => one.withdrawnAt === at))
      await withdraw(report, at);
    await foldDue(hour(at));
  }
  const matters = [
    ...(await records.store.matters.load({ topic: 'sanction' })),
    ...(await records.store.matters.load({ topic: 'agreement' })),
  ];
  const names = new Map([...stories].map(([name, id]) => [id, name]));
  const changes = Object.fromEntries(
    matters.map(({ key, changes: all }) => [
      keyText(key),
      liveChanges(all).map(({ storyId, kind, party }) =>
        [names.get(storyId), kind, ...(party === null ? [] : [party])].join(' '),
      ),
    ]),
  );
  expect(changes).toEqual(CHANGES);
  expect(boardOf(matters, TRUST).map(measureLine)).toEqual(BOARD);
  expect(registerOf(matters, TRUST).map(agreementLine)).toEqual(REGISTER);
  await records.pool.query('insert into matter_folds_due select id from stories');
  expect(await foldDue(hour(14 * 24))).toBe(0);
  expect((await records.store.matters.changesSince(hour(12 * 24))).map(({ kind }) => kind)).toEqual(
    ['ended', 'reimposed'],
  );
});

function verdictOf(report: ScriptedReport): Partial<Verdict> {
  const { topic, direction, authority, targets, countries, sport, concepts } = report;
  const hit = (role: 'entity' | 'concept', concept: string) =>
    ({
      zone: 'title',
      start: 0,
      end: 1,
      text: '',
      concept,
      pattern: '',
      role,
      masked: null,
    }) as const;
  const named = [authority, ...targets, sport].flatMap((name) => name ?? []);
  return {
    label: topic,
    direction,
    authority,
    targets,
    countries,
    sport,
    evidence: {
      ...aVerdict().evidence,
      topic,
      hits: [
        ...named.map((name) => hit('entity', name)),
        ...concepts.map((name) => hit('concept', name)),
      ],
    },
  };
}
