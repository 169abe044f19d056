import { SetupError } from '../../errors.ts';
import type { MatterChange } from '../../store/matters.ts';
import type { Store } from '../../store/store.ts';

/** What an operator says of entries. */
export type Saying = {
  readonly word: 'confirmed' | 'rejected';
  readonly by: string;
  readonly note: string | null;
  readonly at: Date;
};

const LOOK =
  'See the first column of `flagbearer measures list`, or `flagbearer measures show ENTRY`.';

/**
 * Notes an operator's word on entries, all of them or none. Returns them. Throws SetupError for one that does not exist,
 * or that another stands for by now.
 */
export async function sayOfEntries(
  store: Store,
  entries: readonly string[],
  saying: Saying,
): Promise<MatterChange[]> {
  const found: MatterChange[] = [];
  for (const entry of entries) found.push(await standing(store, entry));
  for (const { id } of found) await store.matters.say({ changeId: id, ...saying });
  return found;
}

/** An entry, whichever state it is in. Throws SetupError when there is none. */
export async function findEntry(store: Store, entry: string): Promise<MatterChange> {
  const change = await store.matters.findChange(entry);
  if (change === undefined) throw new SetupError(`there is no entry ${entry}`, LOOK);
  return change;
}

async function standing(store: Store, entry: string): Promise<MatterChange> {
  const change = await findEntry(store, entry);
  const [matter] = await store.matters.load({ ids: [change.matterId] });
  const next = matter?.changes.find(({ corrects }) => corrects === change.id);
  if (next === undefined && change.kind !== 'corrected') return change;
  throw new SetupError(
    next === undefined || next.kind === 'corrected'
      ? `entry ${entry} does not follow from the reports any more`
      : `entry ${next.id} stands for entry ${entry} by now`,
    `Look at the whole matter with \`flagbearer measures show ${entry}\`.`,
  );
}
