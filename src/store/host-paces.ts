import type { Turn, TurnWish } from '../core/politeness.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';

/** When all turns are taken, it is not known when the next one ends. */
const RETRY_MS = 250;

/**
 * Takes a turn at a host for this process, whoever else asks: at most `perHost` turns at once, their starts at least `spacingMs`
 * apart. A turn ends when it is given back, or `stayMs` after its start when its process was killed. One that could start only
 * after `patienceMs` is not taken. Processes are as far apart as their clocks agree.
 */
export async function takeTurn(pool: Pool, wish: TurnWish): Promise<Turn> {
  const { key, now } = wish;
  return inTransaction(pool, async (db) => {
    await db.query(
      'insert into host_paces (key, next_start_at) values ($1, $2) on conflict do nothing',
      [key, now],
    );
    const { rows } = await db.query<{ next_start_at: Date }>(
      'select next_start_at from host_paces where key = $1 for update',
      [key],
    );
    const next = rows[0]?.next_start_at ?? now;
    const startAt = next > now ? next : now;
    if (startAt.getTime() - now.getTime() > wish.patienceMs)
      return { slot: null, retryAt: startAt };
    await db.query('delete from host_slots where key = $1 and until <= $2', [key, now]);
    const taken = await db.query('select 1 from host_slots where key = $1', [key]);
    if ((taken.rowCount ?? 0) >= wish.perHost) {
      return { slot: null, retryAt: later(startAt, RETRY_MS) };
    }
    return { slot: await writeTurn(db, wish, startAt), startAt };
  });
}

async function writeTurn(db: Db, wish: TurnWish, startAt: Date): Promise<string> {
  await db.query('update host_paces set next_start_at = $2 where key = $1', [
    wish.key,
    later(startAt, wish.spacingMs),
  ]);
  const { rows } = await db.query<{ id: string }>(
    'insert into host_slots (key, until) values ($1, $2) returning id::text',
    [wish.key, later(startAt, wish.stayMs)],
  );
  return rows[0]?.id ?? '';
}

/** Gives a turn back; one that is over already stays so. */
export async function leaveTurn(db: Db, slot: string): Promise<void> {
  await db.query('delete from host_slots where id = $1', [slot]);
}

/** Lets nobody start at a host before a moment, since it asked for a pause. */
export async function pauseHost(db: Db, key: string, until: Date): Promise<void> {
  await db.query(
    `insert into host_paces (key, next_start_at) values ($1, $2)
     on conflict (key) do update set next_start_at = greatest(host_paces.next_start_at, excluded.next_start_at)`,
    [key, until],
  );
}

/** Forgets hosts that nobody has asked since a moment; returns how many. */
export async function forgetHosts(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query(
    `delete from host_paces h where h.next_start_at < $1
       and not exists (select 1 from host_slots s where s.key = h.key and s.until >= $1)`,
    [before],
  );
  return rowCount ?? 0;
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
