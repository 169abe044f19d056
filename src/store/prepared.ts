import type pg from 'pg';
import type { Db } from './pool.ts';

/**
 * Runs a statement that a connection plans once and keeps: for those of which planning is half the cost. The name is
 * that of the statement in all processes.
 */
export async function runPrepared<Row extends pg.QueryResultRow>(
  db: Db,
  { name, text }: { readonly name: string; readonly text: string },
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await db.query<Row>({ name, text, values });
  return rows;
}
