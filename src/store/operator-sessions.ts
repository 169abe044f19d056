import { inTransaction, type Db, type Pool } from './pool.ts';
import { sha256 } from './rows.ts';

/** A session at the console, as it is kept. */
export type OperatorSession = {
  readonly operator: string;
  /** What it was opened with. */
  readonly credential: string;
  readonly expiresAt: Date;
};

/** Keeps a session under the hash of its id, and forgets those that expired a day ago. */
export async function openOperatorSession(
  db: Db,
  id: string,
  { operator, credential, expiresAt }: OperatorSession,
  now: Date,
): Promise<void> {
  await db.query(
    `with forgotten as (delete from operator_sessions where expires_at < $5::timestamptz - interval '1 day')
     insert into operator_sessions (id_hash, operator, credential, opened_at, expires_at) values ($1, $2, $3, $5, $4)`,
    [sha256(id), operator, credential, expiresAt, now],
  );
}

/** The session of an id that has neither ended nor expired. */
export async function findOperatorSession(
  db: Db,
  id: string,
  now: Date,
): Promise<OperatorSession | undefined> {
  const { rows } = await db.query<OperatorSession>(
    `select operator, credential, expires_at as "expiresAt" from operator_sessions
     where id_hash = $1 and ended_at is null and expires_at > $2`,
    [sha256(id), now],
  );
  return rows[0];
}

/** Ends a session; false when it had ended. */
export async function endOperatorSession(db: Db, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'update operator_sessions set ended_at = $2 where id_hash = $1 and ended_at is null',
    [sha256(id), now],
  );
  return rowCount === 1;
}

/** Ends all sessions of an operator; returns how many there were. */
export async function endOperatorSessions(db: Db, operator: string, now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `update operator_sessions set ended_at = $2 where operator = $1 and ended_at is null and expires_at > $2`,
    [operator, now],
  );
  return rowCount ?? 0;
}

/**
 * Notes a failed attempt to sign in from an address, unless there were `most` since a moment: those count no longer, so that
 * nobody fills the table. Attempts of before are forgotten. True: it was noted.
 */
export async function noteSignInFailure(
  pool: Pool,
  attempt: { readonly address: string; readonly since: Date; readonly most: number },
  now: Date,
): Promise<boolean> {
  return inTransaction(pool, async (db) => {
    await db.query('delete from sign_in_failures where at < $1', [attempt.since]);
    const { rowCount } = await db.query(
      `insert into sign_in_failures (address, at)
       select $1, $2 where (select count(*) from sign_in_failures where address = $1) < $3`,
      [attempt.address, now, attempt.most],
    );
    return rowCount === 1;
  });
}

/** How many attempts from an address failed since a moment, and when the first of them did. */
export async function signInFailures(
  db: Db,
  address: string,
  since: Date,
): Promise<{ readonly count: number; readonly first: Date | null }> {
  const { rows } = await db.query<{ count: number; first: Date | null }>(
    'select count(*)::int as count, min(at) as first from sign_in_failures where address = $1 and at >= $2',
    [address, since],
  );
  return rows[0] ?? { count: 0, first: null };
}
