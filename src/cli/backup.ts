import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import type { MadeBackup } from '../app/backup/make.ts';
import { megabytes, showProgress } from './backup-progress.ts';
import { backupFacts, backupInWords } from './backup-words.ts';
import type { Cli } from './context.ts';

/** `flagbearer backup`: all records in one file. */
export function addBackup(program: Command, cli: Cli): void {
  program
    .command('backup')
    .description('write all records into one file, while the service runs')
    .argument('<file>', 'where to; - for standard output')
    .option('--force', 'replace a file that is there already')
    .option('--json', 'what was written, as a JSON object')
    .addHelpText(
      'after',
      `
The file holds every table as it was at one moment, whether the database is at DATABASE_URL or in the data folder. It takes its
name only when it is whole, and has a checksum: \`flagbearer restore FILE --check\` reads it through.
It holds addresses and the keys of their links, so only its owner may read it (mode 0600): keep it as you keep the records.

Not in it: the configuration folder, the outbox, who is signed in to the console, and the jobs (in Redis, or in the schema
bullmq of the database): jobs only remind of what the records hold, and the sweeps make them anew.

Examples:
  flagbearer backup flagbearer-$(date +%F).backup
  flagbearer backup - | ssh elsewhere 'cat > flagbearer.backup'
  DATABASE_URL=postgres://… flagbearer backup before-upgrade.backup --json`,
    )
    .action((file: string, options: BackupFlags) => backup(cli, file, options));
}

type BackupFlags = { readonly force?: true; readonly json?: true };

async function backup(cli: Cli, file: string, { force, json }: BackupFlags): Promise<void> {
  const { makeBackup } = await import('../app/backup/make.ts');
  const { writeWhole } = await import('../app/backup/files.ts');
  const log = cli.log();
  if (log.level === 'info') log.level = 'warn';
  const progress = showProgress(process.stderr);
  const stop = stopOnSignal();
  const run = (to: Writable): Promise<MadeBackup> =>
    makeBackup(cli.settings(), to, {
      now: cli.now,
      log,
      progress: progress.show,
      signal: stop.signal,
    });
  try {
    const made = await (file === '-'
      ? run(process.stdout)
      : writeWhole(file, { force: force === true }, run));
    progress.end();
    tell(cli, file, { made, json: json === true });
  } catch (error) {
    progress.end();
    if (!stop.signal.aborted) throw error;
    cli.tell(
      file === '-' ? 'stopped; what was written is no backup' : 'stopped; nothing was written',
    );
    cli.fail(1);
  } finally {
    stop.forget();
  }
}

/** Who stops it, stops it in order: nothing half-written is left. */
function stopOnSignal(): { readonly signal: AbortSignal; readonly forget: () => void } {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return {
    signal: stopping.signal,
    forget: () => void process.off('SIGINT', stop).off('SIGTERM', stop),
  };
}

function tell(
  cli: Cli,
  file: string,
  { made, json }: { readonly made: MadeBackup; readonly json: boolean },
): void {
  const { manifest, sha256, bytes } = made;
  // Standard output may be the backup itself.
  const print = file === '-' ? cli.tell : cli.print;
  if (json) print(JSON.stringify({ file, bytes, sha256, ...backupFacts(manifest) }));
  else print(`${file}: ${backupInWords(manifest)}, ${megabytes(bytes)} before compression`);
}
