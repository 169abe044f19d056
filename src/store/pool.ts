import pg from 'pg';
import type { Logger } from 'pino';

/** A pool, or a connection inside a transaction: whatever can run a statement. */
export type Db = Pick<pg.Pool, 'query'>;
export type Pool = pg.Pool;

/** How to reach Postgres: a URL, or the private server's socket folder. */
export type DatabaseAddress = Pick<
  pg.PoolConfig,
  'connectionString' | 'host' | 'port' | 'user' | 'database' | 'ssl'
>;

/**
 * Opens the pool for the records. Connections are made on first use; one that breaks while idle is
 * logged and replaced, so a restart of Postgres does not end the process.
 */
export function openPool(address: DatabaseAddress, size: number, log: Logger): Pool {
  const pool = new pg.Pool({
    ...address,
    max: size,
    connectionTimeoutMillis: 10_000,
    application_name: 'flagbearer',
    // Times are written and read as UTC, whatever the server or the process believes in.
    options: '-c timezone=UTC -c search_path=public',
  });
  // While a connection is checked out the pool does not listen: one that breaks between two statements
  // would end the process. The statement that follows fails, and tells what happened.
  pool.on('connect', (client) => {
    client.on('error', (error) =>
      log.debug({ problem: error.message }, 'database connection lost'),
    );
  });
  pool.on('error', (error) =>
    log.warn({ problem: error.message }, 'idle database connection lost'),
  );
  return pool;
}

/**
 * Runs statements as one transaction: all of them count, or none. Whoever names a `lock` waits until no other
 * transaction holds that advisory lock, and holds it to the end.
 */
export async function inTransaction<T>(
  pool: Pool,
  run: (db: Db) => Promise<T>,
  lock: number | null = null,
): Promise<T> {
  const outer = joined.get(pool);
  if (outer !== undefined) {
    if (lock !== null) await outer.query('select pg_advisory_xact_lock($1)', [lock]);
    return run(outer);
  }
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(lock === null ? 'begin' : `begin; select pg_advisory_xact_lock(${lock})`);
    const result = await run(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    // A connection that cannot even roll back is thrown away, not handed to the next caller.
    client.release(broken);
  }
}

/** The transaction that a pool of `joinTransaction` belongs to. */
const joined = new WeakMap<Pool, Db>();

/**
 * Makes one transaction of several questions, also of such as open one of their own: theirs become part of it. One that fails
 * undoes all of them.
 */
export async function joinTransactions<T>(
  pool: Pool,
  run: (inside: Pool) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (db) => {
    const inside: Pool = Object.create(pool, { query: { value: db.query.bind(db) } });
    joined.set(inside, db);
    return run(inside);
  });
}
