import { ConfigError } from '../../config/error.ts';
import { readText } from '../../config/read-text.ts';
import { rewriteText } from '../../config/rewrite-text.ts';
import { addRows, changeRow, type RowChange } from '../../config/sources-edit.ts';
import { readSourceRows, type RowFields, type SourceRow } from '../../config/sources.ts';
import { nearest } from '../../config/suggest.ts';
import { UsageError } from '../../errors.ts';

/** The file of the list, below the configuration folder. */
export const SOURCES_FILE = 'sources.yaml';

/** All rows of the list, in its order, also those that are not read. Throws ConfigError or SetupError. */
export async function readRows(folder: string): Promise<SourceRow[]> {
  const { shown, text, problem } = await readText(folder, SOURCES_FILE);
  if (problem !== null) throw new ConfigError([problem]);
  return readSourceRows(shown, text, { maxAge: null });
}

/** Adds rows to the list, its comments and order kept. Throws ConfigError or SetupError, and then nothing was written. */
export async function writeRows(folder: string, rows: readonly RowFields[]): Promise<void> {
  await rewriteText(folder, SOURCES_FILE, (text, shown) => addRows(shown, text, rows));
}

/** Changes keys of rows; null takes a key out. Throws UsageError for an id that no row has, else as `writeRows`. */
export async function changeRows(
  folder: string,
  ids: readonly string[],
  change: RowChange,
): Promise<void> {
  pickRows(await readRows(folder), ids);
  await rewriteText(folder, SOURCES_FILE, (text, shown) =>
    ids.reduce((changed, id) => changeRow(shown, changed, id, change), text),
  );
}

/** The rows with these ids, in the order of the list. Throws UsageError, with the nearest spelling, for one that is not there. */
export function pickRows(rows: readonly SourceRow[], ids: readonly string[]): SourceRow[] {
  const known = rows.map(({ source }) => source.id);
  for (const id of ids) {
    if (known.includes(id)) continue;
    const suggestion = nearest(id, known);
    const advice =
      suggestion === null ? '`flagbearer source list` shows all' : `did you mean "${suggestion}"?`;
    throw new UsageError(`no source has the id "${id}": ${advice}`);
  }
  return rows.filter(({ source }) => ids.includes(source.id));
}
