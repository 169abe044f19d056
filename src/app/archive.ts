import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { messageOf } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { openRecords, type Records } from './records.ts';

/** The records, or why they cannot be had. */
export type Archive = { readonly records: Records } | { readonly absent: string };

/** Opens the records for a question. Where there is no database yet none is made, and nothing is thrown. */
export async function openArchive(
  settings: Settings,
  options: { readonly log: Logger; readonly now: () => Date },
): Promise<Archive> {
  const folder = join(settings.dataFolder, 'postgres');
  if (settings.database === null && !existsSync(folder)) {
    return { absent: `there is no archive in ${settings.dataFolder}` };
  }
  try {
    return { records: await openRecords(settings, { schema: 'require', ...options }) };
  } catch (error) {
    return { absent: messageOf(error) };
  }
}
