import { pino } from 'pino';
import { connectQueue } from '../../src/queue/connection.ts';
import type { QueueSettings } from '../../src/queue/connection.ts';
import { runWorkers } from '../../src/workers/run.ts';

// A process that takes one job, says so and never finishes it, so that a test can kill it.
const settings: QueueSettings = JSON.parse(process.argv[2] ?? '');
const log = pino({ level: 'silent' });
await runWorkers({
  connection: await connectQueue(settings, log),
  queues: ['process'],
  concurrency: { sweep: 1, fetch: 1, process: 1, digest: 1, mail: 1 },
  perform: async ({ data }) => {
    process.stdout.write(`taken ${JSON.stringify(data)}\n`);
    await new Promise(() => undefined);
  },
  log,
});
