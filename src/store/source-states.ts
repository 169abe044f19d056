import type { Db } from './pool.ts';

/** What is remembered of a source between two polls. */
export type SourceState = {
  readonly sourceId: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly nextPollAt: Date;
  readonly failures: number;
  readonly lastFetchedAt: Date | null;
};

/** A source's health as people see it. */
export type SourceHealth = {
  readonly sourceId: string;
  readonly state: 'waiting' | 'ok' | 'failing' | 'gone';
  readonly nextPollAt: Date;
  readonly nextPollReason: string;
  readonly failures: number;
  readonly problem: string | null;
  readonly lastFetchedAt: Date | null;
  readonly lastOkAt: Date | null;
  readonly items: number;
};

/**
 * Makes a state for every configured source that has none, due at once. A source whose address
 * changed starts afresh: the old address's validators mean nothing to the new one.
 */
export async function ensureSourceStates(
  db: Db,
  sources: readonly { readonly id: string; readonly url: string }[],
  now: Date,
): Promise<void> {
  await db.query(
    `insert into source_states (source_id, url, next_poll_at, next_poll_reason)
     select id, url, $3, 'first poll' from unnest($1::text[], $2::text[]) as given (id, url)
     on conflict (source_id) do update
     set url = excluded.url, state = 'waiting', etag = null, last_modified = null, failures = 0,
         problem = null, next_poll_at = excluded.next_poll_at, next_poll_reason = 'new address'
     where source_states.url <> excluded.url`,
    [sources.map(({ id }) => id), sources.map(({ url }) => url), now],
  );
}

/** Ids of the given sources whose next poll is due, the longest overdue first. */
export async function dueSources(
  db: Db,
  ids: readonly string[],
  now: Date,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ source_id: string }>(
    `select source_id from source_states
     where next_poll_at <= $2 and source_id = any($1) order by next_poll_at, source_id limit $3`,
    [ids, now, limit],
  );
  return rows.map((row) => row.source_id);
}

/** The state of one source; undefined before the first start that knows it. */
export async function findSourceState(db: Db, sourceId: string): Promise<SourceState | undefined> {
  const { rows } = await db.query<SourceState>(
    `select source_id as "sourceId", etag, last_modified as "lastModified",
            next_poll_at as "nextPollAt", failures, last_fetched_at as "lastFetchedAt"
     from source_states where source_id = $1`,
    [sourceId],
  );
  return rows[0];
}

/** Share of unseen items in each of a source's last successful fetches, newest first; 0…1. */
export async function recentFreshShares(db: Db, sourceId: string): Promise<number[]> {
  const { rows } = await db.query<{ share: number }>(
    `select coalesce(fresh, 0)::float8 / greatest(coalesce(entries, 1), 1) as share
     from fetches where source_id = $1 and outcome in ('read', 'unchanged') order by id desc limit 10`,
    [sourceId],
  );
  return rows.map(({ share }) => share);
}

/** Health of the given sources, with how many items each has brought. */
export async function sourceHealth(db: Db, ids: readonly string[]): Promise<SourceHealth[]> {
  const { rows } = await db.query<SourceHealth>(
    `select s.source_id as "sourceId", s.state, s.next_poll_at as "nextPollAt",
            s.next_poll_reason as "nextPollReason", s.failures, s.problem,
            s.last_fetched_at as "lastFetchedAt", s.last_ok_at as "lastOkAt",
            (select count(*)::int from items i where i.source_id = s.source_id) as items
     from source_states s where s.source_id = any($1) order by s.source_id`,
    [ids],
  );
  return rows;
}

/** Ids of the given sources that are failing or gone, in order. */
export async function failingSources(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ source_id: string }>(
    `select source_id from source_states
     where source_id = any($1) and state in ('failing', 'gone') order by source_id`,
    [ids],
  );
  return rows.map((row) => row.source_id);
}

/** Whether any of the sources was due before a moment and has not been polled since. */
export async function hasOverdueSources(
  db: Db,
  ids: readonly string[],
  before: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'select 1 from source_states where source_id = any($1) and next_poll_at < $2 limit 1',
    [ids, before],
  );
  return rowCount !== 0;
}
