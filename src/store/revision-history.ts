import type { GoldenFigure } from '../core/classify/golden.ts';
import type { Db } from './pool.ts';

/** A configuration that was put in force or refused. */
export type ConfigEvent = {
  readonly id: string;
  readonly kind: 'in-force' | 'refused';
  readonly revision: string | null;
  readonly forced: boolean;
  readonly goldenSet: string | null;
  readonly golden: GoldenFigure | null;
  readonly problem: string | null;
  readonly at: Date;
};

/** What a revision judged. Counted up to a bound, so that a large archive is never read whole. */
export type RevisionEffect = { readonly judged: number; readonly flagged: number };

/** Verdicts of a revision that are counted. */
export const MOST_COUNTED = 100_000;

/** What became of each configuration that was tried, the latest first. */
export async function configHistory(db: Db, limit: number): Promise<ConfigEvent[]> {
  const { rows } = await db.query<ConfigEvent>(
    `select id::text, kind, revision, forced, golden_set as "goldenSet", golden, problem, at
     from config_events e order by e.id desc limit $1`,
    [limit],
  );
  return rows;
}

/** How much a revision judged and flagged. */
export async function revisionEffect(db: Db, revision: string): Promise<RevisionEffect> {
  const { rows } = await db.query<RevisionEffect>(
    `select count(*)::int as judged, (count(*) filter (where label <> 'none'))::int as flagged
     from (select label from verdicts where revision = $1 limit ${MOST_COUNTED}) counted`,
    [revision],
  );
  return rows[0] ?? { judged: 0, flagged: 0 };
}

/** The texts of a revision by name; undefined for one that never judged. */
export async function revisionTexts(
  db: Db,
  revision: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const { rows } = await db.query<{ texts: Record<string, string> }>(
    'select texts from config_revisions where hash = $1',
    [revision],
  );
  const [row] = rows;
  return row === undefined ? undefined : new Map(Object.entries(row.texts));
}

/** Names of the files in which two revisions differ. */
export async function changedFiles(db: Db, before: string, after: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select name from
       (select key as name, value from config_revisions r, jsonb_each_text(r.texts) where r.hash = $1) a
       full join (select key as name, value from config_revisions r, jsonb_each_text(r.texts) where r.hash = $2) b using (name)
     where a.value is distinct from b.value order by name`,
    [before, after],
  );
  return rows.map(({ name }) => name);
}
