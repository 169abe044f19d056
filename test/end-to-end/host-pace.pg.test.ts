import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { testDatabase } from '../support/postgres.ts';
import { runHere } from '../support/in-process.ts';
import { startService } from '../support/service.ts';
import { smallConfig } from '../support/small-config.ts';

const PATIENCE_MS = 120_000;
const SOURCES = 12;
const SPACING_MS = 150;
const ANSWER_MS = 400;

/** A publisher of feeds that takes its time, and counts how many ask it at once. */
async function startPublisher() {
  const counts = { seen: 0, running: 0, most: 0 };
  const server = createServer((request, response) => {
    counts.seen += 1;
    counts.running += 1;
    counts.most = Math.max(counts.most, counts.running);
    const link = `http://paper.example${request.url}`;
    const feed = `<rss version="2.0"><channel><item><title>One</title><link>${link}</link></item></channel></rss>`;
    setTimeout(() => {
      // Whoever asks next has seen the end of this answer, and so comes after this line.
      counts.running -= 1;
      response.end(feed);
    }, ANSWER_MS);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { counts, host: `127.0.0.1:${address.port}`, close };
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS / 2;
  while (!(await isDone())) {
    if (performance.now() > deadline) throw new Error('it did not come to pass');
    await wait(100);
  }
}

test(
  'two processes are as polite to a host as one, and the death of one holds nobody up for long',
  async () => {
    const publisher = await startPublisher();
    const database = await testDatabase();
    const config = await smallConfig();
    const sources = Array.from({ length: SOURCES }, (_, n) => ({
      id: `paper-${n}`,
      url: `http://${publisher.host}/${n}`,
    }));
    await config.write('sources.yaml', { sources });
    const politeness = { spacing: `${SPACING_MS}ms`, perHost: 2 };
    await config.write('flagbearer.yaml', { network: { allow: [publisher.host] }, politeness });
    const environment = {
      DATABASE_URL: database.connectionString,
      FLAGBEARER_CONFIG: config.folder,
      FLAGBEARER_DATA: join(config.folder, 'data'),
      LOG_LEVEL: 'warn',
    };
    const records = new pg.Client({ connectionString: database.connectionString });
    const began = Date.now();
    const services: ReturnType<typeof startService>[] = [];
    try {
      expect(await runHere(['migrate'], environment)).toMatchObject({ code: 0 });
      await records.connect();
      services.push(startService(['work'], environment), startService(['work'], environment));
      await Promise.all(services.map(({ ready }) => ready));
      await until(() => Promise.resolve(publisher.counts.seen >= 3));
      await services[0]?.kill('SIGKILL');
      await until(async () => {
        const { rowCount } = await records.query(
          'select 1 from source_states where last_ok_at is null',
        );
        return rowCount === 0;
      });
      const { rows } = await records.query<{ next_start_at: Date }>(
        'select next_start_at from host_paces',
      );
      expect(publisher.counts.most).toBeLessThanOrEqual(2);
      expect(publisher.counts.seen).toBeGreaterThanOrEqual(SOURCES);
      // Each turn pushed the next one off by the spacing.
      const pushed = (rows[0]?.next_start_at.getTime() ?? 0) - began;
      expect(pushed).toBeGreaterThanOrEqual(publisher.counts.seen * SPACING_MS);
    } finally {
      await Promise.all(services.map((service) => service.kill('SIGKILL')));
      await records.end();
      await publisher.close();
      await database.drop();
      await config.remove();
    }
  },
  PATIENCE_MS,
);
