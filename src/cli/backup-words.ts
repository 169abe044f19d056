import type { Manifest } from '../app/backup/manifest.ts';

/** What a backup holds, for machines. */
export function backupFacts(manifest: Manifest): {
  readonly madeAt: string;
  readonly version: string;
  /** The last step that its schema had. */
  readonly step: number | undefined;
  readonly rows: number;
  readonly tables: Readonly<Record<string, number>>;
} {
  const { madeAt, version, steps, tables } = manifest;
  const counts = Object.fromEntries(tables.map((table) => [table.name, table.rows]));
  return { madeAt, version, step: steps.at(-1), rows: rowsIn(manifest), tables: counts };
}

/** The same in words. */
export function backupInWords(manifest: Manifest): string {
  const { madeAt, version, tables } = manifest;
  return `${rowsIn(manifest)} rows of ${tables.length} tables, backup of ${madeAt} by version ${version}`;
}

function rowsIn({ tables }: Manifest): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}
