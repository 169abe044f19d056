import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BinaryPackage, findBinaries, findPackage } from '../../src/embedded/binaries.ts';
import { copyBinaries } from '../../src/embedded/binaries-copy.ts';
import { ownIdentity } from '../../src/embedded/child.ts';
import type { DataFolder } from '../../src/embedded/folder.ts';
import { SetupError } from '../../src/errors.ts';
import { openTemporaryFolder } from './owner-process.ts';

const log = pino({ level: 'silent' });
const installed = findPackage(process.platform, process.arch);
let root: string;

beforeAll(async () => {
  root = await openTemporaryFolder();
});

afterAll(() => rm(root, { recursive: true, force: true }));

/** A copy of the package as npm unpacks it: without links. */
async function unpacked(): Promise<BinaryPackage> {
  const folder = await mkdtemp(join(root, 'package-'));
  chmodSync(folder, 0o755);
  const native = join(folder, 'native');
  await cp(installed.native, native, { recursive: true });
  for (const link of await linksOf(native)) await rm(link, { force: true });
  return { ...installed, native };
}

/** As much of a package as copying needs. */
async function small(): Promise<BinaryPackage> {
  const native = join(await mkdtemp(join(root, 'small-')), 'native');
  const files = ['bin/postgres', 'lib/libpq.a', 'lib/postgresql/plpgsql.so', 'share/zones/UTC'];
  for (const file of files) {
    await mkdir(join(native, file, '..'), { recursive: true });
    await writeFile(join(native, file), `content of ${file}`, { mode: 0o600 });
  }
  chmodSync(join(native, 'bin/postgres'), 0o700);
  return { ...installed, native };
}

async function linksOf(native: string): Promise<string[]> {
  const listed: { target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  return listed.map(({ target }) => join(native, '..', target));
}

async function dataFolder(): Promise<DataFolder> {
  const path = await mkdtemp(join(root, 'data-'));
  return { path, cluster: join(path, 'cluster'), identity: ownIdentity(), nameOf: (name) => name };
}

describe('the package', () => {
  test.each([
    ['win32', 'x64'],
    ['linux', 'ia32'],
    ['linux', 'riscv64'],
    ['freebsd', 'x64'],
  ])('does not exist for %s-%s: a server must be named', (platform, arch) => {
    const attempt = (): BinaryPackage => findPackage(platform, arch);
    expect(attempt).toThrow(SetupError);
    expect(attempt).toThrow(`${platform}-${arch}`);
    expect(mendOf(attempt)).toMatch(/DATABASE_URL to a PostgreSQL 13\+ server/);
  });

  test('of this platform may have been left out by npm', () => {
    const other = process.platform === 'linux' ? 'darwin' : 'linux';
    const attempt = (): BinaryPackage => findPackage(other, 'x64');
    expect(attempt).toThrow('is not installed');
    expect(mendOf(attempt)).toContain('--omit=optional');
  });
});

describe('the programs', () => {
  test('get the links that npm leaves out, and run', async () => {
    const source = await unpacked();
    const { major, postgres } = await findBinaries(await dataFolder(), log, source, []);
    expect(major).toBe('18');
    expect(postgres).toBe(join(source.native, 'bin/postgres'));
  });

  test('made for another C library ask for a server', async () => {
    const source = await unpacked();
    await writeFile(join(source.native, 'bin/postgres'), '#!/no/such/loader\n');
    const attempt = findBinaries(await dataFolder(), log, source, []);
    await expect(attempt).rejects.toThrow(SetupError);
    await expect(attempt).rejects.toThrow('glibc');
    await expect(attempt).rejects.toMatchObject({ mend: expect.stringContaining('DATABASE_URL') });
  });

  test('that do not run are named, with what they say', async () => {
    const source = await unpacked();
    await writeFile(
      join(source.native, 'bin/postgres'),
      '#!/bin/sh\necho libsomething is missing\nexit 127\n',
    );
    const attempt = findBinaries(await dataFolder(), log, source, []);
    await expect(attempt).rejects.toThrow(SetupError);
    await expect(attempt).rejects.toThrow('libsomething is missing');
    const place = await mkdtemp(join(root, 'place-'));
    await expect(findBinaries(await dataFolder(), log, source, [place])).rejects.toThrow('missing');
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('a copy of the programs', () => {
  test('is made once, for everybody to read, and used again', async () => {
    const source = await small();
    const place = await mkdtemp(join(root, 'place-'));
    const first = await copyBinaries(source, place);
    const { native = '' } = first;
    const modeOf = (file: string): number => statSync(join(native, file)).mode & 0o777;
    expect(['bin/postgres', 'share', 'share/zones', 'share/zones/UTC'].map(modeOf)).toEqual([
      0o755, 0o755, 0o755, 0o644,
    ]);
    expect(existsSync(join(native, 'lib/libpq.a'))).toBe(false);
    const made = statSync(native).ino;
    expect(await copyBinaries(source, place)).toEqual({ native, made: false });
    expect(statSync(native).ino).toBe(made);
  });

  test('made by two at once is whole for both', async () => {
    const source = await small();
    const place = await mkdtemp(join(root, 'place-'));
    const copies = await Promise.all([copyBinaries(source, place), copyBinaries(source, place)]);
    expect(copies[0]?.native).toBeDefined();
    expect(copies[1]?.native).toBe(copies[0]?.native);
  });

  test('that lost or changed a file is made anew', async () => {
    const source = await small();
    const place = await mkdtemp(join(root, 'place-'));
    const { native = '' } = await copyBinaries(source, place);
    await rm(join(native, 'lib/postgresql/plpgsql.so'));
    await writeFile(join(native, 'bin/postgres'), 'planted');
    expect((await copyBinaries(source, place)).native).toBe(native);
    expect(statSync(join(native, 'bin/postgres')).size).toBe(
      statSync(join(source.native, 'bin/postgres')).size,
    );
  });

  test.each([
    [
      'a folder others may write to',
      async (path: string) => {
        await mkdir(path);
        chmodSync(path, 0o777);
      },
    ],
    ['a link', (path: string) => symlink('/usr', path)],
    ['a file', (path: string) => writeFile(path, '')],
  ])('is not used where %s was planted', async (_what, plant) => {
    const source = await small();
    const place = await mkdtemp(join(root, 'place-'));
    const name = `flagbearer-postgres-${source.version}-${process.platform}-${process.arch}`;
    await plant(join(place, name));
    const copy = await copyBinaries(source, place);
    expect(copy).toMatchObject({ native: undefined, refusal: expect.stringContaining(name) });
  });

  test('cannot be made in a place that is not there', async () => {
    const copy = await copyBinaries(await small(), join(root, 'nowhere'));
    expect(copy).toMatchObject({ native: undefined, refusal: expect.stringContaining('ENOENT') });
  });

  if (process.getuid?.() === 0) {
    test('is what a user runs who cannot reach the package', async () => {
      const source = await unpacked();
      chmodSync(join(source.native, '..'), 0o700);
      const place = await mkdtemp(join(root, 'place-'));
      chmodSync(place, 0o755);
      const identity = { uid: 65534, gid: 65534, borrowed: true };
      const data = { ...(await dataFolder()), identity };
      const { postgres, major } = await findBinaries(data, log, source, ['/proc/none', place]);
      expect(major).toBe('18');
      expect(postgres.startsWith(place)).toBe(true);
      const closed = await mkdtemp(join(root, 'closed-'));
      await expect(findBinaries(data, log, source, [closed])).rejects.toThrow(SetupError);
    });
  }
});

function mendOf(attempt: () => unknown): string {
  try {
    attempt();
    return '';
  } catch (error) {
    return error instanceof SetupError ? error.mend : '';
  }
}
