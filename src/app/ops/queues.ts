import type { Hono } from 'hono';
import type { QueuesPort } from '../../web/ops/ports/queues.ts';
import type { Service } from '../service.ts';

/** The queues for the console. */
export function queuesPort({ queues, queueConnection }: Service): QueuesPort {
  let board: Promise<Hono> | undefined;
  return {
    kind: queueConnection.kind,
    counts: async () => {
      const counts = await queues.counts();
      return Object.entries(counts).map(([name, count]) => ({ name, ...count }));
    },
    board: async (basePath) => {
      board ??= queues.board({ basePath, back: { text: 'Console', url: '/ops' } });
      try {
        return await board;
      } catch (error) {
        board = undefined; // The next call tries again.
        throw error;
      }
    },
  };
}
