import type { ConfigEvent } from '../../../store/revision-history.ts';
import { MOST_COUNTED } from '../../../store/revision-history.ts';
import type { Store } from '../../../store/store.ts';
import type { RevisionView } from '../../../web/ops/tune/ports.ts';
import { unifiedDiff } from './unified-diff.ts';

/** Events that are shown. */
const SHOWN = 20;
/** The configuration folder in diffs between revisions: where their files once were is not on record. */
const FOLDER = 'config';

/** What was tried and put in force, the latest first, with what each changed and did. */
export async function revisionViews(store: Store): Promise<RevisionView[]> {
  // One more than is shown, for the last one to be compared with.
  const events = await store.history.events(SHOWN + 1);
  return Promise.all(
    events.slice(0, SHOWN).map((event, at) => viewOf(store, event, events.slice(at + 1))),
  );
}

async function viewOf(
  store: Store,
  event: ConfigEvent,
  earlier: readonly ConfigEvent[],
): Promise<RevisionView> {
  const { id, kind, revision, forced, golden, problem, at } = event;
  const before = predecessorOf(event, earlier);
  return {
    id,
    kind,
    revision,
    forced,
    at,
    problem,
    f1: golden?.f1 ?? null,
    f1Change: f1Change(before, event),
    changed: await changedIn(store, before?.revision ?? null, revision),
    effect: kind === 'refused' ? null : await effectOf(store, revision),
  };
}

/** Figures of different golden sets cannot be compared. */
function f1Change(
  before: ConfigEvent | undefined,
  { golden, goldenSet }: ConfigEvent,
): number | null {
  const earlier = before?.goldenSet === goldenSet ? (before?.golden ?? null) : null;
  return golden === null || earlier === null ? null : golden.f1 - earlier.f1;
}

/** What the revision of an event changed in the one before it, as a diff; null where either is not on record. */
export async function revisionDiff(store: Store, eventId: string): Promise<string | null> {
  const events = await store.history.events(SHOWN + 1);
  const at = events.findIndex(({ id }) => id === eventId);
  const event = events[at];
  if (event === undefined) return null;
  const before = predecessorOf(event, events.slice(at + 1));
  if (event.revision === null || before?.revision == null) return null;
  const [old, fresh] = await Promise.all([
    store.history.texts(before.revision),
    store.history.texts(event.revision),
  ]);
  if (old === undefined || fresh === undefined) return null;
  const names = [...new Set([...old.keys(), ...fresh.keys()])].toSorted();
  return names
    .map((name) => unifiedDiff(`${FOLDER}/${name}`, old.get(name) ?? '', fresh.get(name) ?? ''))
    .join('');
}

/** What was in force when something else was tried. */
function predecessorOf(
  { revision }: ConfigEvent,
  earlier: readonly ConfigEvent[],
): ConfigEvent | undefined {
  return earlier.find((one) => one.kind === 'in-force' && one.revision !== revision);
}

async function changedIn(
  store: Store,
  before: string | null,
  after: string | null,
): Promise<readonly string[] | null> {
  if (before === null || after === null) return null;
  const changed = await store.history.changed(before, after);
  // Other revisions differ somewhere: one of them is not on record.
  return changed.length === 0 ? null : changed;
}

async function effectOf(store: Store, revision: string | null): Promise<RevisionView['effect']> {
  if (revision === null) return null;
  const effect = await store.history.effect(revision);
  return { ...effect, isCut: effect.judged >= MOST_COUNTED };
}
