import { MIGRATION_LOCK } from './migrate.ts';
import type { Db, Pool } from './pool.ts';

/**
 * Settings under which values are written and read without loss, whatever the server, the database or the user have set; and
 * no limit of time, since a large table takes long. `row_security`: rather fail than pass over rows.
 */
const EXACT = `set local client_encoding = 'UTF8'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 3; set local bytea_output = 'hex'; set local timezone = 'UTC';
  set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local row_security = off`;

/** Sets, to the end of the transaction, what COPY needs to write and read every value exactly. */
export async function copyExactly(db: Db): Promise<void> {
  await db.query(EXACT);
}

/**
 * Runs questions that all see the records as they were at one moment, and change nothing. Nobody is kept from working
 * meanwhile; only a change of the schema waits. Where the signal says so, the statement that runs is cancelled, also one
 * that waits for a lock: so the pool needs a second connection.
 */
export async function inSnapshot<T>(
  pool: Pool,
  run: (db: Db) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  let cancel: (() => void) | undefined;
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    cancel = () => {
      pool.query('select pg_cancel_backend($1)', [rows[0]?.pid]).catch(() => undefined);
    };
    signal?.addEventListener('abort', cancel);
    // Of the session, because a transaction sees what was there when its first statement began to wait.
    await client.query('select pg_advisory_lock_shared($1)', [MIGRATION_LOCK]);
    await client.query('begin isolation level repeatable read read only');
    await copyExactly(client);
    const result = await run(client);
    await client.query('commit');
    return result;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    if (cancel !== undefined) signal?.removeEventListener('abort', cancel);
    // With the connection its lock goes too.
    client.release(broken ?? true);
  }
}
