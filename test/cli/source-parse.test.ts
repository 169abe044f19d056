import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { runCommand } from '../support/service.ts';

const FEED =
  '<rss version="2.0"><channel><item><title>One</title><link>/1</link></item></channel></rss>';
const READING = {
  format: 'rss20',
  encoding: 'utf-8',
  items: [{ title: 'One', link: 'http://host.invalid/1', published: null }],
  problems: [],
};

const root = join(import.meta.dirname, '..', '..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saved-feeds-'));
  writeFileSync(join(folder, 'feed.xml'), FEED);
  writeFileSync(join(folder, 'huge.xml'), Buffer.alloc(6_000_000, FEED));
  writeFileSync(join(folder, 'page.html'), '<html><body>no feed</body></html>');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every file of a folder is told in a line, whatever it holds', async () => {
  const { code, stdout, stderr } = await runCommand(['source', 'parse', folder, '--json'], {});
  expect([code, stderr]).toEqual([0, '']);
  const nothing = { format: null, items: [] };
  expect(linesOf(stdout)).toMatchObject([
    { file: 'feed.xml', ...READING },
    {
      file: 'huge.xml',
      ...nothing,
      problems: [expect.stringContaining('more than 5242880 bytes')],
    },
    { file: 'page.html', ...nothing, problems: ['the document is an HTML page, not a feed'] },
  ]);
});

test('a clone that was never compiled reads feeds too', async () => {
  const args = ['--import', 'tsx', 'src/main.ts', 'source', 'parse', join(folder, 'feed.xml')];
  const child = spawn(process.execPath, [...args, '--json'], { cwd: root });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  expect(linesOf(output)).toMatchObject([READING]);
});

test('a path that is not there is wrong usage', async () => {
  const { code, stderr } = await runCommand(['source', 'parse', join(folder, 'none')], {});
  expect(code).toBe(2);
  expect(stderr).toContain('none cannot be read');
});

function linesOf(output: string): unknown[] {
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}
