/** The long form of the torture: `node --import tsx test/end-to-end/torture-main.ts --help` */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { startRedis } from '../support/redis.ts';
import { torture } from './torture.ts';

const HELP = `Usage: npm run torture -- [--redis] [--subscribers N] [--kill-every MS] [--seed N]

Sends everybody a digest through a mail server that does everything wrong, while processes are killed. Exit code 1 when
somebody got none, or two that need not be.

Examples:
  npm run torture                        5,000 subscribers, everything in the private database
  npm run torture -- --redis --seed 7    the queue in a Redis of its own
`;

const { values } = parseArgs({
  options: {
    redis: { type: 'boolean', default: false },
    subscribers: { type: 'string', default: '5000' },
    'kill-every': { type: 'string', default: '4000' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) {
  process.stdout.write(HELP);
} else {
  const builder = JSON.stringify(new URL('../runner/build.js', import.meta.url).href);
  spawnSync(process.execPath, ['-e', `import(${builder}).then((runner) => runner.default())`], {
    stdio: 'inherit',
  });
  const redis = values.redis ? await startRedis() : null;
  try {
    const verdict = await torture({
      servers: redis === null ? {} : { REDIS_URL: redis.url },
      subscribers: Number(values.subscribers),
      killEvery: Number(values['kill-every']),
      deathsADay: 2,
      seed: Number(values.seed),
    });
    process.stdout.write(`${JSON.stringify(verdict, null, 2)}\n`);
    const { neverSent, sentTwice, changed } = verdict;
    process.exitCode = neverSent.length + sentTwice.length + changed.length > 0 ? 1 : 0;
  } finally {
    await redis?.stop();
  }
}
