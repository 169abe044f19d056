import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ask,
  copyCheckout,
  type Owner,
  openTemporaryFolder,
  remove,
  serverPid,
  startOwner,
  traces,
  untilServerIsGone,
} from './owner-process.ts';

const PID_OF_SERVER = `select pg_read_file('postmaster.pid')`;

let root: string;
let checkout: string;
/** A cluster that is there already: what the tests below are about comes after initdb. */
let folder: string;

beforeAll(async () => {
  root = await openTemporaryFolder();
  checkout = join(root, 'checkout');
  folder = join(root, 'data');
  await copyCheckout(checkout);
  const owner = startOwner({ checkout, folder });
  await owner.ready;
  await owner.stop();
}, 60_000);

afterAll(() => remove(root), 60_000);

describe('a server of one owner', () => {
  test('keeps what was written from one start to the next', async () => {
    const first = startOwner({ checkout, folder });
    const { connectionString, shared } = await first.ready;
    expect(shared).toBe(false);
    await ask(connectionString, 'create table kept as select 42 as answer');
    await first.stop();
    const second = startOwner({ checkout, folder });
    expect(await ask((await second.ready).connectionString, 'select answer from kept')).toBe('42');
    await second.stop();
  }, 60_000);

  test('is gone without a trace once its owner has let go', async () => {
    const owner = startOwner({ checkout, folder });
    await owner.ready;
    expect(await traces(folder)).not.toEqual([]);
    await owner.stop();
    expect(await traces(folder)).toEqual([]);
  }, 60_000);

  test('dies with an owner that is killed', async () => {
    const owner = startOwner({ checkout, folder });
    await owner.ready;
    await owner.kill();
    await untilServerIsGone(folder);
  }, 60_000);

  test('dies with an owner that is killed while the server starts', async () => {
    for (const delay of [60, 80, 100, 120, 150]) {
      const owner = startOwner({ checkout, folder });
      await sleep(delay);
      await owner.kill();
      await untilServerIsGone(folder);
    }
    const owner = startOwner({ checkout, folder });
    expect(await ask((await owner.ready).connectionString, 'select 1')).toBe('1');
    await owner.stop();
  }, 60_000);

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'outlives a %s to the process group of its owner',
    async (signal) => {
      const starter = startOwner({ checkout, folder, ownGroup: true });
      await starter.ready;
      const other = startOwner({ checkout, folder });
      const { connectionString } = await other.ready;
      process.kill(-(starter.process.pid ?? 0), signal);
      await starter.kill();
      expect(await ask(connectionString, 'select 1')).toBe('1');
      await other.stop();
    },
    60_000,
  );

  test('is started again for its owners when it is killed', async () => {
    const owners = [startOwner({ checkout, folder }), startOwner({ checkout, folder })];
    const [report] = await Promise.all(owners.map(({ ready }) => ready));
    const connectionString = report?.connectionString ?? '';
    await ask(connectionString, 'create table outlives as select 7 as it');
    process.kill(await serverPid(folder), 'SIGKILL');
    expect(await eventually(() => ask(connectionString, 'select it from outlives'))).toBe('7');
    await Promise.all(owners.map(({ stop }) => stop()));
    expect(await traces(folder)).toEqual([]);
  }, 60_000);

  test('starts again after server and watchdog were killed', async () => {
    const owner = startOwner({ checkout, folder });
    const { connectionString } = await owner.ready;
    await ask(connectionString, 'create table survives as select 7 as it');
    process.kill(await serverPid(folder), 'SIGKILL');
    await owner.kill();
    const next = startOwner({ checkout, folder });
    expect(await ask((await next.ready).connectionString, 'select it from survives')).toBe('7');
    await next.stop();
    expect(await traces(folder)).toEqual([]);
  }, 60_000);
});

describe('a server of several owners', () => {
  test('is one and the same for all of them', async () => {
    const owners = [1, 2, 3].map(() => startOwner({ checkout, folder }));
    const reports = await Promise.all(owners.map(({ ready }) => ready));
    const pids = await Promise.all(
      reports.map(({ connectionString }) => ask(connectionString, PID_OF_SERVER)),
    );
    expect(new Set(pids).size).toBe(1);
    expect(reports.filter(({ shared }) => !shared)).toHaveLength(1);
    await Promise.all(owners.map(({ stop }) => stop()));
    expect(await traces(folder)).toEqual([]);
  }, 60_000);

  test.each([
    ['started it', 0],
    ['joined it', 1],
  ])(
    'survives the kill of the one that %s, and dies with the other',
    async (_which, killed) => {
      const owners = [startOwner({ checkout, folder })];
      await owners[0]?.ready;
      owners.push(startOwner({ checkout, folder }));
      const report = await owners[1]?.ready;
      expect(report?.shared).toBe(true);
      const pid = await serverPid(folder);
      await owners[killed]?.kill();
      await sleep(200);
      expect(await ask(report?.connectionString ?? '', 'select 1')).toBe('1');
      expect(await serverPid(folder)).toBe(pid);
      await owners[1 - killed]?.kill();
      await untilServerIsGone(folder);
    },
    60_000,
  );

  test('stays when one of them lets go', async () => {
    const owners = [startOwner({ checkout, folder }), startOwner({ checkout, folder })] as const;
    const [{ connectionString }] = await Promise.all([owners[0].ready, owners[1].ready]);
    await owners[0].stop();
    expect(await ask(connectionString, 'select 1')).toBe('1');
    await owners[1].stop();
    expect(await traces(folder)).toEqual([]);
  }, 60_000);

  test('is made once when they come to a new folder at the same time', async () => {
    const fresh = join(root, 'fresh');
    const owners = [1, 2, 3].map(() => startOwner({ checkout, folder: fresh }));
    const reports = await Promise.all(owners.map(({ ready }) => ready));
    expect(reports.filter(({ shared }) => !shared)).toHaveLength(1);
    const answers = reports.map(({ connectionString }) => ask(connectionString, PID_OF_SERVER));
    expect(new Set(await Promise.all(answers)).size).toBe(1);
    await Promise.all(owners.map(({ kill }) => kill()));
    await untilServerIsGone(fresh);
    expect((await readdir(fresh)).toSorted()).toEqual(['cluster', 'postgres.log']);
  }, 60_000);

  test('serves an owner that arrives just as the last one is killed', async () => {
    for (let round = 0; round < 8; round += 1) {
      const dying = startOwner({ checkout, folder });
      await dying.ready;
      const arriving = startOwner({ checkout, folder });
      await sleep(40 + round * 5);
      await dying.kill();
      const { connectionString } = await arriving.ready;
      await sleep(100);
      expect(await ask(connectionString, 'select 1')).toBe('1');
      await arriving.stop();
      expect(await traces(folder)).toEqual([]);
    }
  }, 60_000);
});

describe('what the server is', () => {
  let owner: Owner;
  let connectionString: string;

  beforeAll(async () => {
    const env = {
      PGPORT: '1',
      PGSSLMODE: 'require',
      PGHOST: 'nowhere',
      APP_SECRET: 'hidden-value',
    };
    owner = startOwner({ checkout, folder, env });
    ({ connectionString } = await owner.ready);
  }, 60_000);

  afterAll(() => owner.stop(), 60_000);

  test.each([
    [
      'server_version_num / 10000',
      `select current_setting('server_version_num')::int / 10000`,
      '18',
    ],
    ['listen_addresses', 'show listen_addresses', ''],
    ['unix_socket_permissions', 'show unix_socket_permissions', '0700'],
    ['fsync', 'show fsync', 'on'],
    ['shared_buffers', 'show shared_buffers', '16MB'],
    ['TimeZone', 'show timezone', 'UTC'],
    ['server_encoding', 'show server_encoding', 'UTF8'],
    ['the locale provider', 'select datlocprovider from pg_database limit 1', 'b'],
    ['lower case beyond ASCII', `select lower('ÄÖÜ ЖЇЎ')`, 'äöü жїў'],
  ])('%s', async (_name, statement, expected) => {
    expect(await ask(connectionString, statement)).toBe(expected);
  });

  test('its folder is closed to others', async () => {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  if (process.platform === 'linux') {
    test('its environment holds nothing of the owner’s', async () => {
      const environment = await readFile(`/proc/${await serverPid(folder)}/environ`, 'utf8');
      expect(environment).toContain('TZ=UTC');
      expect(environment).not.toContain('hidden-value');
    });
  }
});

test('a path too long for a socket is no obstacle, and leaves nothing behind', async () => {
  const deep = join(root, 'd'.repeat(150), "it's, a folder");
  await mkdir(join(root, 'd'.repeat(150)));
  const first = startOwner({ checkout, folder: deep });
  const { connectionString } = await first.ready;
  const second = startOwner({ checkout, folder: deep });
  const report = await second.ready;
  expect(report).toMatchObject({ shared: true, connectionString });
  expect(await ask(connectionString, 'select 1')).toBe('1');
  const socketFolder =
    new URL(connectionString.replace('@/', '@x/')).searchParams.get('host') ?? '';
  expect(socketFolder.length).toBeLessThan(90);
  await first.kill();
  await second.kill();
  await untilServerIsGone(deep);
  await expect(readdir(socketFolder)).rejects.toThrow('ENOENT');
}, 60_000);

/** Asks until there is an answer, for half a minute at most. */
async function eventually<T>(question: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      return await question();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}
