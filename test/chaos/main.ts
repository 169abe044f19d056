/** `npm run chaos -- --help` */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { redisServerPath } from '../support/redis.ts';
import { runChaos, type ChaosReport } from './run.ts';
import type { Mode } from './world.ts';

const HELP = `Usage: npm run chaos -- [--mode embedded|servers|both] [--long] [--seconds N] [--seed N] [--json]

A service reads made-up sources and sends mail while its processes, its servers, its connections, its sources and its
configuration are hurt. Then somebody who knows only what was published compares it with the mails that arrived and with the
records. Exit code 1 when an event was not told once, or anything is left behind.

  --mode      both (the default), or one of the two ways to run; servers needs redis-server
  --long      200 faults and more in each mode, about ten minutes each
  --seconds   how long faults strike; 60 by default
  --seed      another run: other texts, times and faults

Not among the faults: a full disk and a clock that jumps, which need rights that this does not have.

Examples:
  npm run chaos
  npm run chaos -- --mode servers --seconds 300 --seed 7
`;

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: 'both' },
    long: { type: 'boolean', default: false },
    seconds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else process.exitCode = await main();

async function main(): Promise<number> {
  const modes: Mode[] =
    values.mode === 'both'
      ? ['embedded', 'servers']
      : values.mode === 'servers'
        ? ['servers']
        : ['embedded'];
  if (modes.includes('servers') && redisServerPath() === null) {
    process.stderr.write('redis-server is not on the PATH: install it, or use --mode embedded\n');
    return 2;
  }
  const builder = JSON.stringify(new URL('../runner/build.js', import.meta.url).href);
  spawnSync(process.execPath, ['-e', `import(${builder}).then((runner) => runner.default())`], {
    stdio: 'inherit',
  });
  const seconds = Number(values.seconds ?? (values.long ? 600 : 60));
  const reports = new Map<Mode, ChaosReport>();
  for (const mode of modes) {
    const run = {
      mode,
      seed: Number(values.seed),
      seconds,
      events: Math.max(24, Math.round(seconds / 2)),
      sources: 12,
      faultEvery: 1_500,
    };
    reports.set(mode, await runChaos(run, (line) => process.stderr.write(`${mode}: ${line}\n`)));
  }
  if (values.json)
    process.stdout.write(`${JSON.stringify(Object.fromEntries(reports), null, 2)}\n`);
  else for (const [mode, report] of reports) process.stdout.write(tableOf(mode, report));
  return [...reports.values()].some(({ violations }) => violations.length > 0) ? 1 : 0;
}

function tableOf(
  mode: Mode,
  { faults, kinds, events, mails, repeated, starts, violations }: ChaosReport,
): string {
  return [
    `${mode}: survived ${faults} faults of ${Object.keys(kinds).length} kinds; processes started ${starts} times`,
    `  ${events} events, ${mails} mails, ${repeated} of them repeated under their Message-ID`,
    `  ${violations.length} violations`,
    ...violations.slice(0, 20).map((one) => `  - ${one}`),
    '',
  ].join('\n');
}
