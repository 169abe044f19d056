import { InvalidArgumentError, type Command } from 'commander';
import { QUEUES, type QueueName } from '../jobs/job.ts';
import type { Cli } from './context.ts';
import { preferLittleMemory } from './lean-memory.ts';
import { closeOnSignal, GRACE_MS } from './stop.ts';

type WorkOptions = { readonly queues: readonly QueueName[]; readonly concurrency?: number };

/** `flagbearer work`: jobs, without the web page; any number of these may run. */
export function addWork(program: Command, cli: Cli): void {
  program
    .command('work')
    .description('run jobs; start as many of these as there is work for')
    .option('--queues <names>', `only these: ${QUEUES.join(', ')}`, readQueues, [...QUEUES])
    .option('--concurrency <n>', 'jobs at once in each of them, 1 to 200', readConcurrency)
    .addHelpText(
      'after',
      `
Examples:
  flagbearer work
  flagbearer work --queues fetch,process --concurrency 32`,
    )
    .action((options: WorkOptions) => work(cli, options));
}

async function work(cli: Cli, options: WorkOptions): Promise<void> {
  preferLittleMemory();
  const { openService } = await import('../app/service.ts');
  const { startWork } = await import('../app/work.ts');
  const log = cli.log();
  const service = await openService(cli.settings(), {
    schema: 'require',
    log,
    now: cli.now,
    follow: 'judge',
  });
  try {
    const workers = await startWork(service, options);
    cli.print(`working on ${options.queues.join(', ')}`);
    await closeOnSignal(async () => {
      await workers.close(GRACE_MS);
      await service.close();
    }, log);
  } catch (error) {
    await service.close();
    throw error;
  }
}

function readQueues(text: string): QueueName[] {
  return text.split(',').map((name) => {
    const queue = QUEUES.find((known) => known === name.trim());
    if (queue !== undefined) return queue;
    throw new InvalidArgumentError(`"${name}" is no queue; there are ${QUEUES.join(', ')}.`);
  });
}

function readConcurrency(text: string): number {
  const n = Number(text);
  if (Number.isInteger(n) && n >= 1 && n <= 200) return n;
  throw new InvalidArgumentError('A whole number from 1 to 200 is wanted.');
}
