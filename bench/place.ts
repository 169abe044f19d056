import { pino } from 'pino';

import { signatureOf } from '../src/core/stories/signature.ts';
import { placeItems } from '../src/store/placements.ts';
import { openPool } from '../src/store/pool.ts';
import type { Pool } from '../src/store/pool.ts';
import { explainedPool } from '../test/support/explained-pool.ts';
import { COPIES_ONLY, NOON, testRecords } from '../test/support/records.ts';
import type { TestRecords } from '../test/support/records.ts';
import { fillArchive, storeFlagged } from '../test/support/story-archive.ts';
import { storyWorld, WORLD_ENTITIES } from '../test/support/story-world.ts';
import type { WorldReport } from '../test/support/story-world.ts';
import { measurement, median } from './measure.ts';
import type { Measurement } from './measure.ts';

/** Placing one more report among 100,000 of an open window, and two workers that place the same, against what may be. */
export const name = 'place';

const STORED = 100_000;
const PLACED = 200;
const WARM_UP = 40;
const EXPLAINED = 10;
const AT_ONCE = 5000;
const BATCH = 100;
/** Milliseconds. */
const BOUNDS = { median: 5, p95: 20, worst: 100 };
/** As shipped. */
const RULES = { ...COPIES_ONLY, otherLanguage: 0.37 };
const ENTITIES = new Map(WORLD_ENTITIES.map((entity) => [entity.id, entity]));

export async function run(tell: (line: string) => void): Promise<readonly Measurement[]> {
  return [...(await amongMany(tell)), ...(await atOnce(tell))];
}

async function amongMany(tell: (line: string) => void): Promise<readonly Measurement[]> {
  const records = await openRecords();
  try {
    const wanted = PLACED + WARM_UP + EXPLAINED;
    const world = storyWorld(STORED + wanted);
    // Any report may be the one that comes last: its neighbours are there on both sides of its time.
    const step = Math.floor(world.length / wanted);
    const late = world.filter((_, at) => at % step === 0).slice(0, wanted);
    const missing = new Set(late);
    const stored = world.filter((report) => !missing.has(report));
    const start = Date.now();
    await fillArchive(records.pool, stored, RULES);
    tell(`  ${stored.length} reports stored in ${Math.round((Date.now() - start) / 1000)} s`);
    const ids = await idsOf(records.pool, late);
    const times: number[] = [];
    for (const id of ids.slice(0, -EXPLAINED)) {
      const before = performance.now();
      await place(records.pool, [id]);
      times.push(performance.now() - before);
    }
    await insistOnIndexes(records, ids.slice(-EXPLAINED), tell);
    return figuresOf(times.slice(WARM_UP));
  } finally {
    await records.close();
  }
}

function figuresOf(times: readonly number[]): readonly Measurement[] {
  const sorted = times.toSorted((a, b) => a - b);
  const figures = {
    median: median(times),
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    worst: sorted.at(-1) ?? Number.NaN,
  };
  return (['median', 'p95', 'worst'] as const).map((figure) =>
    measurement(
      `place: one report among ${STORED.toLocaleString('en')}, ${figure}`,
      { ours: figures[figure], other: BOUNDS[figure] },
      { unit: 'ms; other: the bound', runs: times.length },
    ),
  );
}

/** Throws when a statement reads a large table as a whole. */
async function insistOnIndexes(
  { connectionString }: TestRecords,
  ids: readonly string[],
  tell: (line: string) => void,
): Promise<void> {
  const { pool, statements, scans } = await explainedPool(connectionString);
  try {
    for (const id of ids) await place(pool, [id]);
    if (scans.size > 0) throw new Error(`read as a whole: ${[...scans].join('; ')}`);
    tell(`  ${statements.size} statements explained, none reads a large table as a whole`);
  } finally {
    await pool.end();
  }
}

/** The same reports by one worker and by two at once. */
async function atOnce(tell: (line: string) => void): Promise<readonly Measurement[]> {
  const world = storyWorld(AT_ONCE);
  const one = await placedBy(1, world);
  const two = await placedBy(2, world);
  const known = new Set(one.stories);
  tell(`  stories of one worker: ${one.stories.length}, of two: ${two.stories.length}`);
  return [
    measurement(
      `place: the same ${AT_ONCE} reports by two workers`,
      { ours: two.ms, other: one.ms },
      { unit: 'ms a report; other: one worker', runs: 1 },
    ),
    measurement(
      'place: stories that two workers make alike',
      { ours: two.stories.filter((story) => known.has(story)).length, other: one.stories.length },
      { unit: 'stories; other: of one worker', runs: 1 },
    ),
  ];
}

/** Milliseconds a report, and the keys of each story's reports. */
async function placedBy(
  workers: number,
  world: readonly WorldReport[],
): Promise<{ readonly ms: number; readonly stories: readonly string[] }> {
  const records = await openRecords();
  const pools = Array.from({ length: workers }, () =>
    openPool({ connectionString: records.connectionString }, 1, pino({ level: 'silent' })),
  );
  try {
    const ids = await idsOf(records.pool, world);
    const start = performance.now();
    await Promise.all(pools.map((pool) => placeBatches(pool, ids)));
    const ms = (performance.now() - start) / world.length;
    return { ms, stories: await storiesOf(records.pool, world.length) };
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
    await records.close();
  }
}

async function placeBatches(pool: Pool, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH) await place(pool, ids.slice(at, at + BATCH));
}

/** The keys of each story's reports. Throws when a report is in no story. */
async function storiesOf(pool: Pool, reports: number): Promise<string[]> {
  const { rows } = await pool.query<{ keys: string[] }>(
    `select array_agg(i.key order by i.key) as keys
     from story_items si join items i on i.id = si.item_id group by si.story_id order by 1`,
  );
  const placed = rows.reduce((sum, { keys }) => sum + keys.length, 0);
  if (placed !== reports) throw new Error(`${placed} of ${reports} reports are in stories`);
  return rows.map(({ keys }) => keys.join(' '));
}

async function openRecords(): Promise<TestRecords> {
  const records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
  return records;
}

async function idsOf(pool: Pool, world: readonly WorldReport[]): Promise<string[]> {
  const ids = await storeFlagged(pool, world);
  return [...ids.values()];
}

async function place(pool: Pool, ids: readonly string[]): Promise<void> {
  await placeItems(pool, ids, { rules: RULES, now: NOON, primarySources: [] }, (report) =>
    signatureOf(report, report.language, report.verdict, ENTITIES),
  );
}
