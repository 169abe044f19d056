import { healthOf, UNREAD_STATES, type HealthState } from '../core/health/health.ts';
import { atNewAddress, type SourceMemory } from '../core/poll/memory.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { memoryOf, saveSource, type MemoryRow } from './source-memory.ts';
import { IS_PAUSED } from './source-overrides.ts';

/** A source's health as people see it. */
export type SourceHealth = Pick<
  SourceMemory,
  'sourceId' | 'nextPollAt' | 'nextPollReason' | 'lastFetchedAt' | 'lastOkAt' | 'identity'
> & {
  readonly state: HealthState;
  /** Since when it is in this state; null where nobody knows. */
  readonly since: Date | null;
  /** Why it is not well; null when it is. */
  readonly problem: string | null;
  readonly failures: number;
  readonly failingSince: Date | null;
  /** Where it is read instead of its configured address, which leads there for good. */
  readonly adopted: SourceMemory['adopted'];
};

/** Makes a state for every configured source that has none, due at once. A source whose address changed starts afresh. */
export async function ensureSourceStates(
  pool: Pool,
  sources: readonly { readonly id: string; readonly url: string }[],
  now: Date,
): Promise<void> {
  await inTransaction(pool, async (db) => {
    const given = [sources.map(({ id }) => id), sources.map(({ url }) => url)];
    const { rows } = await db.query<MemoryRow & { new_url: string }>(
      `select s.*, given.url as new_url from source_states s
       join unnest($1::text[], $2::text[]) as given (id, url) on s.source_id = given.id and s.url <> given.url
       order by s.source_id for update of s`,
      given,
    );
    for (const row of rows) await moveSource(db, atNewAddress(memoryOf(row), row.new_url, now));
    await db.query(
      `insert into source_states (source_id, url, next_poll_at, next_poll_reason)
       select id, url, $3, 'First poll.' from unnest($1::text[], $2::text[]) as given (id, url)
       on conflict (source_id) do nothing`,
      [...given, now],
    );
  });
}

async function moveSource(db: Db, memory: SourceMemory): Promise<void> {
  const { sourceId, url } = memory;
  await db.query('update source_states set url = $2 where source_id = $1', [sourceId, url]);
  await saveSource(db, memory);
  await db.query('delete from source_snapshots where source_id = $1', [sourceId]);
  await db.query('delete from source_days where source_id = $1', [sourceId]);
}

/** Ids of the given sources whose next poll is due, the longest overdue first. Those that wait for their host, or are paused, are not. */
export async function dueSources(
  db: Db,
  ids: readonly string[],
  now: Date,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ source_id: string }>(
    `select source_id from source_states s
     where next_poll_at <= $2 and source_id = any($1) and (not_before is null or not_before <= $2)
       and not ${IS_PAUSED} order by next_poll_at, source_id limit $3`,
    [ids, now, limit],
  );
  return rows.map((row) => row.source_id);
}

/** Puts a poll off that is due, since its host is busy: the source stays due, and is fetched after that moment. */
export async function postponeSource(db: Db, sourceId: string, until: Date): Promise<void> {
  await db.query('update source_states set not_before = $2 where source_id = $1', [
    sourceId,
    until,
  ]);
}

/** Makes a source due now, also one that was given up as gone; false when it is not known. */
export async function restartSource(db: Db, sourceId: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update source_states set next_poll_at = $2, next_poll_reason = 'Asked for by an operator.',
       not_before = null, gone_sightings = 0
     where source_id = $1`,
    [sourceId, now],
  );
  return rowCount !== 0;
}

/** Health of the given sources at a moment, in order of their ids. */
export async function sourceHealth(
  db: Db,
  ids: readonly string[],
  now: Date,
): Promise<SourceHealth[]> {
  const { rows } = await db.query<MemoryRow & { days: string[] }>(
    `select s.*, array(select d.day::text from source_days d where d.source_id = s.source_id) as days
     from source_states s where s.source_id = any($1) order by s.source_id`,
    [ids],
  );
  return rows.map((row) => {
    const memory = memoryOf(row);
    const { state, since, reason } = healthOf({ memory, days: row.days }, now);
    return {
      sourceId: memory.sourceId,
      state,
      since,
      problem: reason,
      nextPollAt: memory.nextPollAt,
      nextPollReason: memory.nextPollReason,
      lastFetchedAt: memory.lastFetchedAt,
      lastOkAt: memory.lastOkAt,
      identity: memory.identity,
      failures: memory.failures.count,
      failingSince: memory.failures.since,
      adopted: memory.adopted,
    };
  });
}

/** How many items of the given sources are stored; sources without any are left out. */
export async function countItemsBySource(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ id: string; n: number }>(
    `select source_id as id, count(*)::int as n from items where source_id = any($1) group by source_id`,
    [ids],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** Ids of the given sources that cannot be read now, in order. */
export async function failingSources(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ source_id: string }>(
    `select source_id from source_states
     where source_id = any($1) and state = any($2) order by source_id`,
    [ids, UNREAD_STATES],
  );
  return rows.map((row) => row.source_id);
}

/** Whether any of the sources that are not paused was due before a moment and has not been polled since. */
export async function hasOverdueSources(
  db: Db,
  ids: readonly string[],
  before: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `select 1 from source_states s
     where source_id = any($1) and next_poll_at < $2 and not ${IS_PAUSED} limit 1`,
    [ids, before],
  );
  return rowCount !== 0;
}
