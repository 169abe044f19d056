/*
 * The shell that starts Postgres, reads the owners' FIFO, and ends Postgres when the last owner is gone. It is a
 * process of its own, detached from the terminal (setsid): a Ctrl-C there reaches neither it nor Postgres, and both
 * outlive the process that started them as long as there is another owner.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { basename } from 'node:path';
import { childOptions } from './child.ts';
import type { DataFolder } from './folder.ts';
import type { Ownership } from './owners.ts';

/**
 * Arguments: FIFO, list of the welcomed, socket folder to remove (or nothing), then the server's command line.
 *
 * The inner shell reads the FIFO. SIGINT, Postgres's fast shutdown, is sent again each second: a shell starts its
 * background commands with SIGINT ignored, so one that comes before Postgres has set its handlers is lost.
 * `sleep` must not hold the FIFO, or it would seem to be read for a second after the end.
 * The FIFO goes last: to others, a server whose FIFO is gone has left nothing behind.
 */
const SCRIPT = `
fifo=$1 welcomed=$2 sockets=$3
shift 3
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
trap '' HUP INT TERM
(
  while read -r word <&3; do echo "$word" >>"$welcomed"; done
  while kill -INT "$server" 2>/dev/null; do sleep 1 3<&-; done
) &
reader=$!
wait "$server"
status=$?
kill -KILL "$reader" 2>/dev/null
[ -z "$sockets" ] || rmdir -- "$sockets"
rm -f -- "$fifo" "$welcomed"
exit "$status"
`;

/** What is started: the server's command line, and the files it and the watchdog use. */
export type Launch = {
  readonly command: readonly string[];
  readonly ownership: Ownership;
  readonly readEnd: number;
  readonly logFile: number;
  readonly temporarySocketFolder: string | undefined;
};

/** Starts the server with its watchdog; both run in the cluster and keep no owner from exiting. */
export function startWatchdog(data: DataFolder, launch: Launch): ChildProcess {
  const { command, ownership, readEnd, logFile, temporarySocketFolder = '' } = launch;
  // Relative to the cluster, since the server's user may be unable to follow the whole path.
  const files = [ownership.fifo, ownership.welcomed].map((file) => `../${basename(file)}`);
  const args = ['-c', SCRIPT, 'flagbearer-watchdog', ...files, temporarySocketFolder, ...command];
  const watchdog = spawn('/bin/sh', args, {
    ...childOptions({ identity: data.identity, cwd: data.cluster }),
    detached: true,
    stdio: [readEnd, logFile, logFile],
  });
  watchdog.unref();
  return watchdog;
}
