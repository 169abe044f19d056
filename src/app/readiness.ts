import { messageOf } from '../errors.ts';
import type { Check } from '../web/ports.ts';
import type { Service } from './service.ts';

/** A source this long overdue shows that nobody works on the queues. */
const OVERDUE_MS = 15 * 60_000;

/** What must work before the service counts as ready: the records, the queue, and somebody at work. */
export async function readinessOf(service: Service): Promise<Check[]> {
  return Promise.all([
    check('database', async () => {
      const states = await service.app.store.deliveries.count();
      return (
        Object.entries(states)
          .map(([state, n]) => `${n} ${state}`)
          .join(', ') || 'no delivery yet'
      );
    }),
    check('queue', async () => {
      const counts = await service.queues.counts();
      return Object.entries(counts)
        .map(([name, { waiting }]) => `${name} ${waiting}`)
        .join(', ');
    }),
    check('sweeps', async () => {
      const { app } = service;
      const before = new Date(app.now().getTime() - OVERDUE_MS);
      const ids = app.config.sources.map(({ id }) => id);
      if (!(await app.store.sources.hasOverdue(ids, before))) return 'no source is long overdue';
      throw new Error('sources are overdue by more than 15 minutes: is `flagbearer work` running?');
    }),
  ]);
}

async function check(name: string, run: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await run() };
  } catch (error) {
    return { name, ok: false, detail: messageOf(error) };
  }
}
