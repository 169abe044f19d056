import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Settings } from '../settings.ts';
import type { Cli } from './context.ts';
import { closeOnSignal } from './stop.ts';

type DemoOptions = { readonly once?: true; readonly keep?: true; readonly realServices?: true };

/** `flagbearer demo`: a week of sample news, from feeds to digests. */
export function addDemo(program: Command, cli: Cli): void {
  program
    .command('demo')
    .description(
      'live through a week of sample news in a minute: feeds, verdicts, stories, digests, page',
    )
    .option('--once', 'end after the summary (the default)')
    .option('--keep', 'leave the page up until Ctrl-C')
    .option('--real-services', 'use DATABASE_URL, REDIS_URL and SMTP_URL instead of ignoring them')
    .addHelpText(
      'after',
      `
Everything lies in ./data/demo, or in FLAGBEARER_DATA: outbox/*.html, outbox/*.eml, demo.json.

Examples:
  flagbearer demo
  flagbearer demo --keep
  PORT=0 FLAGBEARER_DATA=/tmp/fb flagbearer demo --once`,
    )
    .action((options: DemoOptions) => demo(cli, options));
}

async function demo(cli: Cli, options: DemoOptions): Promise<void> {
  const { runDemo } = await import('../demo/demo.ts');
  const { describeSummary } = await import('../demo/summary.ts');
  const log = cli.log();
  // The summary tells what happened; only what went wrong is worth a line of its own.
  if (log.level === 'info') log.level = 'warn';
  const run = await runDemo({
    settings: demoSettings(cli.settings(), options),
    log,
    now: cli.now,
    tell: cli.tell,
    pageIsUp: cli.print,
  });
  for (const line of describeSummary(run.summary)) cli.print(line);
  if (options.keep) {
    cli.tell(`\nThe page stays up at ${run.summary.page} until Ctrl-C.`);
    await closeOnSignal(run.close, log);
    return;
  }
  await run.close();
}

function demoSettings(settings: Settings, { realServices }: DemoOptions): Settings {
  // The demo keeps out of the service's own folder.
  const isDefault = settings.dataFolder === resolve('data');
  const dataFolder = isDefault ? join(settings.dataFolder, 'demo') : settings.dataFolder;
  const own = { ...settings, dataFolder };
  return realServices ? own : { ...own, database: null, redis: null, smtp: null };
}
