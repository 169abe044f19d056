import { NO_HINTS, type PollHints } from '../core/poll/hints.ts';
import type { ReadState, SourceMemory } from '../core/poll/memory.ts';
import type { RememberedValidators } from '../core/poll/validators.ts';
import type { KeyKind } from '../core/identity/sight.ts';
import type { Db } from './pool.ts';
import { storable } from './rows.ts';

/** A row of source_states, as far as the core remembers it. */
export type MemoryRow = {
  readonly source_id: string;
  readonly url: string;
  readonly state: ReadState;
  readonly state_since: Date | null;
  readonly problem: string | null;
  readonly next_poll_at: Date | null;
  readonly next_poll_reason: string;
  readonly last_fetched_at: Date | null;
  readonly last_ok_at: Date | null;
  readonly whole_read_at: Date | null;
  readonly failures: number;
  readonly failure_score: number;
  readonly failing_since: Date | null;
  readonly last_status: number | null;
  readonly gone_sightings: number;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly validator_use: RememberedValidators['use'];
  readonly hints: PollHints | null;
  readonly key_kind: KeyKind | null;
  readonly key_shared_links: boolean;
  readonly key_reason: string | null;
  readonly content_hash: string | null;
  readonly content_since: Date | null;
  readonly content_moves: number;
  readonly newest_at: Date | null;
  readonly adopted_url: string | null;
  readonly adopted_at: Date | null;
  readonly move_to: string | null;
  readonly move_since: Date | null;
  readonly move_sightings: number;
  readonly move_same_feed: boolean | null;
};

/** What is remembered of one source; undefined before the first start that knows it. */
export async function findSource(db: Db, sourceId: string): Promise<SourceMemory | undefined> {
  const { rows } = await db.query<MemoryRow>('select * from source_states where source_id = $1', [
    sourceId,
  ]);
  return rows.map(memoryOf)[0];
}

/** The same, and nobody else changes it before the transaction ends. */
export async function lockSource(db: Db, sourceId: string): Promise<SourceMemory | undefined> {
  const { rows } = await db.query<MemoryRow>(
    'select * from source_states where source_id = $1 for update',
    [sourceId],
  );
  return rows.map(memoryOf)[0];
}

/** A row as the core knows it. */
export function memoryOf(row: MemoryRow): SourceMemory {
  return {
    sourceId: row.source_id,
    url: row.url,
    state: row.state,
    stateSince: row.state_since,
    problem: row.problem,
    nextPollAt: row.next_poll_at,
    nextPollReason: row.next_poll_reason,
    lastFetchedAt: row.last_fetched_at,
    lastOkAt: row.last_ok_at,
    wholeReadAt: row.whole_read_at,
    failures: {
      count: row.failures,
      score: row.failure_score,
      since: row.failing_since,
      lastStatus: row.last_status,
      gone: row.gone_sightings,
    },
    validators: { etag: row.etag, lastModified: row.last_modified, use: row.validator_use },
    hints: row.hints ?? NO_HINTS,
    ...identityOf(row),
    newestAt: row.newest_at,
    ...addressesOf(row),
  };
}

function identityOf(row: MemoryRow): Pick<SourceMemory, 'identity' | 'content'> {
  const { key_kind: key, content_hash: hash, content_since: since } = row;
  return {
    identity:
      key === null
        ? null
        : { key, sharedLinks: row.key_shared_links, reason: row.key_reason ?? '' },
    content: hash === null || since === null ? null : { hash, since, moves: row.content_moves },
  };
}

function addressesOf(row: MemoryRow): Pick<SourceMemory, 'adopted' | 'move'> {
  const { adopted_url: url, adopted_at: at, move_to: to, move_since: since } = row;
  return {
    adopted: url === null || at === null ? null : { url, at },
    move:
      to === null || since === null
        ? null
        : { to, since, sightings: row.move_sightings, isSameFeed: row.move_same_feed },
  };
}

/** Writes what is remembered of a source; a wait for its host's turn is over. */
export async function saveSource(db: Db, memory: SourceMemory): Promise<void> {
  const columns = columnsOf(memory);
  const names = Object.keys(columns);
  const list = names.map((name, index) => `${name} = $${index + 2}`).join(', ');
  await db.query(`update source_states set ${list}, not_before = null where source_id = $1`, [
    memory.sourceId,
    ...Object.values(columns),
  ]);
}

type Columns = Partial<Record<keyof MemoryRow, unknown>>;

function columnsOf(memory: SourceMemory): Columns {
  const { failures } = memory;
  return {
    state: memory.state,
    state_since: memory.stateSince,
    problem: text(memory.problem),
    next_poll_at: memory.nextPollAt,
    next_poll_reason: memory.nextPollReason,
    last_fetched_at: memory.lastFetchedAt,
    last_ok_at: memory.lastOkAt,
    whole_read_at: memory.wholeReadAt,
    failures: failures.count,
    failure_score: failures.score,
    failing_since: failures.since,
    last_status: failures.lastStatus,
    gone_sightings: failures.gone,
    ...contentColumns(memory),
    ...addressColumns(memory),
  };
}

function contentColumns({ validators, hints, identity, content, newestAt }: SourceMemory): Columns {
  return {
    etag: text(validators.etag),
    last_modified: text(validators.lastModified),
    validator_use: validators.use,
    hints: JSON.stringify(hints),
    key_kind: identity?.key ?? null,
    key_shared_links: identity?.sharedLinks ?? false,
    key_reason: identity?.reason ?? null,
    newest_at: newestAt,
    ...(content === null
      ? { content_hash: null, content_since: null, content_moves: 0 }
      : {
          content_hash: content.hash,
          content_since: content.since,
          content_moves: content.moves,
        }),
  };
}

function addressColumns({ adopted, move }: SourceMemory): Columns {
  return {
    adopted_url: adopted?.url ?? null,
    adopted_at: adopted?.at ?? null,
    ...(move === null
      ? { move_to: null, move_since: null, move_sightings: 0, move_same_feed: null }
      : {
          move_to: move.to,
          move_since: move.since,
          move_sightings: move.sightings,
          move_same_feed: move.isSameFeed,
        }),
  };
}

function text(value: string | null): string | null {
  return value === null ? null : storable(value);
}
