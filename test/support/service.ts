import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A service in a process of its own. */
export type ServiceProcess = {
  /** Resolves with its first line on stdout: it is up. Rejects when it ends before. */
  readonly ready: Promise<string>;
  readonly kill: (signal: NodeJS.Signals) => Promise<number | null>;
  /** Sends a signal that does not end it. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** What it wrote to stderr so far. */
  readonly log: () => string;
};

const root = join(import.meta.dirname, '..', '..');
/** Compiled before the first suite runs, by test/runner/build.js. */
const program = join(root, '.test-dist', 'main.js');

/** Runs a command of the CLI, with only the given environment added to PATH and HOME. */
export function startService(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): ServiceProcess {
  const child = launch(args, environment);
  const log: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const ended = once(child, 'exit');
  const ready = Promise.race([
    firstLine(child),
    ended.then(() => Promise.reject(new Error(`ended before it was up: ${log.join('')}`))),
  ]);
  ready.catch(() => undefined); // A test that kills it at once does not wait for it.
  return {
    ready,
    signal: (signal) => void child.kill(signal),
    ended: ended.then(() => undefined),
    log: () => log.join(''),
    kill: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

/** Runs a command to its end. */
export async function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = launch(args, environment);
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, stdout: out.join(''), stderr: err.join('') };
}

/** Runs a command whose reader goes away after its first line, as `head -1` does. */
export async function readOneLine(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly line: string; readonly code: number | null; readonly stderr: string }> {
  const child = launch(args, environment);
  const err: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()));
  const ended = once(child, 'exit');
  const line = await firstLine(child);
  child.stdout.destroy();
  await ended;
  return { line, code: child.exitCode, stderr: err.join('') };
}

function launch(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function firstLine(child: { readonly stdout: Readable }): Promise<string> {
  const [line] = await once(createInterface(child.stdout), 'line');
  return String(line);
}
