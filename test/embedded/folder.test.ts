import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDataFolder, substituteFor } from '../../src/embedded/folder.ts';
import { makeSocketFolder } from '../../src/embedded/socket.ts';
import { openServerLog, tailOf } from '../../src/embedded/server-log.ts';
import { SetupError } from '../../src/errors.ts';

const log = pino({ level: 'silent' });
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'folder-'));
  chmodSync(root, 0o755);
});

afterAll(() => rmSync(root, { recursive: true }));

describe('the data folder', () => {
  test('is made with the folders above it, for the server’s user alone', async () => {
    const data = await openDataFolder(join(root, 'a/b/c'), log);
    const { mode, uid } = statSync(data.path);
    expect(mode & 0o777).toBe(0o700);
    expect(uid).toBe(data.identity.uid);
    expect(uid).not.toBe(0);
  });

  test('may be named relative to the working directory', async () => {
    const data = await openDataFolder(relative(process.cwd(), join(root, 'relative')), log);
    expect(data.path.endsWith('/relative')).toBe(true);
    expect(data.path.startsWith('/')).toBe(true);
  });

  test('is found again', async () => {
    const first = await openDataFolder(join(root, 'again'), log);
    const second = await openDataFolder(join(root, 'again'), log);
    expect(second.path).toBe(first.path);
    expect(second.identity).toEqual(first.identity);
  });

  test.each([[], ['lost+found']])('may be there, empty but for %p', async (...entries) => {
    const path = join(root, `empty-${entries.length}`);
    mkdirSync(path);
    for (const entry of entries) mkdirSync(join(path, entry));
    const data = await openDataFolder(path, log);
    expect(statSync(data.path).mode & 0o777).toBe(0o700);
  });

  test('is not a folder that holds other things, which stays as it was', async () => {
    const path = join(root, 'home');
    mkdirSync(path, { mode: 0o755 });
    writeFileSync(join(path, 'letter.txt'), '');
    const before = statSync(path);
    const attempt = openDataFolder(path, log);
    await expect(attempt).rejects.toThrow(SetupError);
    await expect(attempt).rejects.toThrow('letter.txt');
    expect(statSync(path)).toMatchObject({ mode: before.mode, uid: before.uid });
  });

  test('is not a file', async () => {
    const path = join(root, 'file');
    writeFileSync(path, '');
    await expect(openDataFolder(join(path, 'data'), log)).rejects.toThrow(SetupError);
    await expect(openDataFolder(path, log)).rejects.toThrow(SetupError);
  });

  test('is replaced, if it must be, by the same one at each start', () => {
    expect(substituteFor('/root/data')).toMatch(/^\/var\/lib\/flagbearer-[0-9a-f]{12}$/);
    expect(substituteFor('/root/data')).toBe(substituteFor('/root/data'));
    expect(substituteFor('/root/other')).not.toBe(substituteFor('/root/data'));
  });
});

describe('the socket', () => {
  test('is in the data folder if its path fits', async () => {
    const data = await openDataFolder(join(root, 'short'), log);
    expect(await makeSocketFolder(data)).toEqual({ setting: '..', temporary: undefined });
  });

  test.each(['d', 'ж'])(
    'is in a private folder nobody can foresee if its path is long with %s',
    async (letter) => {
      const data = await openDataFolder(
        join(root, letter.repeat(120 / Buffer.byteLength(letter))),
        log,
      );
      const [one, other] = [await makeSocketFolder(data), await makeSocketFolder(data)];
      expect(one.temporary).toBe(one.setting);
      expect(one.setting).not.toBe(other.setting);
      const { mode, uid } = statSync(one.setting);
      expect([mode & 0o777, uid]).toEqual([0o700, data.identity.uid]);
      for (const { setting } of [one, other]) rmSync(setting, { recursive: true });
    },
  );
});

describe('the log', () => {
  test.each([
    ['stays at 5 MB', 5 * 1024 * 1024, 'postgres.log'],
    ['starts anew above', 5 * 1024 * 1024 + 1, 'postgres.log.1'],
  ])('%s', async (_what, size, holder) => {
    const data = await openDataFolder(join(root, `log-${size}`), log);
    writeFileSync(join(data.path, 'postgres.log'), Buffer.alloc(size, 'x'));
    openServerLog(data);
    expect(statSync(join(data.path, holder)).size).toBe(size);
  });

  test('shows its last lines, of this start only', async () => {
    const data = await openDataFolder(join(root, 'tail'), log);
    const path = join(data.path, 'postgres.log');
    writeFileSync(path, 'an earlier start\n');
    const opened = openServerLog(data);
    expect(tailOf(opened)).toBe('');
    const lines = Array.from({ length: 500 }, (_, line) => `line ${line} ${'x'.repeat(60)}`);
    writeFileSync(path, `${lines.join('\n')}\n`, { flag: 'a' });
    expect(tailOf(opened).split('\n')).toEqual(lines.slice(-12));
  });
});
