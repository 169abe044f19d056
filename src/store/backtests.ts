import type { Db } from './pool.ts';
import { storable } from './rows.ts';

/** Texts of configuration files by name; null for one that is taken away. */
export type DraftTexts = Readonly<Record<string, string | null>>;

/** What an operator wants to be compared with what judges. */
export type NewBacktest = {
  readonly operator: string;
  /** The revision that judges; it is on record. */
  readonly revision: string;
  /** The file that was edited, by its name below the configuration folder. */
  readonly file: string;
  /** By which the text is known that the editing began with. */
  readonly base: string;
  /** Every file that differs from the revision. */
  readonly draft: DraftTexts;
  /** Items fetched since then are judged, the newest first, at most so many. */
  readonly since: Date;
  readonly most: number;
  readonly askedAt: Date;
};

/** How far a backtest has come. `result` is what the process that ran it left there. */
export type BacktestRow = Omit<NewBacktest, 'draft'> & {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** Judged so far. */
  readonly items: number;
  readonly endedAt: Date | null;
  readonly result: unknown;
  readonly problem: string | null;
};

/** A backtest with the texts that it is of. */
export type ClaimedBacktest = BacktestRow & { readonly draft: DraftTexts };

/** How a backtest ended. */
export type BacktestEnd =
  | { readonly state: 'done'; readonly items: number; readonly result: object }
  | { readonly state: 'failed'; readonly problem: string };

/** Backtests that may wait or run at the same time: each computes for a while. */
const MOST_UNFINISHED = 4;
/** Processes that may die of a backtest before it is given up. */
const MOST_ATTEMPTS = 3;

/** Puts a backtest on record; null where too many are not finished. */
export async function addBacktest(db: Db, asked: NewBacktest): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `insert into backtests (operator, revision, file, draft, since, most, asked_at, base)
     select $1, $2, $3, $4, $5, $6, $7, $9
     where (select count(*) from backtests where state in ('waiting', 'running')) < $8
     returning id::text`,
    [
      asked.operator,
      asked.revision,
      asked.file,
      jsonOf(asked.draft),
      asked.since,
      asked.most,
      asked.askedAt,
      MOST_UNFINISHED,
      asked.base,
    ],
  );
  return rows[0]?.id ?? null;
}

/** One backtest with its result. */
export async function findBacktest(db: Db, id: string): Promise<ClaimedBacktest | undefined> {
  const { rows } = await db.query<ClaimedBacktest>(
    `select ${COLUMNS}, draft, result from backtests where id = $1`,
    [id],
  );
  return rows[0];
}

/** The latest backtests, without their results. */
export async function listBacktests(db: Db, limit: number): Promise<BacktestRow[]> {
  const { rows } = await db.query<BacktestRow>(
    `select ${COLUMNS}, null as result from backtests order by id desc limit $1`,
    [limit],
  );
  return rows;
}

/** Takes a backtest that waits, or whose process was lost; undefined where there is nothing to take. */
export async function claimBacktest(
  db: Db,
  id: string,
  now: Date,
  until: Date,
): Promise<ClaimedBacktest | undefined> {
  const { rows } = await db.query<ClaimedBacktest>(
    `update backtests set state = 'running', claimed_until = $3, items = 0, attempts = attempts + 1
     where id = $1 and attempts < $4 and (state = 'waiting' or (state = 'running' and claimed_until < $2))
     returning ${COLUMNS}, draft, result`,
    [id, now, until, MOST_ATTEMPTS],
  );
  return rows[0];
}

/** Notes how many items were judged, and keeps the claim. */
export async function keepBacktest(db: Db, id: string, items: number, until: Date): Promise<void> {
  await db.query(
    `update backtests set items = $2, claimed_until = $3 where id = $1 and state = 'running'`,
    [id, items, until],
  );
}

/** Notes how a backtest ended; one that has ended stays as it is. */
export async function endBacktest(db: Db, id: string, end: BacktestEnd, at: Date): Promise<void> {
  const isDone = end.state === 'done';
  await db.query(
    `update backtests set state = $2, result = $3, problem = $4, ended_at = $5, claimed_until = null,
       items = coalesce($6, items)
     where id = $1 and state in ('waiting', 'running')`,
    [
      id,
      end.state,
      isDone ? jsonOf(end.result) : null,
      isDone ? null : storable(end.problem),
      at,
      isDone ? end.items : null,
    ],
  );
}

/** Ids of those that nobody works on; what too many processes died of is given up on the way. */
export async function lostBacktests(db: Db, now: Date): Promise<string[]> {
  await db.query(
    `update backtests set state = 'failed', ended_at = $1, claimed_until = null,
       problem = 'every process that computed it was ended before it was done'
     where state = 'running' and claimed_until < $1 and attempts >= $2`,
    [now, MOST_ATTEMPTS],
  );
  const { rows } = await db.query<{ id: string }>(
    `select id::text from backtests
     where state = 'waiting' or (state = 'running' and claimed_until < $1) order by id limit 100`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** Forgets backtests that were asked for before a moment; returns how many. */
export async function pruneBacktests(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query('delete from backtests where asked_at < $1', [before]);
  return rowCount ?? 0;
}

const COLUMNS = `id::text, operator, revision, file, base, since, most, state, asked_at as "askedAt", items,
  ended_at as "endedAt", problem`;

/** JSON that Postgres takes: without what it refuses in a string. */
function jsonOf(value: object): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storable(part) : part,
  );
}
