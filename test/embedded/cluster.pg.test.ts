import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ensureCluster } from '../../src/embedded/cluster.ts';
import { openDataFolder } from '../../src/embedded/folder.ts';
import { awaitNoPostmaster, readPostmaster } from '../../src/embedded/postmaster.ts';
import { startEmbedded } from '../../src/embedded/server.ts';
import { SetupError } from '../../src/errors.ts';
import { ask, openTemporaryFolder, remove, traces } from './owner-process.ts';

const log = pino({ level: 'silent' });
let root: string;
let folder: string;

beforeAll(async () => {
  root = await openTemporaryFolder();
});

afterAll(() => remove(root));

beforeEach(async () => {
  folder = join(await mkdtemp(join(root, 'case-')), 'data');
  await chmod(join(folder, '..'), 0o755);
});

async function deadPid(): Promise<number> {
  const child = spawn('true');
  await once(child, 'exit');
  return child.pid ?? 0;
}

/** Programs of which initdb is a script. */
async function withInitdb(script: string) {
  const initdb = join(folder, '..', 'initdb');
  await writeFile(initdb, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { initdb, postgres: '/nowhere', major: '18' };
}

/** What Postgres writes into postmaster.pid. */
function lines(pid: number): string {
  return [pid, '/somewhere', 1, 5432, '..', '', '  123 456', 'ready   ', ''].join('\n');
}

async function clusterWith(pidFile: string): Promise<string> {
  const path = await mkdtemp(join(root, 'cluster-'));
  await writeFile(join(path, 'postmaster.pid'), pidFile);
  return path;
}

describe('making the cluster', () => {
  test('removes what a killed initdb left, but not what a live process is making', async () => {
    const data = await openDataFolder(folder, log);
    await mkdir(join(folder, `cluster.new-${await deadPid()}-left`));
    await mkdir(join(folder, `cluster.new-${process.pid}-mine`));
    const server = await startEmbedded({ folder, log });
    expect(await ask(server.connectionString, 'select 1')).toBe('1');
    await server.stop();
    const left = (await readdir(data.path)).filter((entry) => entry.startsWith('cluster.new'));
    expect(left).toEqual([`cluster.new-${process.pid}-mine`]);
  }, 60_000);

  test('is done once, by whoever is first', async () => {
    const data = await openDataFolder(folder, log);
    const programs = await withInitdb('sleep 0.2; echo 18 > PG_VERSION');
    const made = await Promise.all([ensureCluster(data, programs), ensureCluster(data, programs)]);
    expect(made.toSorted()).toEqual([false, true]);
    expect(await readdir(folder)).toEqual(['cluster']);
  });

  test.each([
    ['No space left on device', /free at least 100 MB/],
    ['something else', /what initdb complains of/],
  ])('that fails with "%s" says so and leaves nothing', async (complaint, mend) => {
    const data = await openDataFolder(folder, log);
    const programs = await withInitdb(`touch half; echo "initdb: error: ${complaint}" >&2; exit 1`);
    const attempt = ensureCluster(data, programs);
    await expect(attempt).rejects.toThrow(SetupError);
    await expect(attempt).rejects.toMatchObject({
      message: expect.stringContaining(complaint),
      mend: expect.stringMatching(mend),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('of another major version is refused and left alone', async () => {
    const data = await openDataFolder(folder, log);
    await mkdir(data.cluster);
    await writeFile(join(data.cluster, 'PG_VERSION'), '17\n');
    await chown(data.cluster, data.identity.uid, data.identity.gid);
    const attempt = startEmbedded({ folder, log });
    await expect(attempt).rejects.toThrow(SetupError);
    await expect(attempt).rejects.toThrow('made by PostgreSQL 17, and this is PostgreSQL 18');
    expect(await readdir(data.cluster)).toEqual(['PG_VERSION']);
  });
});

describe('a server that does not start', () => {
  test('says why, from its log, and starts once that is put right', async () => {
    const first = await startEmbedded({ folder, log });
    await first.stop();
    const settings = join(folder, 'cluster/postgresql.conf');
    const before = await readFile(settings);
    await appendFile(settings, 'no_such_setting = 1\n');
    const attempt = startEmbedded({ folder, log });
    await expect(attempt).rejects.toThrow(SetupError);
    await expect(attempt).rejects.toThrow('no_such_setting');
    await writeFile(settings, before);
    const second = await startEmbedded({ folder, log });
    expect(await ask(second.connectionString, 'select 1')).toBe('1');
    await second.stop();
  }, 60_000);
});

describe('the lock file of Postgres', () => {
  test.each([
    ['whole', lines(77), { pid: 77, socketFolder: '..', ready: true }],
    ['of a starting server', lines(77).replace('ready', 'start'), { ready: false }],
    ['half written', '77\n/somewhere\n', undefined],
    ['empty', '', undefined],
    ['nonsense', 'a\nb\nc\nd\ne\nf\ng\nready', undefined],
  ])('is read when it is %s', async (_how, content, expected) => {
    const read = readPostmaster(await clusterWith(content));
    if (expected === undefined) expect(read).toBeUndefined();
    else expect(read).toMatchObject(expected);
  });

  test('with the pid of another program loses that pid and nothing else', async () => {
    const path = await clusterWith(lines(process.pid));
    await awaitNoPostmaster({ cluster: path }, 1000);
    const after = await readFile(join(path, 'postmaster.pid'), 'utf8');
    expect(after.split('\n').slice(1)).toEqual(lines(1).split('\n').slice(1));
    expect(after.split('\n')[0]).not.toBe(String(process.pid));
  });

  test('with the pid of a dead process is left to Postgres', async () => {
    const content = lines(await deadPid());
    const path = await clusterWith(content);
    await awaitNoPostmaster({ cluster: path }, 1000);
    expect(await readFile(join(path, 'postmaster.pid'), 'utf8')).toBe(content);
  });

  test('of a live server keeps others off, and the error names the server', async () => {
    const server = await startEmbedded({ folder, log });
    const attempt = awaitNoPostmaster({ cluster: join(folder, 'cluster') }, 100);
    await expect(attempt).rejects.toThrow(SetupError);
    expect(await ask(server.connectionString, 'select 1')).toBe('1');
    await server.stop();
  }, 60_000);
});

describe('the share', () => {
  test('connects by its config as by its address', async () => {
    const server = await startEmbedded({ folder, log });
    const client = new pg.Client(server.connection);
    await client.connect();
    const { rows } = await client.query('select current_database() as name');
    expect(rows).toEqual([{ name: server.connection.database }]);
    await client.end();
    await server.stop();
  }, 60_000);

  test('may be let go twice, and of two in one process one remains', async () => {
    const [one, two] = [await startEmbedded({ folder, log }), await startEmbedded({ folder, log })];
    expect([one.shared, two.shared]).toEqual([false, true]);
    await Promise.all([one.stop(), one.stop()]);
    expect(await ask(two.connectionString, 'select 1')).toBe('1');
    await two.stop();
    expect(await traces(folder)).toEqual([]);
  }, 60_000);

  test('can be let go when the folder is gone', async () => {
    const server = await startEmbedded({ folder, log });
    await remove(folder);
    await server.stop();
  }, 60_000);
});
