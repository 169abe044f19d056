import { COUNT_WINDOW_MS, type Limit } from '../core/sign-up/limits.ts';
import type { Db } from './pool.ts';
import { boundedKey } from './rows.ts';

/**
 * Counts a request against its limits, one after the other, and stops at the first that is used up: what comes after is
 * not counted. True when it may go on. All processes count together, by the hour of the clock.
 */
export async function countRequest(db: Db, limits: readonly Limit[], now: Date): Promise<boolean> {
  const hour = hourOf(now);
  if (await isAnyUsedUp(db, limits, hour)) return false;
  for (const { key, most } of limits) {
    const { rows } = await db.query<{ n: number }>(
      `insert into request_counts as c (key, hour, n) values ($1, $2, 1)
       on conflict (key, hour) do update set n = c.n + 1 returning n`,
      [boundedKey(key), hour],
    );
    if ((rows[0]?.n ?? 0) > most) return false;
  }
  return true;
}

/** Once something is used up nothing more is written, however many ask: the table stays as small as the limits are. */
async function isAnyUsedUp(db: Db, limits: readonly Limit[], hour: Date): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    `select exists (select 1 from request_counts c join unnest($1::text[], $2::int[]) as given (key, most)
       on given.key = c.key where c.hour = $3 and c.n >= given.most) as found`,
    [limits.map(({ key }) => boundedKey(key)), limits.map(({ most }) => most), hour],
  );
  return rows[0]?.found === true;
}

/** Forgets the counts of hours that are over. */
export async function pruneCounts(db: Db, now: Date): Promise<number> {
  const { rowCount } = await db.query('delete from request_counts where hour < $1', [hourOf(now)]);
  return rowCount ?? 0;
}

function hourOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / COUNT_WINDOW_MS) * COUNT_WINDOW_MS);
}
