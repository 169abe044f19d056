/*
 * How the embedded server's programs are run: as its user, with an environment of our own making. The environment of
 * the app never reaches them, since it holds secrets and could hold settings of another Postgres.
 */
import { execFile } from 'node:child_process';

/** The user and group a child runs as; `borrowed` when they are not those of this process. */
export type Identity = { readonly uid: number; readonly gid: number; readonly borrowed: boolean };

/** Where a child runs and as whom. */
export type ChildPlace = { readonly identity: Identity; readonly cwd: string };

/** What a finished child left: `output` is what it printed on both streams, or why it could not be run. */
export type Outcome = {
  readonly ok: boolean;
  readonly output: string;
  /** The system's error code when the program could not be run at all, such as ENOENT. */
  readonly failure: string | undefined;
};

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const LONGEST_RUN_MS = 300_000;

/** The part of the options of `spawn` that every child shares. */
export function childOptions({ identity, cwd }: ChildPlace): {
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly uid?: number;
  readonly gid?: number;
} {
  const shared = { cwd, env: { PATH, LC_ALL: 'C', TZ: 'UTC' } };
  if (!identity.borrowed) return shared;
  return { ...shared, uid: identity.uid, gid: identity.gid };
}

/** Runs a program to its end. Never rejects: a program that cannot be run is an outcome too. */
export function run(command: string, args: readonly string[], place: ChildPlace): Promise<Outcome> {
  const options = { ...childOptions(place), timeout: LONGEST_RUN_MS, encoding: 'utf8' } as const;
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      const failure = typeof error?.code === 'string' ? error.code : undefined;
      const printed = `${stdout}${stderr}`.trim();
      resolve({ ok: error === null, output: printed || (error?.message ?? ''), failure });
    });
  });
}

/** The identity of this process. */
export function ownIdentity(): Identity {
  return { uid: process.geteuid?.() ?? -1, gid: process.getegid?.() ?? -1, borrowed: false };
}
