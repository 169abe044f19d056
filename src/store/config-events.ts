import type { GoldenFigure } from '../core/classify/golden.ts';
import type { Db } from './pool.ts';
import { storable } from './rows.ts';

/** How well a revision judged a golden set; `set` is the hash of the set, since others give other figures. */
export type GoldenRecord = { readonly set: string; readonly figure: GoldenFigure };

/** A configuration that judges from a moment on. */
export type InForce = {
  readonly revision: string;
  /** Taken although it judges the golden set worse than the one before. */
  readonly forced: boolean;
  /** Null where nobody measured it. */
  readonly golden: GoldenRecord | null;
  readonly at: Date;
};

/** A configuration that was not taken. */
export type Refusal = {
  /** Null where the files could not even be read. */
  readonly revision: string | null;
  readonly problem: string;
  readonly mend: string;
  readonly at: Date;
};

/** The configuration in force; undefined before the first start that judged. */
export async function configInForce(db: Db): Promise<InForce | undefined> {
  const { rows } = await db.query<EventRow>(
    `select ${EVENT_COLUMNS} from config_events e where e.kind = 'in-force' order by e.id desc limit 1`,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { goldenSet: set, golden: figure } = row;
  return {
    revision: row.revision ?? '',
    forced: row.forced,
    golden: set === null || figure === null ? null : { set, figure },
    at: row.at,
  };
}

/** What was refused last, if nothing was taken since. */
export async function configRefusal(db: Db): Promise<Refusal | undefined> {
  const { rows } = await db.query<EventRow>(
    `select ${EVENT_COLUMNS} from config_events e order by e.id desc limit 1`,
  );
  const [row] = rows;
  if (row === undefined || row.kind === 'in-force') return undefined;
  return {
    revision: row.revision,
    problem: row.problem ?? '',
    mend: row.mend ?? '',
    at: row.at,
  };
}

/** Notes that a configuration is in force. Nothing changes when the last event says just that. */
export async function putInForce(db: Db, event: InForce): Promise<void> {
  const { golden } = event;
  await db.query(
    `insert into config_events (kind, revision, forced, golden_set, golden, at)
     select 'in-force', $1, $2, $3, $4, $5
     where not exists (
       select 1 from (select * from config_events order by id desc limit 1) last
       where last.kind = 'in-force' and last.revision = $1 and last.golden_set is not distinct from $3)`,
    [
      event.revision,
      event.forced,
      golden?.set ?? null,
      golden === null ? null : JSON.stringify(golden.figure),
      event.at,
    ],
  );
}

/** Notes that a configuration was not taken. Nothing changes when the last event says just that. */
export async function noteRefusal(db: Db, refusal: Refusal): Promise<void> {
  const [problem, mend] = [storable(refusal.problem), storable(refusal.mend)];
  await db.query(
    `insert into config_events (kind, revision, problem, mend, at)
     select 'refused', $1, $2, $3, $4
     where not exists (
       select 1 from (select * from config_events order by id desc limit 1) last
       where last.kind = 'refused' and last.revision is not distinct from $1 and last.problem = $2)`,
    [refusal.revision, problem, mend, refusal.at],
  );
}

type EventRow = {
  readonly kind: 'in-force' | 'refused';
  readonly revision: string | null;
  readonly forced: boolean;
  readonly goldenSet: string | null;
  readonly golden: GoldenFigure | null;
  readonly problem: string | null;
  readonly mend: string | null;
  readonly at: Date;
};

const EVENT_COLUMNS = `e.kind, e.revision, e.forced, e.golden_set as "goldenSet", e.golden, e.problem, e.mend, e.at`;
