import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SCHEDULED_JOBS } from '../src/jobs/list.ts';
import { WORKERS } from '../src/workers/list.ts';

const root = join(import.meta.dirname, '..', 'src');
const files = sourceFiles('.');

type Allowance = {
  /** Folders and top-level files of src. */
  readonly folders: readonly string[];
  readonly packages: readonly string[];
  /** Folders of which only types may be imported: the shapes of ports. */
  readonly types?: readonly string[];
};

/** What each folder may import, besides itself. This table is the architecture. */
const allowed: Readonly<Record<string, Allowance>> = {
  core: { folders: ['errors.ts'], packages: ['snowball-stemmers'] },
  config: { folders: ['core', 'errors.ts'], packages: ['js-yaml', 'yaml', 'zod', 'node:'] },
  sources: {
    folders: ['core', 'errors.ts'],
    packages:
      'undici rss-parser cheerio htmlparser2 domhandler iconv-lite chardet ipaddr.js node:'.split(
        ' ',
      ),
  },
  fit: { folders: ['core', 'errors.ts'], packages: ['zod', 'node:crypto'] },
  threads: { folders: ['errors.ts'], packages: ['node:'] },
  jobs: { folders: ['core'], packages: ['zod'] },
  queue: {
    folders: ['core', 'jobs', 'errors.ts', 'postgres.ts'],
    // board.ts loads the board of jobs and what serves it, at its first use.
    packages: ['bullmq', 'ioredis', 'pg', 'pino', 'node:', '@bull-board', 'hono'],
  },
  store: { folders: ['core', 'errors.ts'], packages: ['pg', 'pino', 'node:crypto'] },
  mail: {
    folders: ['core', 'errors.ts'],
    packages: ['nodemailer', 'react', 'react-dom', '@react-email', 'node:'],
  },
  embedded: { folders: ['core', 'errors.ts'], packages: ['pg', 'pino', 'node:'] },
  workers: {
    // run.ts is the one file that makes BullMQ workers of the handlers.
    folders: ['core', 'jobs', 'errors.ts', 'queue'],
    packages: ['bullmq', 'pino', 'node:timers/promises'],
    types: ['ports.ts', 'store', 'sources'],
  },
  web: {
    folders: ['core', 'errors.ts'],
    packages: ['hono', '@hono/node-server', 'react', 'react-dom', 'pino', 'node:'],
  },
};

/** The shell puts the parts together: these may import everything. */
const shell = [
  'app',
  'cli',
  'demo',
  'doctor',
  'main.ts',
  'ports.ts',
  'settings.ts',
  'log.ts',
  'postgres.ts',
  'errors.ts',
];

describe('imports', () => {
  test.each(Object.entries(allowed))('src/%s imports only what it may', (folder, may) => {
    const own = files.filter((file) => file.startsWith(`${folder}/`));
    expect(own).not.toEqual([]);
    const strays = own.flatMap((file) =>
      importsOf(file)
        .filter((one) => !mayImport(folder, may, one))
        .map((one) => `${file} imports ${one.target}`),
    );
    expect(strays).toEqual([]);
  });

  test('every folder of src has its row in the table', () => {
    const known = new Set([...Object.keys(allowed), ...shell]);
    expect(readdirSync(root).filter((name) => !known.has(name))).toEqual([]);
  });

  test('the table notices a stray import', () => {
    const may = { folders: ['core'], packages: ['zod'] };
    expect(mayImport('jobs', may, { target: 'store', isType: false })).toBe(false);
    expect(mayImport('jobs', may, { target: 'core', isType: false })).toBe(true);
  });
});

describe('invariants', () => {
  test.each([
    ['only main.ts reads the environment', /process\.env/, ['main.ts']],
    ['the clock comes in as a value', /Date\.now\(|new Date\(\)/, ['main.ts']],
    ['nothing is random in the core', /Math\.random/, []],
    ['no module is a barrel', /^export \* from/m, []],
  ])('%s', (_, pattern, but) => {
    expect(filesWith(pattern).filter((file) => !but.includes(file))).toEqual([]);
  });

  test('SQL takes time as a parameter', () => {
    const sql = files.filter((file) => file.startsWith('store/'));
    expect(sql.length).toBeGreaterThan(10);
    const clocks = /\bnow\(\)|current_timestamp|localtimestamp/i;
    expect(sql.filter((file) => clocks.test(withoutComments(file)))).toEqual([]);
  });

  test('only the guarded client opens connections to the world', () => {
    const clients = /from 'undici'|from 'node:https?'|\bfetch\(/;
    const own = filesWith(clients).filter((file) => !file.startsWith('sources/'));
    // The first two serve and ask nobody; the third is what a browser runs, and asks us.
    const harmless = /^(web\/server|demo\/sample-server|web\/ops\/tune\/script)\.ts$/;
    expect(own.filter((file) => !harmless.test(file))).toEqual([]);
  });
});

describe('jobs', () => {
  const jobFiles = readdirSync(join(root, 'jobs')).filter((file) => !/^(job|list)\.ts$/.test(file));

  test('every job has one worker of the same name', () => {
    expect(WORKERS.map(({ name }) => `${name}.ts`).toSorted()).toEqual(jobFiles.toSorted());
  });

  test('every job that starts by itself is scheduled', () => {
    const sweeps = jobFiles.filter((file) =>
      readFileSync(join(root, 'jobs', file), 'utf8').includes('everyMs'),
    );
    expect(SCHEDULED_JOBS.map(({ name }) => `${name}.ts`).toSorted()).toEqual(sweeps.toSorted());
  });
});

describe('sizes', () => {
  test('no file is longer than 300 lines', () => {
    const long = files.filter((file) => textOf(file).split('\n').length > 301);
    expect(long).toEqual([]);
  });

  test('half the files are under 70 lines or near it', () => {
    const lengths = files.map((file) => textOf(file).split('\n').length).toSorted((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80);
  });
});

type Import = { readonly target: string; readonly isType: boolean };

function mayImport(folder: string, may: Allowance, { target, isType }: Import): boolean {
  const names = [folder, ...may.folders, ...may.packages, ...(isType ? (may.types ?? []) : [])];
  return names.some(
    (name) => target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`),
  );
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .toSorted();
}

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function withoutComments(file: string): string {
  return textOf(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

function filesWith(pattern: RegExp): string[] {
  return files.filter((file) => pattern.test(withoutComments(file)));
}

/** What a file imports: a folder or top-level file of src, or a package. */
function importsOf(file: string): Import[] {
  const statements = textOf(file).matchAll(
    /^(?:import|export) (type )?(?:[^;]*? from )?'([^']+)'/gm,
  );
  return [...statements].map(([, type, specifier = '']) => ({
    isType: type === 'type ',
    target: specifier.startsWith('.')
      ? (relative(root, join(root, dirname(file), specifier)).split('/')[0] ?? '')
      : specifier,
  }));
}
