import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseYaml } from '../config/yaml.ts';
import type { SourceRole } from '../core/source.ts';
import type { Direction, Label } from '../core/verdict.ts';
import { messageOf, SetupError } from '../errors.ts';
import { outletSchema } from './sample-schema.ts';

/** One invented report of the sample week. */
export type SampleItem = {
  /** Unique in the whole sample. */
  readonly id: string;
  /** Minutes after the virtual Monday 00:00 UTC. */
  readonly at: number;
  readonly title: string;
  readonly summary: string;
  /** Of its article, below the outlet's address. */
  readonly path: string;
  /** Shared by the reports of one event; null for what nobody should be told. */
  readonly event: string | null;
  /** What the codebook says of the item. No page or feed shows it. */
  readonly expect: { readonly label: Label; readonly direction: Direction | null };
};

/** One invented publisher and its week. */
export type SampleOutlet = {
  readonly id: string;
  readonly name: string;
  /** A host below `.example`; part of the identifiers in its feed. */
  readonly host: string;
  readonly language: 'en' | 'ru' | 'de';
  /** IANA zone in which its pages tell the time. */
  readonly timezone: string;
  readonly role: SourceRole;
  /** The whole source is about sport. */
  readonly sport: boolean;
  readonly domestic: 'RUS' | 'BLR' | null;
  readonly format: 'rss' | 'atom' | 'html';
  readonly items: readonly SampleItem[];
};

/**
 * Reads the sample week: one YAML file an outlet, in the order of the file names. Throws a ConfigError that names file,
 * line and key of each mistake in a file, and a SetupError for a folder without files or an id that two files share.
 */
export async function readSample(folder: string): Promise<readonly SampleOutlet[]> {
  const files = await yamlFiles(folder);
  const outlets = await Promise.all(
    files.map(async (file) => ({ file, outlet: await readOutlet(file) })),
  );
  refuseSharedIds(outlets.map(({ file, outlet }) => ({ file, ids: [outlet.id] })));
  refuseSharedIds(
    outlets.map(({ file, outlet }) => ({ file, ids: outlet.items.map(({ id }) => id) })),
  );
  return outlets.map(({ outlet }) => outlet);
}

async function yamlFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new SetupError(
      `the sample folder ${folder} cannot be read: ${messageOf(error)}`,
      'Name the folder that holds the sample outlets; the project has them in config/sample.',
      { cause: error },
    );
  });
  const files = names.filter((name) => name.endsWith('.yaml')).toSorted();
  if (files.length > 0) return files.map((name) => join(folder, name));
  throw new SetupError(
    `the sample folder ${folder} holds no .yaml file`,
    'Put one YAML file an outlet there; the project has them in config/sample.',
  );
}

async function readOutlet(file: string): Promise<SampleOutlet> {
  return parseYaml(outletSchema, file, await readFile(file, 'utf8'));
}

function refuseSharedIds(
  files: readonly { readonly file: string; readonly ids: readonly string[] }[],
): void {
  const owners = new Map<string, string>();
  for (const { file, ids } of files) {
    for (const id of ids) {
      const owner = owners.get(id);
      if (owner !== undefined) {
        throw new SetupError(`${file}: the id ${id} is also used in ${owner}`, 'Rename one.');
      }
      owners.set(id, file);
    }
  }
}
