import type { Topic } from '../core/verdict.ts';
import type { Store } from '../store/store.ts';
import type { Cli } from './context.ts';
import type { FormatOptions } from './matter-options.ts';

/** Writes every change of measures or of agreements that was ever recorded, with its reports; CSV unless JSON is wanted. */
export async function exportChanges(
  cli: Cli,
  store: Store,
  topic: Topic,
  { json }: FormatOptions,
): Promise<void> {
  const { changeRows, CHANGE_COLUMNS, csvLines } = await import('../app/matters/tables.ts');
  const matters = await store.matters.load({ topic });
  const changes = matters.flatMap(({ id, key, changes: all }) =>
    all.map((change) => ({ ...change, matterId: id, key })),
  );
  const lines = json
    ? changes.map((change) => JSON.stringify(change))
    : csvLines(CHANGE_COLUMNS, changes.flatMap(changeRows));
  for (const line of lines) cli.print(line);
  cli.tell(
    `${changes.length} changes in ${matters.length} matter${matters.length === 1 ? '' : 's'}`,
  );
}
