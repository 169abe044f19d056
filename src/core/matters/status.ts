import { actOf, type Change } from './change.ts';

/** What is in force against a country: all are out, they start without flag, part of it is closed, or nothing is known. */
export const STATUSES = ['banned', 'neutral', 'partly', 'none known'] as const;
export type Status = (typeof STATUSES)[number];

/** What a step makes of what was in force. A step that says nothing of it leaves it. */
export function statusAfter(
  before: Status,
  { scope, toward, ...change }: Pick<Change, 'kind' | 'direction' | 'scope' | 'toward'>,
): Status {
  const act = actOf(change);
  if (act === 'lifted') return 'none known';
  if (act === 'eased') return scope === 'neutral' ? 'neutral' : 'partly';
  if (act === 'imposed' && scope !== 'part') return 'banned';
  return before === 'none known' ? shownBy(act, scope, toward) : before;
}

/** What must be in force where a step is told that needs it, though nobody here read of its beginning. */
function shownBy(act: Change['kind'], scope: Change['scope'], toward: Change['toward']): Status {
  if (act === 'extended' || act === 'upheld') return scope === 'part' ? 'partly' : 'banned';
  // Only what is closed can be refused to open, be it all or part of it.
  const isRefusal = act === 'refused' && toward === 'tighter';
  return act === 'imposed' || isRefusal ? 'partly' : 'none known';
}

/** Steps that say what is in force, whether they change it or not. */
export function tellsStatus({ kind, toward }: Pick<Change, 'kind' | 'toward'>): boolean {
  return DECISIVE.has(kind) || (kind === 'refused' && toward === 'tighter');
}

const DECISIVE: ReadonlySet<string> = new Set([
  'imposed',
  'reimposed',
  'extended',
  'upheld',
  'eased',
  'lifted',
  'restated',
]);
