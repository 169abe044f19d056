import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonSchemas } from '../../src/config/json-schema.ts';
import { writeSchemas } from '../../src/config/write-schemas.ts';

const CONFIG = join(import.meta.dirname, '..', '..', 'config');
const FOLDER = join(CONFIG, 'schemas');

test('the schemas for editors are those of the code; if not, `npm run schemas` writes them', () => {
  const kept = readdirSync(FOLDER).map((name) => {
    const schema: unknown = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
    return [name, schema] as const;
  });
  const advice = 'run `npm run schemas` and commit what it writes';
  expect({ advice, schemas: new Map(kept) }).toEqual({ advice, schemas: jsonSchemas() });
});

test('what is typed counts, not what the program makes of it', () => {
  const schema = JSON.stringify(jsonSchemas().get('flagbearer.schema.json'));
  expect(schema).toContain('"default":"5s"');
  expect(schema).not.toContain('259200000');
});

test.each(['flagbearer', 'sources'])('%s.yaml tells editors its schema', (name) => {
  const [first] = readFileSync(join(CONFIG, `${name}.yaml`), 'utf8').split('\n');
  expect(first).toBe(`# yaml-language-server: $schema=./schemas/${name}.schema.json`);
  expect(jsonSchemas().has(`${name}.schema.json`)).toBe(true);
});

test('the schemas are written where they are kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flagbearer-schemas-'));
  try {
    const names = await writeSchemas(folder);
    expect(readdirSync(join(folder, 'schemas')).toSorted()).toEqual(names.toSorted());
    expect(names).toContain('sources.schema.json');
  } finally {
    await rm(folder, { recursive: true });
  }
});
