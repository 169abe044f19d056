import type { Store } from '../../store/store.ts';

/** Why an address is on the suppression list that its owner put there. */
const OWN_WILL = 'unsubscribed from everything';

/**
 * Ends what a token stands for: the subscription, or any mail to its address for good. False where nobody has the token.
 * Doing it again changes nothing.
 */
export async function endSubscription(
  store: Pick<Store, 'subscribers' | 'suppressions'>,
  {
    token,
    scope,
    now,
  }: { readonly token: string; readonly scope: 'this' | 'everything'; readonly now: Date },
): Promise<boolean> {
  if (scope === 'everything') await store.suppressions.addByToken(token, OWN_WILL, now);
  return store.subscribers.leaveByToken(token, now);
}
