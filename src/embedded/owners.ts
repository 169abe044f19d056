/*
 * Who keeps the server running. Every owner process holds the write end of a FIFO open, and the watchdog reads it: the
 * system closes the ends of a dead process, however it died, so the watchdog reads end-of-file when the last owner has
 * let go or died. Two questions are left, and both are answered without guessing:
 *
 * - Did I come in time? The watchdog may have read end-of-file an instant before a newcomer opened the FIFO. A newcomer
 *   writes a word into it, and is an owner once the watchdog has copied that word to the list of the welcomed.
 * - Was I the last? Having closed its end, a leaver looks at the FIFO as a reader would: end-of-file means yes. Reading
 *   would take away a newcomer's word, so joining and leaving both happen under the lock.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { chown, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../errors.ts';
import { exists } from './alive.ts';
import { ownIdentity, run } from './child.ts';
import { codeOf } from './error-code.ts';
import type { DataFolder } from './folder.ts';

/** A share in a running server: the FIFO, the list of the welcomed, and this process's write end. */
export type Ownership = {
  readonly fifo: string;
  readonly welcomed: string;
  readonly writeEnd: number;
};

const POLL_MS = 10;
const REPEAT_AFTER_POLLS = 20;

/**
 * Becomes an owner of the server that runs in this folder. Undefined when there is none; one that is just shutting
 * down is waited for. Throws a SetupError when that takes longer than `patienceMs`.
 */
export async function joinOwners(path: string, patienceMs: number): Promise<Ownership | undefined> {
  const deadline = performance.now() + patienceMs;
  for (const name of await listFifos(path)) {
    const ownership = await tryJoin(path, name, deadline);
    if (ownership !== undefined) return ownership;
  }
  return undefined;
}

/** Makes the FIFO of a new server. `readEnd` is for the watchdog; close it here once the watchdog has it. */
export async function createOwners(
  data: DataFolder,
): Promise<{ readonly ownership: Ownership; readonly readEnd: number }> {
  await removeDead(data.path);
  const suffix = `${process.pid}-${randomBytes(6).toString('hex')}`;
  const [fifo, welcomed] = [join(data.path, `owners.${suffix}`), welcomedFor(data.path, suffix)];
  const made = await run('mkfifo', ['-m', '600', fifo], { identity: ownIdentity(), cwd: '/' });
  if (!made.ok) {
    throw new SetupError(
      `the embedded database cannot make a FIFO in ${data.path}: ${made.output}`,
      'name a data folder on a local disk',
    );
  }
  if (data.identity.borrowed) await chown(fifo, data.identity.uid, data.identity.gid);
  // A write end can be opened only while there is a reader, and a read end that blocks only while there is a writer.
  const first = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
  const writeEnd = openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
  const readEnd = openSync(fifo, constants.O_RDONLY);
  closeSync(first);
  return { ownership: { fifo, welcomed, writeEnd }, readEnd };
}

/** Lets go, and says whether this was the last owner of a server that runs. Call it under the lock. */
export function leaveOwners({ fifo, writeEnd }: Ownership): 'last' | 'others remain' | 'no server' {
  const reader = openIfThere(fifo, constants.O_RDONLY);
  closeSync(writeEnd);
  if (reader === undefined) return 'no server';
  try {
    return readSync(reader, Buffer.alloc(1)) === 0 ? 'last' : 'others remain';
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return 'others remain';
    throw error;
  } finally {
    closeSync(reader);
  }
}

/** Whether the watchdog still reads the FIFO, and so whether the server has not ended yet. */
export function isWatched({ fifo }: Pick<Ownership, 'fifo'>): boolean {
  const writer = openIfThere(fifo, constants.O_WRONLY);
  if (writer === undefined) return false;
  closeSync(writer);
  return true;
}

async function tryJoin(
  path: string,
  name: string,
  deadline: number,
): Promise<Ownership | undefined> {
  const fifo = join(path, name);
  const welcomed = welcomedFor(path, name.slice('owners.'.length));
  const writeEnd = openIfThere(fifo, constants.O_WRONLY);
  if (writeEnd === undefined) return undefined;
  const word = randomBytes(12).toString('hex');
  for (let polls = 0; performance.now() < deadline; polls += 1) {
    if (polls % REPEAT_AFTER_POLLS === 0 && !say(writeEnd, word)) {
      closeSync(writeEnd);
      return undefined;
    }
    if (isWelcome(welcomed, word)) return { fifo, welcomed, writeEnd };
    await sleep(POLL_MS);
  }
  closeSync(writeEnd);
  throw new SetupError(
    `the embedded database in ${path} neither answers nor ends`,
    'wait a little and try again; the end of postgres.log in that folder may say more',
  );
}

/** False when nobody reads any more. */
function say(writeEnd: number, word: string): boolean {
  try {
    writeSync(writeEnd, `${word}\n`);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EPIPE') return false;
    if (codeOf(error) === 'EAGAIN') return true; // Full of other words: this one is said again.
    throw error;
  }
}

function isWelcome(welcomed: string, word: string): boolean {
  try {
    return readFileSync(welcomed, 'latin1').includes(`${word}\n`);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Removes what servers that are gone left, but for what a live process may be about to use. */
async function removeDead(path: string): Promise<void> {
  for (const name of await listFifos(path)) {
    const suffix = name.slice('owners.'.length);
    if (isWatched({ fifo: join(path, name) }) || exists(Number(suffix.split('-')[0]))) continue;
    await rm(join(path, name), { force: true });
    await rm(welcomedFor(path, suffix), { force: true });
  }
}

async function listFifos(path: string): Promise<string[]> {
  return (await readdir(path)).filter((name) => name.startsWith('owners.'));
}

function welcomedFor(path: string, suffix: string): string {
  return join(path, `welcomed.${suffix}`);
}

/** Opens one end without waiting for the other; undefined when there is no FIFO, or no reader for a write end. */
function openIfThere(fifo: string, end: number): number | undefined {
  try {
    return openSync(fifo, end | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === 'ENXIO' || codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
