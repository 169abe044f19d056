import type pg from 'pg';
import { pino } from 'pino';
import { openPool, type Pool } from '../../src/store/pool.ts';

/** A pool of one connection that has each of its statements explained before it runs. */
export type ExplainedPool = {
  readonly pool: Pool;
  /** The tables that a statement reads as a whole, each with that statement's beginning; those of some pages only left out. */
  readonly scans: Set<string>;
  readonly statements: Set<string>;
};

/** Smaller tables are rightly read as a whole. Estimated rows. */
const LARGE = 1000;

type Plan = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
};

/** Opens such a pool. */
export async function explainedPool(connectionString: string): Promise<ExplainedPool> {
  const pool = openPool({ connectionString }, 1, pino({ level: 'silent' }));
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and reltuples >= ${LARGE}`,
  );
  const large = new Set(rows.map(({ name }) => name));
  const scans = new Set<string>();
  const statements = new Set<string>();
  const client = await pool.connect();
  const query = client.query.bind(client);
  const explain = async (text: string, values: unknown[] | undefined): Promise<void> => {
    const beginning = text.slice(0, 40).replaceAll(/\s+/gu, ' ');
    statements.add(beginning);
    const explained = await query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
      `explain (format json) ${text}`,
      values,
    );
    for (const { Plan: plan } of explained.rows[0]?.['QUERY PLAN'] ?? []) {
      for (const table of scannedBy(plan)) {
        if (large.has(table)) scans.add(`${table} by ${beginning}`);
      }
    }
  };
  Object.assign(client, {
    query: async (asked: string | pg.QueryConfig, values?: unknown[]) => {
      const text = typeof asked === 'string' ? asked : asked.text;
      if (PLANNED.test(text))
        await explain(text, typeof asked === 'string' ? values : asked.values);
      return typeof asked === 'string' ? query(asked, values) : query(asked);
    },
  });
  client.release();
  return { pool, scans, statements };
}

const PLANNED = /^\s*(?:select|with|insert|update|delete)\b/iu;

function scannedBy(plan: Plan): string[] {
  const own = plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : [];
  return [...own, ...(plan.Plans ?? []).flatMap((part) => scannedBy(part))];
}
