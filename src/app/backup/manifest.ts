import { z } from 'zod';
import { messageOf, SetupError } from '../../errors.ts';
import { MIGRATIONS } from '../../store/migrations/list.ts';

/**
 * The one format there is so far. A file is gzip of lines: the manifest; then for each of its tables the line `{"table":…}`, its
 * rows as COPY writes them, and `\.`; at last `{"sha256":…}` of all bytes before that line.
 */
export const FORMAT = 1;
/** Ends the rows of a table; COPY writes a backslash in a value as two. */
export const END_OF_ROWS = '\\.\n';
/** What whoever meets a broken file can do. */
const USE_ANOTHER = 'Nothing was changed. Use another backup.';

/** What ends the reading of a file that is not as it was written. */
export function damaged(how: string, options?: ErrorOptions): SetupError {
  return new SetupError(`the backup is damaged: ${how}`, USE_ANOTHER, options);
}

/** The same for one that ends too early. */
export function cutOff(): SetupError {
  return new SetupError('the backup is cut off', USE_ANOTHER);
}

const manifest = z.object({
  flagbearer: z.literal('backup'),
  format: z.number().int(),
  /** Of the program that made it. */
  version: z.string(),
  madeAt: z.iso.datetime(),
  /** Ids of the steps that the schema had. */
  steps: z.array(z.number().int()).min(1),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int().nonnegative(),
      sequences: z.array(
        z.object({ column: z.string(), last: z.string().regex(/^\d+$/), called: z.boolean() }),
      ),
    }),
  ),
});

/** What a backup says of itself, in its first line. */
export type Manifest = z.infer<typeof manifest>;

const start = z.object({ flagbearer: z.literal('backup'), format: z.number().int() });

/** Reads a manifest. Throws SetupError where it is none, or one that only a newer program can follow. */
export function readManifest(line: string | null): Manifest {
  const value = parsed(line);
  const begun = start.safeParse(value);
  if (!begun.success) {
    if (line?.startsWith('{"flagbearer":') === true) throw damaged('its first line cannot be read');
    throw new SetupError(
      'this is no backup of Flagbearer',
      'Name a file that `flagbearer backup` wrote.',
    );
  }
  if (begun.data.format > FORMAT) {
    throw new SetupError(
      `the backup has format ${begun.data.format}, and this program reads up to ${FORMAT}`,
      'Restore it with the version that made it, or a newer one.',
    );
  }
  const read = manifest.safeParse(value);
  if (!read.success) {
    throw damaged(z.prettifyError(read.error));
  }
  const known = new Set(MIGRATIONS.map(({ id }) => id));
  const unknown = read.data.steps.filter((id) => !known.has(id));
  if (unknown.length === 0) return read.data;
  throw new SetupError(
    `the backup has schema step ${unknown.join(', ')}, which this program does not know`,
    `Restore it with version ${read.data.version}, which made it, or a newer one.`,
  );
}

const section = z.object({ table: z.string() });
const end = z.object({ sha256: z.string() });

/** A line between tables: the next table's name, or the checksum at the end. Throws SetupError for anything else. */
export function readMark(
  line: string | null,
): { readonly table: string } | { readonly sha256: string } {
  if (line === null) throw cutOff();
  const value = parsed(line);
  const next = z.union([section, end]).safeParse(value);
  if (next.success) return next.data;
  throw damaged('a line between two tables cannot be read');
}

function parsed(line: string | null): unknown {
  try {
    const value: unknown = JSON.parse(line ?? '');
    return value;
  } catch (error) {
    return messageOf(error);
  }
}
