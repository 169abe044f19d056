import { addressKey } from '../../core/subscribers/address.ts';
import type { KnownSubscriber } from '../../core/subscribers/sync.ts';
import {
  isSame,
  termsOf,
  type SubscriberTerms,
  type SubscriberWish,
} from '../../core/subscribers/wish.ts';
import type { Store } from '../../store/store.ts';
import { saveTerms } from './save.ts';
import type { TableRow } from './rows.ts';

/** What became of one wish; `refused` says why nothing was done. */
export type Change =
  | { readonly outcome: 'added' | 'changed' | 'same'; readonly terms: SubscriberTerms }
  | { readonly outcome: 'refused'; readonly reason: string };

type Rules = {
  readonly now: Date;
  /** Whether somebody who ended it by themselves may be signed up again: only where they asked for it. */
  readonly mayReturn: boolean;
  readonly dryRun: boolean;
};

/** Signs one address up, or changes what is said of it; whatever is not said stays. */
export async function changeSubscriber(
  store: Store,
  wish: SubscriberWish,
  rules: Rules,
): Promise<Change> {
  const before = (await store.subscribers.find(wish.email)) ?? null;
  const refusal = await refusalOf(store, wish, before, rules);
  if (refusal !== null) return { outcome: 'refused', reason: refusal };
  const active = before?.state === 'active' ? before : null;
  const terms = termsOf(wish, active ?? undefined);
  if (active !== null && isSame(terms, active)) return { outcome: 'same', terms };
  const { now, dryRun } = rules;
  if (!dryRun) await saveTerms(store, terms, { before, managedBy: 'records', now });
  return { outcome: active === null ? 'added' : 'changed', terms };
}

async function refusalOf(
  store: Store,
  { email }: SubscriberWish,
  before: KnownSubscriber | null,
  { mayReturn }: Rules,
): Promise<string | null> {
  const suppression = await store.suppressions.find(email);
  if (suppression !== undefined) {
    return `${email} is on the suppression list (${suppression.reason}), which always wins; see \`flagbearer mail suppressed --help\``;
  }
  if (before?.managedBy === 'file' && before.state === 'active') {
    return `config/subscribers.yaml decides on ${email}: change it there`;
  }
  if (before === null && !mayReturn && (await store.people.erased([email])).length > 0) {
    return `${email} had everything erased; if they asked to come back, use \`flagbearer subscribers add\``;
  }
  if (before?.leftBy !== 'subscriber' || mayReturn) return null;
  return `${email} has unsubscribed; if they asked to come back, use \`flagbearer subscribers add\``;
}

/** What an import did; lines count from 1. */
export type ImportResult = {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
};

/** Takes a list in: every line that can be used is, every other is told. */
export async function importRows(
  store: Store,
  rows: readonly TableRow[],
  { now, dryRun }: { readonly now: Date; readonly dryRun: boolean },
): Promise<ImportResult> {
  const counts = { added: 0, changed: 0, same: 0 };
  const problems: { line: number; problem: string }[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const { line } = row;
    if ('problems' in row) {
      problems.push(...row.problems.map((problem) => ({ line, problem })));
      continue;
    }
    const key = addressKey(row.wish.email);
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      problems.push({ line, problem: `line ${earlier} has this address too` });
      continue;
    }
    seen.set(key, line);
    const change = await changeSubscriber(store, row.wish, { now, mayReturn: false, dryRun });
    if (change.outcome === 'refused') problems.push({ line, problem: change.reason });
    else counts[change.outcome] += 1;
  }
  return { ...counts, problems };
}
