import type { PlacementOptions } from '../../store/placements.ts';
import type { Store } from '../../store/store.ts';
import { sayOfEntries } from '../matters/say.ts';
import { audited, insist, type Doer } from './audited.ts';
import { directionOf, labelOf } from './label-words.ts';

/** Whether it is the number of a row: that of a bigint column. */
export function isId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}

/** Makes one story of several; returns it with the entry of the audit log. Throws SetupError. */
export async function orderMerge(
  store: Store,
  ids: readonly string[],
  how: PlacementOptions,
  operator: string,
): Promise<{ readonly audit: string; readonly story: string }> {
  checkIds(ids);
  const several = [...new Set(ids)];
  insist(several.length > 1, 'one story is not enough to merge', 'Mark two or more.');
  const deed = { operator, at: how.now, action: 'merge', subject: `stories ${several.join(', ')}` };
  let story = '';
  const audit = await audited(store, deed, async (inside) => {
    story = await inside.stories.merge(several, { ...how, by: operator });
    return `one story now: ${story}`;
  });
  return { audit, story };
}

/** Parts reports from a story. Throws SetupError. */
export async function orderSplit(
  store: Store,
  id: string,
  items: readonly string[],
  how: PlacementOptions,
  operator: string,
): Promise<string> {
  checkIds([id, ...items]);
  const deed = { operator, at: how.now, action: 'split', subject: `story ${id}` };
  return audited(store, deed, async (inside) => {
    const [rest, parted] = await inside.stories.split(id, items, { ...how, by: operator });
    return `reports ${items.join(', ')} parted: two stories now, ${rest} and ${parted}`;
  });
}

/** Confirms or rejects an entry of the board. Throws SetupError. */
export async function orderWord(
  store: Store,
  entry: string,
  { word, note }: { readonly word: 'confirmed' | 'rejected'; readonly note: string | null },
  { operator, at }: Doer,
): Promise<string> {
  checkIds([entry]);
  const action = word === 'confirmed' ? 'confirm' : 'reject';
  const deed = { operator, at, action, subject: `entry ${entry}` };
  return audited(store, deed, async (inside) => {
    const [said] = await sayOfEntries(inside, [entry], { word, by: operator, note, at });
    const what = said && `${said.key.a} – ${said.key.b}, ${said.key.sport}, ${said.kind}`;
    return [what, note].filter(Boolean).join(': ') || null;
  });
}

/** Keeps what a report really tells as its label. Throws SetupError. */
export async function orderLabel(
  store: Store,
  item: string,
  said: {
    readonly label: string;
    readonly direction: string | null;
    readonly note: string | null;
  },
  { operator, at }: Doer,
): Promise<string> {
  checkIds([item]);
  const { note } = said;
  const label = labelOf(said.label);
  const direction = directionOf(label, said.direction);
  const deed = { operator, at, action: 'label', subject: `item ${item}` };
  return audited(store, deed, async (inside) => {
    const known = await inside.traces.item(item);
    insist(known !== undefined, `there is no item ${item}`, 'Look it up under “Why not”.');
    await inside.labels.add({ itemId: item, label, direction, note, by: operator, at });
    const what = direction === null ? label : `${label}, ${direction}`;
    return note === null ? what : `${what}: ${note}`;
  });
}

function checkIds(ids: readonly string[]): void {
  const wrong = ids.find((id) => !isId(id));
  insist(wrong === undefined, `“${wrong ?? ''}” is no number`, 'Go back and mark it again.');
}
