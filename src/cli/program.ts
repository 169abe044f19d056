import { Command } from 'commander';
import { packageVersion } from '../app/version.ts';
import type { Cli } from './context.ts';
import { addAgreements } from './agreements.ts';
import { addBacktest } from './backtest.ts';
import { addBackup } from './backup.ts';
import { addDemo } from './demo.ts';
import { addDigest } from './digest.ts';
import { addDoctor } from './doctor.ts';
import { addEval } from './eval.ts';
import { addExplain } from './explain.ts';
import { addFit } from './fit.ts';
import { addKeywords } from './keywords.ts';
import { addLabels } from './labels.ts';
import { addMail } from './mail.ts';
import { addMeasures } from './measures.ts';
import { addMigrate } from './migrate.ts';
import { addOps } from './ops.ts';
import { addRestore } from './restore.ts';
import { addSeeds } from './seeds.ts';
import { addSource } from './source.ts';
import { addStories } from './stories.ts';
import { addSubscribers } from './subscribers.ts';
import { addUp } from './up.ts';
import { addWeb } from './web.ts';
import { addWhy } from './why.ts';
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
  addBackup(program, cli);
  addRestore(program, cli);
  addDoctor(program, cli);
  addSource(program, cli);
  addEval(program, cli);
  addStories(program, cli);
  addSubscribers(program, cli);
  addDigest(program, cli);
  addMail(program, cli);
  addMeasures(program, cli);
  addAgreements(program, cli);
  addExplain(program, cli);
  addWhy(program, cli);
  addKeywords(program, cli);
  addBacktest(program, cli);
  addSeeds(program, cli);
  addLabels(program, cli);
  addFit(program, cli);
  addOps(program, cli);
  return program;
}
