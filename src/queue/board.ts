import { Queue } from 'bullmq';
import type { Hono } from 'hono';
import { QUEUES, type QueueName } from '../jobs/job.ts';
import type { JobQueue } from './port.ts';

/** Below which path the board is, and where it leads back to. */
export type BoardPlace = {
  readonly basePath: string;
  readonly back: { readonly text: string; readonly url: string };
};

/**
 * Pages that show every job of every queue. All of it may only be looked at. The packages that it takes are
 * loaded by the first call: a service that nobody looks into carries none of them.
 */
export async function openBoard(
  openQueue: (name: QueueName) => Promise<JobQueue>,
  { basePath, back }: BoardPlace,
): Promise<Hono> {
  const [{ createBullBoard }, { BullMQAdapter }, { HonoAdapter }, { serveStatic }, hono] =
    await Promise.all([
      import('@bull-board/api'),
      import('@bull-board/api/bullMQAdapter'),
      import('@bull-board/hono'),
      import('@hono/node-server/serve-static'),
      import('hono'),
    ]);
  const queues = await Promise.all(QUEUES.map(openQueue));
  const adapter = new HonoAdapter(serveStatic).setBasePath(basePath);
  createBullBoard({
    queues: queues
      .filter((queue) => queue instanceof Queue)
      .map((queue) => new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Queues', hideRedisDetails: true, miscLinks: [back] } },
  });
  const board = new hono.Hono();
  board.route(basePath, adapter.registerPlugin());
  return board;
}
