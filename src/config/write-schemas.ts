import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonSchemas, SCHEMA_FOLDER } from './json-schema.ts';

/** Writes the JSON Schemas for editors into a configuration folder; returns their names. */
export async function writeSchemas(configFolder: string): Promise<string[]> {
  const folder = join(configFolder, SCHEMA_FOLDER);
  await mkdir(folder, { recursive: true });
  const schemas = [...jsonSchemas()];
  await Promise.all(
    schemas.map(([name, schema]) =>
      writeFile(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`),
    ),
  );
  return schemas.map(([name]) => name);
}

// Only as a command of its own (`npm run schemas`), never when imported.
if (process.argv[1] === import.meta.filename) {
  await writeSchemas(join(import.meta.dirname, '..', '..', 'config'));
}
