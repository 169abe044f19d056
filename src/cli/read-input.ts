import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { messageOf, UsageError } from '../errors.ts';

/** The bytes of a file, or of standard input for `-`. Throws UsageError where it cannot be read. */
export async function readInput(file: string): Promise<Buffer> {
  if (file === '-') return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
