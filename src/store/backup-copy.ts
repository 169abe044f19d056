/*
 * COPY in Postgres's own protocol, which `pg` knows of without having a way to use it: a query object of our own is told of each
 * message. Rows stay in the text form of COPY: a line each, the same in every version of Postgres, and nothing is parsed here.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY
 */
import type pg from 'pg';
import type { Db } from './pool.ts';

/** Bytes that are handed on at once; a longer row is a block of its own. */
const BLOCK = 65_536;
/** So many blocks may wait to be taken before the server has to wait. */
const AHEAD = 4;

/**
 * Runs a `copy … to stdout` and yields its rows, whole lines in blocks. Needs the connection of a transaction, and breaks it
 * when whoever reads stops before the end. Throws what Postgres says.
 */
export async function* copyOut(db: Db, statement: string): AsyncGenerator<Buffer> {
  const blocks: Buffer[] = [];
  const filling = fillBlocks((block) => blocks.push(block));
  const state = newState();
  db.query({
    ...state.query,
    submit: (connection: pg.Connection) => state.start(connection, statement),
    handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => {
      filling.add(chunk);
      if (blocks.length >= AHEAD) state.stream()?.pause();
      if (blocks.length > 0) state.wake();
    },
  });
  try {
    for (;;) {
      const block = blocks.shift();
      if (block !== undefined) {
        yield block;
        continue;
      }
      if (state.isOver()) break;
      const woken = state.nextWake();
      state.stream()?.resume();
      await woken;
    }
    state.throwFailure();
    const last = filling.rest();
    if (last.length > 0) yield last;
  } finally {
    // What comes next on the connection wants to be read; a statement that is not over cannot be stopped otherwise.
    if (state.isOver()) state.stream()?.resume();
    else state.stream()?.destroy();
  }
}

/**
 * Runs a `copy … from stdin` with these blocks of lines, and returns how many rows came in. Needs the connection of a
 * transaction. Throws what Postgres says, or what reading the blocks threw.
 */
export async function copyIn(
  db: Db,
  statement: string,
  blocks: AsyncIterable<Buffer>,
): Promise<number> {
  const state = newState();
  let isWanted = false;
  let rows = 0;
  db.query({
    ...state.query,
    submit: (connection: pg.Connection) => state.start(connection, statement),
    handleCopyInResponse: () => {
      isWanted = true;
      state.wake();
    },
    handleCommandComplete: ({ text }: { readonly text: string }) => {
      rows = Number(/^COPY (\d+)$/.exec(text)?.[1] ?? 0);
    },
  });
  const until = async (done: () => boolean): Promise<void> => {
    while (!done() && !state.isOver()) await state.nextWake();
    state.throwFailure();
  };
  await until(() => isWanted);
  try {
    for await (const block of blocks) {
      state.throwFailure();
      if (state.stream()?.write(message('d', block)) !== false) continue;
      let hasRoom = false;
      state.stream()?.once('drain', () => {
        hasRoom = true;
        state.wake();
      });
      await until(() => hasRoom);
    }
  } catch (error) {
    state.stream()?.write(message('f', Buffer.from('no more rows\0')));
    await until(() => false).catch(() => undefined);
    throw error;
  }
  state.stream()?.write(message('c', Buffer.alloc(0)));
  await until(() => false);
  return rows;
}

type CopyState = {
  /** The part of the query object that both directions share. */
  readonly query: {
    readonly handleCommandComplete: () => void;
    readonly handleReadyForQuery: () => void;
    readonly handleError: (error: Error) => void;
  };
  readonly start: (connection: pg.Connection, statement: string) => void;
  /** The connection's stream once the statement is on its way. */
  readonly stream: () => pg.Connection['stream'] | null;
  readonly wake: () => void;
  /** Resolves at the next news. */
  readonly nextWake: () => Promise<void>;
  /** Whether the statement has ended or failed. */
  readonly isOver: () => boolean;
  readonly throwFailure: () => void;
};

function newState(): CopyState {
  let connection: pg.Connection | null = null;
  let ended = false;
  let failure: Error | null = null;
  let resolveWake: (() => void) | null = null;
  const wake = (): void => {
    resolveWake?.();
    resolveWake = null;
  };
  return {
    query: {
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => {
        ended = true;
        wake();
      },
      handleError: (error) => {
        failure ??= error;
        wake();
      },
    },
    start: (given, statement) => {
      connection = given;
      given.query(statement);
    },
    stream: () => connection?.stream ?? null,
    wake,
    nextWake: () =>
      new Promise((resolve) => {
        resolveWake = resolve;
      }),
    isOver: () => ended || failure !== null,
    throwFailure: () => {
      if (failure !== null) throw failure;
    },
  };
}

/** Puts rows together; a row must be copied at once, since its bytes are the reader's to use again. */
function fillBlocks(put: (block: Buffer) => void): {
  readonly add: (row: Buffer) => void;
  readonly rest: () => Buffer;
} {
  let block = Buffer.allocUnsafe(BLOCK);
  let used = 0;
  const rest = (): Buffer => {
    const full = block.subarray(0, used);
    block = Buffer.allocUnsafe(BLOCK);
    used = 0;
    return full;
  };
  return {
    add: (row) => {
      if (used + row.length > BLOCK && used > 0) put(rest());
      if (row.length > BLOCK) {
        put(Buffer.from(row));
        return;
      }
      used += row.copy(block, used);
    },
    rest,
  };
}

/** A message as Postgres reads it: its kind, its length without that, its content. */
function message(kind: string, content: Buffer): Buffer {
  const head = Buffer.alloc(5, kind);
  head.writeUInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}
