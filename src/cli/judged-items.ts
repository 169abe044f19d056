import type { JudgedItem } from '../app/judged-items.ts';
import type { Cli } from './context.ts';

/** Between two lines of progress. Items. */
const TELL_EVERY = 5_000;

/**
 * Runs on the items of a file, or on those that the archive has read since a while (milliseconds). Throws UsageError for
 * a line that cannot be read, and SetupError where neither is there.
 */
export async function withItems<T>(
  cli: Cli,
  from: { readonly items?: string; readonly since: number },
  run: (items: AsyncIterable<JudgedItem>, judged: (items: number) => void) => Promise<T>,
): Promise<T> {
  const { archiveItems, fileItems } = await import('../app/judged-items.ts');
  const judged = (count: number): void => {
    if (count % TELL_EVERY === 0) cli.tell(`${count} items judged …`);
  };
  if (from.items !== undefined) return run(fileItems(from.items), judged);
  const { withStore } = await import('./with-archive.ts');
  const since = new Date(cli.now().getTime() - from.since);
  return withStore(cli, (store) => run(archiveItems(store, since), judged));
}
