import { cp, mkdtemp, readdir, readFile, rm, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runHere } from '../support/in-process.ts';
import { runCommand } from '../support/service.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

const PATIENCE_MS = 120_000;
const sample = join(import.meta.dirname, '..', '..', 'config', 'sample');
let folder: string;
let config: SmallConfig;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flagbearer-demo-'));
  config = await smallConfig();
  await cp(sample, join(config.folder, 'sample'), { recursive: true });
});
afterAll(() => Promise.all([config.remove(), rm(folder, { recursive: true, force: true })]));

test(
  'the demo lives through the week and leaves a summary, mails and their pages',
  async () => {
    const { code, stdout, stderr } = await runCommand(['demo'], surroundings('run', '0'));
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout.split('\n')[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

    const summary: Summary = JSON.parse(await readFile(join(folder, 'run', 'demo.json'), 'utf8'));
    expect(summary.items).toBe(66);
    expect(summary.expected.found).toBeGreaterThanOrEqual(30);
    expect(summary.stories.every(({ title }) => stdout.includes(title.slice(0, 60)))).toBe(true);
    const outbox = await readdir(join(folder, 'run', 'outbox'));
    expect(outbox.filter((file) => file.endsWith('.eml'))).toHaveLength(summary.digests.length);
    // Three subscribers: one a day, one a week, and whenever there is news.
    expect(new Set(summary.digests.map(({ to }) => to)).size).toBe(3);
    await Promise.all(
      summary.digests.map(async ({ html }) =>
        expect(await readFile(html, 'utf8')).toContain(`${summary.page}/story/`),
      ),
    );
  },
  PATIENCE_MS,
);

test('a port that is taken ends it with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code, stderr } = await refused('busy', String(port));
  other.close();
  expect(stderr).toContain('set PORT to another');
  expect(code).toBe(1);
});

test("a folder with a service's data is left alone", async () => {
  await mkdir(join(folder, 'service', 'postgres'), { recursive: true });
  const { code, stderr } = await refused('service', '0');
  expect(stderr).toContain('set FLAGBEARER_DATA to another folder');
  expect(code).toBe(1);
});

type Summary = {
  readonly page: string;
  readonly items: number;
  readonly expected: { readonly found: number };
  readonly stories: readonly { readonly title: string }[];
  readonly digests: readonly { readonly to: string; readonly html: string }[];
};

function surroundings(data: string, port: string): Record<string, string> {
  return { FLAGBEARER_DATA: join(folder, data), PORT: port };
}

/** A demo that ends before it begins, and so may have a few words only. */
function refused(data: string, port: string): ReturnType<typeof runHere> {
  return runHere(['demo'], { ...surroundings(data, port), FLAGBEARER_CONFIG: config.folder });
}
