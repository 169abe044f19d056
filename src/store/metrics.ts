import type { Db } from './pool.ts';
import { IS_PAUSED } from './source-overrides.ts';

/** How many of each kind. */
export type Counts = ReadonlyMap<string, number>;

/** What a look at the records finds; every question reads an index, and a bounded part of it. */
export type RecordMetrics = {
  /** All there are, by table, as Postgres estimates them: to count a million takes a while. */
  readonly rows: Counts;
  /** Of the last hour, by outcome. */
  readonly fetches: Counts;
  /** Fetched in the last hour. */
  readonly items: number;
  /** Waiting to be judged, read or placed, by stage; each counted up to a bound. */
  readonly inWork: Counts;
  /** Of the last hour, by label. */
  readonly verdicts: Counts;
  /** Stories that changed in the last day. */
  readonly stories: number;
  /** Composed in the last day. */
  readonly digests: number;
  /** Of the digests of the last day, by state. */
  readonly deliveries: Counts;
  /** Queued or being sent, however old. */
  readonly openDeliveries: Counts;
  /** Since when the longest waiting one is due or waits; null: none does. */
  readonly oldest: {
    readonly source: Date | null;
    readonly item: Date | null;
    readonly digest: Date | null;
    readonly delivery: Date | null;
  };
};

const MOST_COUNTED = 10_000;
const HOUR_MS = 3_600_000;

/** Measures the records at a moment, for the sources that are configured. */
export async function measureRecords(
  db: Db,
  { now, sourceIds }: { readonly now: Date; readonly sourceIds: readonly string[] },
): Promise<RecordMetrics> {
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const dayAgo = new Date(now.getTime() - 24 * HOUR_MS);
  return {
    rows: await counts(db, ESTIMATES, []),
    fetches: await counts(db, RECENT_FETCHES, [hourAgo]),
    items: await one(db, 'select count(*)::int as n from items where fetched_at >= $1', [hourAgo]),
    inWork: await counts(db, ITEMS_IN_WORK, []),
    verdicts: await counts(db, RECENT_VERDICTS, [hourAgo]),
    stories: await one(db, CHANGED_STORIES, [dayAgo]),
    digests: await one(db, RECENT_DIGESTS, [dayAgo]),
    deliveries: await counts(db, RECENT_DELIVERIES, [dayAgo]),
    openDeliveries: await counts(db, OPEN_DELIVERIES, []),
    oldest: {
      source: await moment(db, OVERDUE_SOURCE, [now, sourceIds]),
      item: await moment(db, UNPLACED_ITEM, []),
      digest: await oldestOverdueDigest(db, now),
      delivery: await moment(db, DUE_DELIVERY, [now]),
    },
  };
}

/** When the digest that is overdue the longest was due; null where none is. */
export async function oldestOverdueDigest(db: Db, now: Date): Promise<Date | null> {
  return moment(
    db,
    `select min(next_digest_at) as at from subscribers where state = 'active' and next_digest_at < $1`,
    [now],
  );
}

/** When the poll that is overdue the longest was due; null where none is. */
export async function oldestOverdueSource(
  db: Db,
  now: Date,
  sourceIds: readonly string[],
): Promise<Date | null> {
  return moment(db, OVERDUE_SOURCE, [now, sourceIds]);
}

// A table that was never analysed has -1.
const ESTIMATES = `select c.relname as kind, greatest(c.reltuples, 0)::float8 as n from pg_class c
  where c.oid = any(array['items', 'verdicts', 'stories', 'digests', 'deliveries', 'subscribers']::regclass[])`;
// Ids go up with time, and the last of them are an hour's or more.
const RECENT_FETCHES = `select outcome as kind, count(*)::int as n
  from (select outcome, at from fetches order by id desc limit ${MOST_COUNTED}) last where at >= $1 group by outcome`;
const ITEMS_IN_WORK = ['fetched', 'open', 'flagged']
  .map(
    (stage) =>
      `select '${stage}' as kind, count(*)::int as n
       from (select 1 from items where stage = '${stage}' limit ${MOST_COUNTED}) counted`,
  )
  .join(' union all ');
const RECENT_VERDICTS = `select label as kind, count(*)::int as n from verdicts where judged_at >= $1 group by label`;
const CHANGED_STORIES = `select count(*)::int as n from stories where merged_into is null and changed_at >= $1`;
const RECENT_DIGESTS = 'select count(*)::int as n from digests where composed_at >= $1';
const RECENT_DELIVERIES = `select d.state as kind, count(*)::int as n
  from digests g join deliveries d on d.digest_id = g.id where g.composed_at >= $1 group by d.state`;
const OPEN_DELIVERIES = ['queued', 'sending']
  .map(
    (state) =>
      `select '${state}' as kind, count(*)::int as n
       from (select 1 from deliveries where state = '${state}' limit ${MOST_COUNTED}) counted`,
  )
  .join(' union all ');
const OVERDUE_SOURCE = `select min(next_poll_at) as at from source_states s
  where next_poll_at < $1 and source_id = any($2) and state <> 'gone' and not ${IS_PAUSED}`;
const UNPLACED_ITEM = `select min(fetched_at) as at from
  (select fetched_at from items where stage in ('fetched', 'open', 'flagged') order by id limit 100) first`;
const DUE_DELIVERY = `select min(next_attempt_at) as at from deliveries where state = 'queued' and next_attempt_at < $1`;

async function counts(db: Db, sql: string, values: unknown[]): Promise<Counts> {
  const { rows } = await db.query<{ kind: string; n: number }>(sql, values);
  return new Map(rows.map(({ kind, n }) => [kind, n]));
}

async function one(db: Db, sql: string, values: unknown[]): Promise<number> {
  const { rows } = await db.query<{ n: number }>(sql, values);
  return rows[0]?.n ?? 0;
}

async function moment(db: Db, sql: string, values: unknown[]): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(sql, values);
  return rows[0]?.at ?? null;
}
