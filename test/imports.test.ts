import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const compiled = join(import.meta.dirname, '..', '.test-dist');

/** Imports every module but the process entry, says how many, and then has nothing left to do. */
const IMPORT_ALL = `
  import { readdirSync } from 'node:fs';
  import { pathToFileURL } from 'node:url';
  const files = readdirSync(${JSON.stringify(compiled)}, { recursive: true })
    .filter((file) => file.endsWith('.js') && file !== 'main.js');
  for (const file of files) await import(pathToFileURL(${JSON.stringify(`${compiled}/`)} + file));
  console.log(files.length);
`;

test('importing a module starts nothing: no connection, no timer, no output', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', IMPORT_ALL]);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // Whatever was started would keep the process from ending by itself.
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  expect(Number(output)).toBeGreaterThan(150);
});
