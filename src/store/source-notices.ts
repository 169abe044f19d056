import type { NoticeMail } from '../core/health/notice-mail.ts';
import type { Notice, WatchedSource } from '../core/health/notices.ts';
import { insertOperatorMails, type OperatorMailTo } from './operator-mails.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { storable } from './rows.ts';
import { sourceHealth } from './source-states.ts';

/** Whoever watches the sources does so alone. Any number will do that no other program on the database locks. */
const WATCH_LOCK = 7_015_007;

/** What is known when the sources are looked at. */
export type WatchFacts = {
  readonly sources: readonly WatchedSource[];
  /** When operators last got a mail; null: never. */
  readonly lastMailAt: Date | null;
};

/** What to tell, and the mails that tell it; one for each operator. */
export type WatchDecision = {
  readonly notices: readonly Notice[];
  readonly mail: NoticeMail;
  readonly recipients: readonly OperatorMailTo[];
};

/**
 * Looks at the given sources and writes what operators are to be told: a row for each change and the mails about them, in one
 * transaction that nobody else is in, so that a change is told once, however often and by however many processes this is
 * called. Null from `decide`: there is nothing to tell. Returns the ids of the mails.
 */
export async function watchSources(
  pool: Pool,
  request: { readonly ids: readonly string[]; readonly now: Date },
  decide: (facts: WatchFacts) => WatchDecision | null,
): Promise<string[]> {
  const { ids, now } = request;
  return inTransaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [WATCH_LOCK]);
    const decision = decide({
      sources: await watchedSources(db, ids, now),
      lastMailAt: await lastMailAt(db),
    });
    if (decision === null) return [];
    await insertNotices(db, decision.notices, now);
    return insertOperatorMails(db, decision.mail, decision.recipients, now);
  });
}

/** What operators were told of sources, the newest first. */
export async function recentNotices(
  db: Db,
  limit: number,
): Promise<(Notice & { readonly noticedAt: Date })[]> {
  const { rows } = await db.query<Notice & { noticedAt: Date }>(
    `select source_id as "sourceId", state, since, reason, noticed_at as "noticedAt"
     from source_notices order by noticed_at desc, source_id limit $1`,
    [limit],
  );
  return rows;
}

async function watchedSources(db: Db, ids: readonly string[], now: Date): Promise<WatchedSource[]> {
  const { rows } = await db.query<Pick<Notice, 'sourceId' | 'state'>>(
    `select distinct on (source_id) source_id as "sourceId", state from source_notices
     where source_id = any($1) order by source_id, noticed_at desc`,
    [ids],
  );
  const told = new Map(rows.map(({ sourceId, state }) => [sourceId, { state }]));
  const health = await sourceHealth(db, ids, now);
  return health.map(({ sourceId, state, since, problem, failingSince }) => ({
    sourceId,
    health: { state, since, reason: problem },
    failingSince,
    told: told.get(sourceId) ?? null,
  }));
}

async function lastMailAt(db: Db): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `select max(composed_at) as at from operator_mails where content ? 'lines'`,
  );
  return rows[0]?.at ?? null;
}

async function insertNotices(db: Db, notices: readonly Notice[], now: Date): Promise<void> {
  await db.query(
    `insert into source_notices (source_id, state, since, reason, noticed_at)
     select id, state, since, reason, $5
     from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) as given (id, state, since, reason)
     on conflict (source_id, state, since) do update set noticed_at = excluded.noticed_at`,
    [
      notices.map(({ sourceId }) => sourceId),
      notices.map(({ state }) => state),
      notices.map(({ since }) => since),
      notices.map(({ reason }) => (reason === null ? null : storable(reason))),
      now,
    ],
  );
}
