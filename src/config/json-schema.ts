import { z } from 'zod';
import { keywordSchemas } from './keywords.ts';
import { frontMatterSchema } from './seeds.ts';
import { serviceSchema } from './service.ts';
import { sourcesSchema } from './sources.ts';
import { subscribersSchema } from './subscribers.ts';

/** Where the JSON Schemas for editors lie, below the configuration folder. */
export const SCHEMA_FOLDER = 'schemas';

/** The JSON Schemas of what people write into the configuration folder, by file name, for editors. */
export function jsonSchemas(): ReadonlyMap<string, unknown> {
  const schemas: readonly (readonly [string, z.ZodType])[] = [
    ['flagbearer', serviceSchema],
    ['sources', sourcesSchema],
    ['subscribers', subscribersSchema],
    ['seed', frontMatterSchema],
    ...Object.entries(keywordSchemas).map(
      ([file, schema]) => [file.replace(/(\/\*)?\.yaml$/, ''), schema] as const,
    ),
  ];
  return new Map(
    schemas.map(([name, schema]) => [`${name}.schema.json`, editorSchema(name, schema)]),
  );
}

/** What is typed counts, not what it becomes; what a check in code decides, a schema cannot say. */
function editorSchema(name: string, schema: z.ZodType): unknown {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
  });
  return { $schema, title: `Flagbearer: ${name}`, ...rest };
}
