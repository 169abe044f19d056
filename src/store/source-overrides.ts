import type { Db } from './pool.ts';

/** Who set something, and when. */
export type SetBy = { readonly by: string; readonly at: Date };

/** What operators set for a source beside its row in config/sources.yaml. */
export type SourceOverride = {
  readonly sourceId: string;
  /** Not read until it is resumed; null: it is. */
  readonly paused: SetBy | null;
  /** It is read so often whatever it brings, in milliseconds; null: at its own pace. */
  readonly interval: (SetBy & { readonly ms: number }) | null;
};

type Row = {
  readonly sourceId: string;
  readonly pausedBy: string | null;
  readonly pausedAt: Date | null;
  readonly intervalMs: number | null;
  readonly intervalBy: string | null;
  readonly intervalAt: Date | null;
};

const SELECT = `select source_id as "sourceId", paused_by as "pausedBy", paused_at as "pausedAt",
    interval_ms::float8 as "intervalMs", interval_by as "intervalBy", interval_at as "intervalAt"
  from source_overrides where (paused_at is not null or interval_ms is not null)`;

/** SQL: the source of the row `s` of source_states is paused. */
export const IS_PAUSED =
  'exists (select 1 from source_overrides o where o.source_id = s.source_id and o.paused_at is not null)';

/** What is set for the given sources; those for which nothing is are left out. */
export async function sourceOverrides(db: Db, ids: readonly string[]): Promise<SourceOverride[]> {
  const { rows } = await db.query<Row>(`${SELECT} and source_id = any($1) order by source_id`, [
    ids,
  ]);
  return rows.map(overrideOf);
}

/** Everything that is set, also for sources that have left the configuration. */
export async function allSourceOverrides(db: Db): Promise<SourceOverride[]> {
  const { rows } = await db.query<Row>(`${SELECT} order by source_id`);
  return rows.map(overrideOf);
}

function overrideOf(row: Row): SourceOverride {
  const { sourceId, pausedBy, pausedAt, intervalMs, intervalBy, intervalAt } = row;
  return {
    sourceId,
    paused: pausedBy === null || pausedAt === null ? null : { by: pausedBy, at: pausedAt },
    interval:
      intervalMs === null || intervalBy === null || intervalAt === null
        ? null
        : { ms: intervalMs, by: intervalBy, at: intervalAt },
  };
}

/** Reads a source no more until it is resumed; false when it is not known, or paused already. */
export async function pauseSource(db: Db, sourceId: string, { by, at }: SetBy): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into source_overrides as o (source_id, paused_by, paused_at)
     select source_id, $2, $3 from source_states where source_id = $1
     on conflict (source_id) do update set paused_by = $2, paused_at = $3 where o.paused_at is null`,
    [sourceId, by, at],
  );
  return rowCount === 1;
}

/** Reads a paused source again; false when it is not paused. */
export async function resumeSource(db: Db, sourceId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update source_overrides set paused_by = null, paused_at = null
     where source_id = $1 and paused_at is not null`,
    [sourceId],
  );
  return rowCount === 1;
}

/**
 * Sets how often a source is read, null for its own pace. The next poll comes that long after the last one, or now where it
 * has its own pace again. False when the source is not known, or is given up as gone.
 */
export async function setSourceInterval(
  db: Db,
  sourceId: string,
  change: SetBy & { readonly intervalMs: number | null; readonly reason: string },
): Promise<boolean> {
  const { intervalMs, reason, by, at } = change;
  const { rowCount } = await db.query(
    `update source_states set next_poll_reason = $4,
       next_poll_at = coalesce(last_fetched_at + $2::float8 * interval '1 millisecond', $3)
     where source_id = $1 and next_poll_at is not null`,
    [sourceId, intervalMs, at, reason],
  );
  if (rowCount !== 1) return false;
  await db.query(
    `insert into source_overrides (source_id, interval_ms, interval_by, interval_at) values ($1, $2, $3, $4)
     on conflict (source_id) do update set interval_ms = $2, interval_by = $3, interval_at = $4`,
    [sourceId, intervalMs, ...(intervalMs === null ? [null, null] : [by, at])],
  );
  return true;
}
