import { Command } from 'commander';
import { packageVersion } from '../app/version.ts';
import type { Cli } from './context.ts';
import { addDemo } from './demo.ts';
import { addDoctor } from './doctor.ts';
import { addEval } from './eval.ts';
import { addMigrate } from './migrate.ts';
import { addSource } from './source.ts';
import { addSubscribers } from './subscribers.ts';
import { addUp } from './up.ts';
import { addWeb } from './web.ts';
import { addWork } from './work.ts';

/** The command line: a file a command. */
export function buildProgram(cli: Cli): Command {
  const program = new Command('flagbearer')
    .description(
      'Watches sports news for sanctions on, and agreements with, Russia and Belarus, and mails each event once.',
    )
    .version(packageVersion())
    .showHelpAfterError('(see --help)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  flagbearer demo                    a week of sample news, from feeds to digests, in a minute
  flagbearer up                      run the service
  flagbearer doctor                  check the set-up and say what to do`,
    );
  addDemo(program, cli);
  addUp(program, cli);
  addWork(program, cli);
  addWeb(program, cli);
  addMigrate(program, cli);
  addDoctor(program, cli);
  addSource(program, cli);
  addEval(program, cli);
  addSubscribers(program, cli);
  return program;
}
