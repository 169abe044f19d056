import type { Db } from './pool.ts';

/** Notes that a job was done, so that whoever asks knows that somebody is at work. */
export async function noteHeartbeat(db: Db, job: string, at: Date): Promise<void> {
  await db.query(
    `insert into heartbeats (job, at) values ($1, $2)
     on conflict (job) do update set at = greatest(heartbeats.at, excluded.at)`,
    [job, at],
  );
}

/** When each job was done last. */
export async function lastHeartbeats(db: Db): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await db.query<{ job: string; at: Date }>('select job, at from heartbeats');
  return new Map(rows.map(({ job, at }) => [job, at]));
}
