import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { isWatched, joinOwners, leaveOwners } from '../../src/embedded/owners.ts';
import { SetupError } from '../../src/errors.ts';

let root: string;
let folder: string;
let fifo: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'owners-'));
});

afterAll(() => rmSync(root, { recursive: true }));

beforeEach(() => {
  folder = mkdtempSync(join(root, 'data-'));
  fifo = join(folder, 'owners.1-a');
  execFileSync('mkfifo', [fifo]);
});

/** A watchdog that runs this script with the FIFO as its input, and is reading when this resolves. */
async function watchdog(script: string): Promise<() => Promise<unknown>> {
  // Opened for both directions at first, which does not wait for a writer.
  const reader = spawn('/bin/sh', ['-c', `exec 3<>"$0" 4<"$0" 3>&-; ${script}`, fifo], {
    cwd: folder,
  });
  const end = once(reader, 'exit');
  while (!isWatched({ fifo })) await sleep(5);
  await sleep(250); // By now the writing end of the shell is closed, also on a busy machine.
  return () => {
    reader.kill('SIGKILL');
    return end;
  };
}

const WELCOMES = 'while read -r word; do echo "$word" >>welcomed.1-a; done <&4';

test('nobody joins where no server is', async () => {
  expect(await joinOwners(folder, 1000)).toBeUndefined();
});

test('a newcomer is an owner once the watchdog has read his word', async () => {
  const end = await watchdog(`sleep 0.3; ${WELCOMES}`);
  const ownership = await joinOwners(folder, 10_000);
  if (ownership === undefined) throw new Error('not joined');
  expect(leaveOwners(ownership)).toBe('last');
  await end();
});

test('a newcomer who opens the FIFO of a server that is already ending is no owner, and waits for its end', async () => {
  const end = await watchdog('sleep 0.5 4<&-; exit');
  expect(await joinOwners(folder, 10_000)).toBeUndefined();
  expect(isWatched({ fifo })).toBe(false);
  await end();
});

test('a watchdog that neither welcomes nor ends is an error', async () => {
  const end = await watchdog('exec sleep 60');
  await expect(joinOwners(folder, 300)).rejects.toThrow(SetupError);
  await end();
});

test('who leaves learns whether others remain', async () => {
  const end = await watchdog(`sleep 0.3; ${WELCOMES}`);
  const first = await joinOwners(folder, 10_000);
  const second = await joinOwners(folder, 10_000);
  if (first === undefined || second === undefined) throw new Error('not joined');
  expect(leaveOwners(first)).toBe('others remain');
  expect(leaveOwners(second)).toBe('last');
  await end();
});

test('who leaves a server that has died is told so', async () => {
  const end = await watchdog(`sleep 0.3; ${WELCOMES}`);
  const ownership = await joinOwners(folder, 10_000);
  if (ownership === undefined) throw new Error('not joined');
  await end();
  rmSync(fifo);
  expect(leaveOwners(ownership)).toBe('no server');
});
