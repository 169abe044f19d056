import type { Command } from 'commander';
import { packageVersion } from '../app/version.ts';
import { QUEUES } from '../jobs/job.ts';
import type { Cli } from './context.ts';
import { preferLittleMemory } from './lean-memory.ts';
import { tellWayIn } from './ops-link.ts';
import { closeOnSignal, GRACE_MS } from './stop.ts';

/** `flagbearer up`: everything in one process. */
export function addUp(program: Command, cli: Cli): void {
  program
    .command('up')
    .description('run everything in one process: sweeps, workers and the web page')
    .addHelpText(
      'after',
      `
Examples:
  flagbearer up                      private Postgres in ./data, mail into an outbox folder
  PORT=9000 flagbearer up            the page on another port
  DATABASE_URL=postgres://… REDIS_URL=redis://… SMTP_URL=smtp://… flagbearer up`,
    )
    .action(() => up(cli));
}

async function up(cli: Cli): Promise<void> {
  preferLittleMemory();
  const { openService } = await import('../app/service.ts');
  const { serveService } = await import('../app/serve.ts');
  const { startWork } = await import('../app/work.ts');
  const settings = cli.settings();
  const log = cli.log();
  const service = await openService(settings, {
    schema: 'migrate',
    log,
    now: cli.now,
    follow: 'judge',
  });
  try {
    const web = await serveService(service, settings);
    const workers = await startWork(service, { queues: QUEUES });
    cli.print(`Flagbearer ${packageVersion()} is up: ${web.url}`);
    tellWayIn(cli, web.signIn);
    await closeOnSignal(async () => {
      await Promise.all([web.close(), workers.close(GRACE_MS)]);
      await service.close();
    }, log);
  } catch (error) {
    await service.close();
    throw error;
  }
}
