import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { openDatabase } from '../embedded/database.ts';
import { SetupError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { openPool } from '../store/pool.ts';

/** The demo's account of itself; a folder that holds it may be used by the demo again. */
export const DEMO_FILE = 'demo.json';

/**
 * Makes the demo's data folder ready for a fresh run: what an earlier run left is forgotten. A folder
 * with other data, or one in which another demo is running, is refused with a SetupError.
 */
export async function prepareFolder(settings: Settings, log: Logger): Promise<void> {
  const { dataFolder } = settings;
  const marker = join(dataFolder, DEMO_FILE);
  if (existsSync(join(dataFolder, 'postgres')) && !existsSync(marker)) {
    throw new SetupError(
      `${dataFolder} holds the data of a service, not of a demo`,
      'set FLAGBEARER_DATA to another folder for the demo',
    );
  }
  await mkdir(dataFolder, { recursive: true });
  await writeFile(marker, '{}\n');
  if (settings.database === null) await forgetRecords(settings, log);
  else await refuseUsedRecords(settings.database.url, log);
  await rm(join(dataFolder, 'outbox'), { recursive: true, force: true });
}

/** A demo in somebody's records would mix invented news with theirs. */
async function refuseUsedRecords(url: string, log: Logger): Promise<void> {
  const pool = openPool({ connectionString: url }, 1, log);
  try {
    const { rows } = await pool.query<{ used: boolean }>(
      `select to_regclass('schema_migrations') is not null as used`,
    );
    if (rows[0]?.used !== true) return;
    throw new SetupError(
      'the database at DATABASE_URL is in use already',
      'give the demo an empty database of its own',
    );
  } finally {
    await pool.end();
  }
}

async function forgetRecords(settings: Settings, log: Logger): Promise<void> {
  const database = await openDatabase(settings, log);
  const pool = openPool(database.address, 1, log);
  try {
    if (database.shared) {
      throw new SetupError(
        `another demo is running in ${settings.dataFolder}`,
        'stop it, or set FLAGBEARER_DATA to another folder',
      );
    }
    await pool.query(
      'drop schema public cascade; create schema public; drop schema if exists bullmq cascade',
    );
  } finally {
    await pool.end();
    await database.close();
  }
}

/** A port that is free now, for PORT=0: links in mails must name it before the page is up. */
export async function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
