import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Connection } from './connection.ts';
import { startEmbedded } from './server.ts';

/** Where the records are, and how to let go of it. */
export type Database = {
  readonly address: { readonly connectionString: string } | Connection;
  /** True when another process keeps the same private server running. */
  readonly shared: boolean;
  readonly close: () => Promise<void>;
};

/**
 * The server at DATABASE_URL or, without one, the private server in the data folder.
 * Nobody else knows which of the two it is. Throws SetupError.
 */
export async function openDatabase(
  settings: { readonly database: { readonly url: string } | null; readonly dataFolder: string },
  log: Logger,
): Promise<Database> {
  if (settings.database !== null) {
    const address = { connectionString: settings.database.url };
    return { address, shared: true, close: () => Promise.resolve() };
  }
  const server = await startEmbedded({ folder: join(settings.dataFolder, 'postgres'), log });
  return { address: server.connection, shared: server.shared, close: server.stop };
}
