/*
 * The log of the embedded server, postgres.log in the data folder, and one file before it.
 */
import {
  closeSync,
  fchownSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './folder.ts';

const LARGEST_BYTES = 5 * 1024 * 1024;
const TAIL_BYTES = 8192;
const TAIL_LINES = 12;

/** The log file opened for appending, and how long it was then. */
export type ServerLog = { readonly path: string; readonly file: number; readonly start: number };

/** Opens the log; one above 5 MB becomes postgres.log.1, in place of the one before. */
export function openServerLog({ path: folder, identity }: DataFolder): ServerLog {
  const path = join(folder, 'postgres.log');
  const { size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  if (size > LARGEST_BYTES) renameSync(path, `${path}.1`);
  const file = openSync(path, 'a', 0o600);
  if (identity.borrowed) fchownSync(file, identity.uid, identity.gid);
  return { path, file, start: fstatSync(file).size };
}

/** The last lines written since the log was opened. */
export function tailOf({ path, start }: ServerLog): string {
  const file = openSync(path, 'r');
  try {
    const from = Math.max(start, fstatSync(file).size - TAIL_BYTES);
    const bytes = Buffer.alloc(TAIL_BYTES);
    const length = readSync(file, bytes, 0, TAIL_BYTES, from);
    const lines = bytes.toString('utf8', 0, length).trimEnd().split('\n');
    return lines.slice(-TAIL_LINES).join('\n');
  } finally {
    closeSync(file);
  }
}
