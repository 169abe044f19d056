import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Hit, Verdict } from '../../src/core/verdict.ts';
import { insertItems } from '../../src/store/items.ts';
import type { NewBacktest } from '../../src/store/backtests.ts';
import { borderlineItems } from '../../src/store/borderline.ts';
import { measureRecords } from '../../src/store/metrics.ts';
import { inTransaction } from '../../src/store/pool.ts';
import { revisionEffect } from '../../src/store/revision-history.ts';
import { explainedPool } from '../support/explained-pool.ts';
import {
  anItem,
  aVerdict,
  minutesLater,
  NOON,
  testRecords,
  type TestRecords,
} from '../support/records.ts';

const REVISION = 'a'.repeat(64);
const MONTH_AGO = minutesLater(-30 * 24 * 60);

let records: TestRecords;
beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.pool.query(
    'truncate items, config_revisions, backtests, labels, pattern_hits, pattern_counts, config_events cascade',
  );
  await records.store.revisions.record({ hash: REVISION, texts: new Map([['a', '1']]) }, NOON);
});

/** Stores an item that was judged; returns its id. */
async function judged(
  key: string,
  verdict: Verdict,
  parts: Parameters<typeof anItem>[1] = {},
): Promise<string> {
  const [itemId = ''] = await insertItems(records.pool, [anItem(key, parts)]);
  await records.store.items.recordVerdicts([{ itemId, verdict }], REVISION, NOON);
  return itemId;
}

/** A verdict with a score, where 0.5 is needed. */
function scored(score: number, parts: Partial<Verdict['evidence']> = {}): Verdict {
  const verdict = aVerdict({ score, label: score >= 0.5 ? 'sanction' : 'none' });
  return { ...verdict, evidence: { ...verdict.evidence, threshold: 0.5, ...parts } };
}

function hit(concept: string, pattern: string, parts: Partial<Hit> = {}): Hit {
  const place = { zone: 'title', start: 0, end: 3, text: 'ban' } as const;
  return { ...place, concept, pattern, role: 'concept', masked: null, ...parts };
}

describe('a backtest', () => {
  const asked: NewBacktest = {
    operator: 'ann',
    revision: REVISION,
    file: 'keywords/lexicon/en.yaml',
    base: 'hash',
    draft: { 'keywords/lexicon/en.yaml': 'words\u0000: {}', 'seeds/gone.md': null },
    since: MONTH_AGO,
    most: 100,
    askedAt: NOON,
  };
  const claim = (id: string, minute: number) =>
    records.store.backtests.claim(id, minutesLater(minute), minutesLater(minute + 1));

  test('is claimed once, tells how far it is, and ends once', async () => {
    const { backtests } = records.store;
    const id = (await backtests.add(asked)) ?? '';
    expect(await backtests.lost(NOON)).toEqual([id]);
    expect(await claim(id, 0)).toMatchObject({
      state: 'running',
      draft: { 'keywords/lexicon/en.yaml': 'words: {}', 'seeds/gone.md': null },
    });
    expect(await claim(id, 0)).toBeUndefined();
    await backtests.keep(id, 40, minutesLater(2));
    expect(await backtests.lost(minutesLater(1))).toEqual([]);
    expect(await backtests.find(id)).toMatchObject({ state: 'running', items: 40 });
    await backtests.end(id, { state: 'done', items: 50, result: { text: 'a\u0000b' } }, NOON);
    await backtests.end(id, { state: 'failed', problem: 'too late' }, NOON);
    expect(await backtests.find(id)).toMatchObject({
      state: 'done',
      items: 50,
      result: { text: 'ab' },
      problem: null,
    });
    expect(await claim(id, 60)).toBeUndefined();
    expect(await backtests.lost(minutesLater(60))).toEqual([]);
  });

  test('whose process died is taken by another, and given up after the third', async () => {
    const { backtests } = records.store;
    const id = (await backtests.add(asked)) ?? '';
    for (const minute of [0, 10, 20]) {
      expect(await backtests.lost(minutesLater(minute))).toEqual([id]);
      expect(await claim(id, minute)).toMatchObject({ state: 'running', items: 0 });
    }
    expect(await claim(id, 30)).toBeUndefined();
    expect(await backtests.lost(minutesLater(30))).toEqual([]);
    expect(await backtests.find(id)).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(/every process/),
    });
  });

  test('is not asked for while four are not finished; old ones are forgotten', async () => {
    const { backtests } = records.store;
    const ids = [];
    for (let count = 0; count < 4; count += 1) ids.push(await backtests.add(asked));
    expect(await backtests.add(asked)).toBeNull();
    await backtests.end(ids[0] ?? '', { state: 'failed', problem: 'wrong' }, NOON);
    expect(await backtests.add(asked)).not.toBeNull();
    expect(await backtests.prune(NOON)).toBe(0);
    expect(await backtests.prune(minutesLater(1))).toBe(5);
  });
});

describe('the borderline queue', () => {
  test('holds what is nearest to its threshold, undecided, unlabelled and recent, each headline once', async () => {
    const ids = {
      under: await judged('under', scored(0.45)),
      over: await judged('over', scored(0.52)),
      far: await judged('far', scored(0.8)),
      gated: await judged('gated', scored(0.49, { gate: 'no-sport' })),
      labelled: await judged('labelled', scored(0.5)),
      copy: await judged('copy', scored(0.53), {
        title: 'HEADLINE number over of an ordinary day in sport',
      }),
    };
    await records.store.labels.add({
      itemId: ids.labelled,
      label: 'none',
      direction: null,
      note: null,
      by: 'ann',
      at: NOON,
    });
    const found = await records.store.borderline.items({ since: MONTH_AGO, limit: 10 });
    expect(found.map(({ id }) => id)).toEqual([ids.over, ids.under]);
    expect(found[0]).toMatchObject({ outlet: 'The Paper', verdict: { score: 0.52 } });
    expect(await records.store.borderline.items({ since: minutesLater(1), limit: 10 })).toEqual([]);
    expect(await records.store.borderline.items({ since: MONTH_AGO, limit: 1 })).toHaveLength(1);
    expect(await records.store.borderline.labels(5)).toEqual([
      expect.objectContaining({ itemId: ids.labelled, label: 'none', by: 'ann' }),
    ]);
  });
});

describe('hits of patterns', () => {
  const count = (minute: number, since = MONTH_AGO) =>
    records.store.patternHits.count({
      now: minutesLater(minute),
      since,
      ifBefore: minutesLater(minute - 30),
    });

  test('are counted with their last time and by labels, what a mask took left out', async () => {
    const hits = [
      hit('ban', 'bans'),
      hit('ban', 'bans'),
      hit('ban', 'taboo', { masked: 'literal' }),
    ];
    const first = await judged('a', scored(0.9, { hits }));
    await judged('b', scored(0.9, { hits: [hit('ban', 'bans')] }), { language: 'de' });
    const third = await judged('c', scored(0.9, { hits: [hit('ban', 'bans')] }));
    for (const [itemId, label] of [
      [first, 'sanction'],
      [third, 'sanction'],
      [third, 'none'],
    ] as const) {
      await records.store.labels.add({
        itemId,
        label,
        direction: null,
        note: null,
        by: 'a',
        at: NOON,
      });
    }
    expect(await records.store.patternHits.last()).toBeNull();
    expect(await count(0)).toBe(3);
    expect(await records.store.patternHits.all()).toEqual(
      expect.arrayContaining([
        {
          language: 'en',
          concept: 'ban',
          pattern: 'bans',
          hits: 3,
          lastAt: NOON,
          labelled: 2,
          relevant: 1,
        },
        {
          language: 'de',
          concept: 'ban',
          pattern: 'bans',
          hits: 1,
          lastAt: NOON,
          labelled: 0,
          relevant: 0,
        },
      ]),
    );
    expect(await records.store.patternHits.all()).toHaveLength(2);
    expect(await records.store.patternHits.last()).toEqual({
      countedAt: NOON,
      since: MONTH_AGO,
      items: 3,
      isCut: false,
    });
  });

  test('keep their last time when they are no longer of late, and are not counted too often', async () => {
    await judged('a', scored(0.9, { hits: [hit('ban', 'bans')] }));
    expect(await count(0)).toBe(1);
    expect(await count(10)).toBeNull();
    expect(await count(60, minutesLater(30))).toBe(0);
    expect(await records.store.patternHits.all()).toEqual([
      expect.objectContaining({ hits: 0, lastAt: NOON }),
    ]);
  });
});

describe('the history of revisions', () => {
  test('tells what changed between two, and what each judged', async () => {
    const { history, revisions } = records.store;
    const other = 'b'.repeat(64);
    await revisions.record(
      {
        hash: other,
        texts: new Map([
          ['a', '2'],
          ['b', 'new'],
        ]),
      },
      NOON,
    );
    await judged('a', scored(0.9));
    await judged('b', scored(0.1));
    expect(await history.changed(REVISION, other)).toEqual(['a', 'b']);
    expect(await history.effect(REVISION)).toEqual({ judged: 2, flagged: 1 });
    expect(await history.effect(other)).toEqual({ judged: 0, flagged: 0 });
    expect(await history.texts(other)).toEqual(
      new Map([
        ['a', '2'],
        ['b', 'new'],
      ]),
    );
    expect(await history.texts('none')).toBeUndefined();
  });
});

test('pages and scrapers read no large table as a whole', async () => {
  await records.pool.query(
    `insert into items (source_id, key, url, canonical_url, url_hash, title, summary, language, outlet, published_at, fetched_at, is_news, stage)
     select 'paper', n::text, 'u', 'u', n::text, 't', 's', 'en', 'o', $1, $1, true, 'judged' from generate_series(1, 5000) n`,
    [MONTH_AGO],
  );
  await records.pool.query(
    `insert into verdicts (item_id, revision, label, score, verdict, judged_at)
     select id, $1, 'none', 0.1, '{"evidence":{"gate":"no-target","threshold":0.5}}', $2 from items`,
    [REVISION, MONTH_AGO],
  );
  await records.pool.query('analyze');
  const explained = await explainedPool(records.connectionString);
  try {
    await inTransaction(explained.pool, async (db) => {
      await measureRecords(db, { now: NOON, sourceIds: ['paper'] });
      await borderlineItems(db, { since: MONTH_AGO, limit: 10 });
      await revisionEffect(db, 'another');
    });
    expect(explained.statements.size).toBeGreaterThan(10);
    expect([...explained.scans]).toEqual([]);
  } finally {
    await explained.pool.end();
  }
});
