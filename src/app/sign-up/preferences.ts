import type { FormTerms } from '../../core/sign-up/form.ts';
import { changeLimit } from '../../core/sign-up/limits.ts';
import { isSame } from '../../core/subscribers/wish.ts';
import type { App } from '../../ports.ts';
import type { StoredSubscriber } from '../../store/subscribers.ts';
import type { Changed } from '../../web/subscribe/port.ts';
import { saveTerms } from '../subscribers/save.ts';

type Facts = Pick<App, 'store' | 'now'>;

/** Why the owner of a subscription cannot change it now; null where they can. */
export async function refusalOf(
  { store, now }: Facts,
  { id, state, managedBy }: StoredSubscriber,
): Promise<Exclude<Changed, 'done' | 'same'> | null> {
  if (state === 'left') return 'left';
  if (managedBy === 'file') return 'fixed';
  return (await store.requests.count([changeLimit(id)], now())) ? null : 'tired';
}

/** Writes what the owner of a subscription wants from now on; null where nobody has the token. */
export async function savePreferences(
  facts: Facts,
  token: string,
  wanted: {
    readonly terms: FormTerms;
    readonly pausedUntil: Date | null;
    readonly network: string;
  },
): Promise<Changed | null> {
  const { store, now } = facts;
  const before = await store.subscribers.findByToken(token);
  if (before === undefined) return null;
  const refusal = await refusalOf(facts, before);
  if (refusal !== null) return refusal;
  const { terms, pausedUntil, network } = wanted;
  const after = { email: before.email, ...terms, pausedUntil };
  if (isSame(after, before)) return 'same';
  const said = { way: 'preferences page', network } as const;
  await saveTerms(store, after, { before, managedBy: 'records', now: now(), said });
  return 'done';
}

/** Ends a pause at once; null where nobody has the token. */
export async function resume(
  facts: Facts,
  token: string,
  network: string,
): Promise<Changed | null> {
  const { store, now } = facts;
  const before = await store.subscribers.findByToken(token);
  if (before === undefined) return null;
  const refusal = await refusalOf(facts, before);
  if (refusal !== null) return refusal;
  if (before.pausedUntil === null) return 'same';
  const at = now();
  const way = 'preferences page';
  await store.together(async (inside) => {
    await inside.subscribers.pause(before.email, null);
    await inside.consents.note(
      { subscriberId: before.id },
      { act: 'resumed', way, wording: null, network, detail: null, at },
    );
  });
  return 'done';
}
