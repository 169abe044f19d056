import { randomBytes } from 'node:crypto';
import type { KnownSubscriber } from '../../core/subscribers/sync.ts';
import { plannedDigest, type SubscriberTerms } from '../../core/subscribers/wish.ts';
import type { Store } from '../../store/store.ts';

/** Writes a subscription as agreed: a new one, or one that changes or begins again. */
export async function saveTerms(
  store: Store,
  terms: SubscriberTerms,
  {
    before,
    managedBy,
    now,
  }: {
    readonly before: KnownSubscriber | null;
    readonly managedBy: 'records' | 'file';
    readonly now: Date;
  },
): Promise<void> {
  const active = before?.state === 'active' ? before : null;
  await store.subscribers.save({
    ...terms,
    managedBy,
    since: now,
    nextDigestAt: plannedDigest(terms, active, now),
    unsubscribeToken: randomBytes(24).toString('base64url'),
  });
}
