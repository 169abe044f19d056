import { Option, type Command } from 'commander';
import type { Restored } from '../app/backup/restore.ts';
import type { WaitingMail } from '../store/backup-mail.ts';
import { showProgress } from './backup-progress.ts';
import { backupFacts, backupInWords } from './backup-words.ts';
import type { Cli } from './context.ts';

/** `flagbearer restore`: records from a backup. */
export function addRestore(program: Command, cli: Cli): void {
  program
    .command('restore')
    .description('fill an empty database from a backup; the service must be stopped')
    .argument('<file>', 'what `flagbearer backup` wrote; - for standard input')
    .addOption(
      new Option('--mail <what>', 'what becomes of mail that was waiting to be sent')
        .choices(['hold', 'drop', 'send'])
        .default('hold'),
    )
    .option('--check', 'only read the file through; no database is touched')
    .option('--json', 'what was restored, as a JSON object')
    .addHelpText('after', HELP)
    .action((file: string, options: RestoreFlags) =>
      options.check ? check(cli, file, options) : restore(cli, file, options),
    );
}

const HELP = `
All or nothing: a file that is cut off or damaged changes nothing, nor does a database that is not empty. The backup may be of an
older version: the schema is brought up to date. It may come from the other kind of database (DATABASE_URL or data folder).
The database's user need not be a superuser, but must own the tables. Jobs are not in a backup: the sweeps make them anew. Where
Redis still holds jobs, empty it, or set another QUEUE_PREFIX, before the service starts.

What the service did after the backup was made, the records no longer know:
  - Mail that was waiting then may have been sent since. By default it is held, and with it all sending, until
    \`flagbearer mail release\`; \`flagbearer mail status\` shows it. --mail drop cancels it, because readers have it.
    --mail send is right only where nothing was sent since, as when the service was stopped before the backup was made.
  - What was told after the backup is told again in the next digests, since nothing says that it was.
  - Who left, or had their data erased, after the backup is back: end and erase these again before you release the mail.
  - Numbers of stories and digests go on a million later, so that links in mails never lead to something else (not with --mail send).

Examples:
  FLAGBEARER_DATA=./new flagbearer restore flagbearer-2026-03-04.backup
  DATABASE_URL=postgres://… flagbearer restore moved.backup --mail send
  flagbearer restore flagbearer-2026-03-04.backup --check`;

type RestoreFlags = {
  readonly mail: WaitingMail;
  readonly check?: true;
  readonly json?: true;
};

async function check(cli: Cli, file: string, { json }: RestoreFlags): Promise<void> {
  const { checkBackup } = await import('../app/backup/check.ts');
  const { readBackup } = await import('../app/backup/files.ts');
  const manifest = await checkBackup(readBackup(file));
  if (json) cli.print(JSON.stringify(backupFacts(manifest)));
  else cli.print(`whole: ${backupInWords(manifest)}`);
}

async function restore(cli: Cli, file: string, { mail, json }: RestoreFlags): Promise<void> {
  const { restoreBackup } = await import('../app/backup/restore.ts');
  const { readBackup } = await import('../app/backup/files.ts');
  const log = cli.log();
  if (log.level === 'info') log.level = 'warn';
  const { show: progress, end } = showProgress(process.stderr);
  const options = { now: cli.now, log, progress, mail };
  const restored = await restoreBackup(cli.settings(), readBackup(file), options).finally(end);
  if (json) {
    const { digests, letters, operatorMails } = restored.mail;
    const waiting = { choice: mail, digests, letters, operatorMails };
    cli.print(JSON.stringify({ ...backupFacts(restored.manifest), mail: waiting }));
    return;
  }
  cli.print(`restored: ${backupInWords(restored.manifest)}`);
  for (const line of adviceOn(mail, restored)) cli.tell(line);
}

function adviceOn(choice: WaitingMail, { mail, manifest }: Restored): string[] {
  const waiting = `${mail.digests} digests and ${mail.letters} letters were waiting`;
  if (choice === 'send') return [`${waiting} and will be sent`];
  const since = `who left, or had their data erased, after ${manifest.madeAt} is back: see flagbearer restore --help`;
  if (choice === 'drop') return [`${waiting} and are cancelled`, since];
  return [
    `${waiting}; nothing is sent until you say so`,
    since,
    'look: flagbearer mail status; send: flagbearer mail release',
  ];
}
