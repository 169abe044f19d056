import type { Command } from 'commander';
import type { Cli } from './context.ts';

/** `flagbearer migrate`: brings the database's schema up to date. */
export function addMigrate(program: Command, cli: Cli): void {
  program
    .command('migrate')
    .description('bring the database schema up to date; run once before a new version starts')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://… flagbearer migrate')
    .action(() => migrate(cli));
}

async function migrate(cli: Cli): Promise<void> {
  const { openRecords } = await import('../app/records.ts');
  const { connectQueue } = await import('../queue/connection.ts');
  const settings = cli.settings();
  const log = cli.log();
  const records = await openRecords(settings, { schema: 'migrate', log, now: cli.now });
  try {
    // The queue's own tables, where it lives in Postgres, are made by connecting.
    const queue = await connectQueue(
      { redis: settings.redis, postgres: records.address, prefix: settings.queuePrefix },
      log,
    );
    await queue.close();
    cli.print('the schema is up to date');
  } finally {
    await records.close();
  }
}
