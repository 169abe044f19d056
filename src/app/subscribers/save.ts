import { randomBytes } from 'node:crypto';
import { changesBetween } from '../../core/sign-up/changes.ts';
import type { ConsentWay } from '../../core/sign-up/consent.ts';
import type { KnownSubscriber } from '../../core/subscribers/sync.ts';
import { plannedDigest, type SubscriberTerms } from '../../core/subscribers/wish.ts';
import type { Store } from '../../store/store.ts';

/** Who writes a subscription, and how it comes that they do. */
export type SavedBy = {
  readonly before: KnownSubscriber | null;
  readonly managedBy: 'records' | 'file';
  readonly now: Date;
  /** By which way it was said; left out: an operator or the file did. */
  readonly said?: { readonly way: ConsentWay; readonly network: string };
};

/** Writes a subscription as agreed, and a line in the log of consents: a new one, or one that changes or begins again. */
export async function saveTerms(
  store: Store,
  terms: SubscriberTerms,
  { before, managedBy, now, said }: SavedBy,
): Promise<void> {
  const active = before?.state === 'active' ? before : null;
  await store.together(async (inside) => {
    const { id } = await inside.subscribers.save({
      ...terms,
      managedBy,
      since: now,
      nextDigestAt: plannedDigest(terms, active, now),
      unsubscribeToken: randomBytes(24).toString('base64url'),
    });
    await inside.people.forgetErasure(terms.email);
    await inside.consents.note(
      { subscriberId: id },
      {
        act: active === null ? 'added' : 'changed',
        way: said?.way ?? (managedBy === 'file' ? 'subscribers.yaml' : 'operator'),
        wording: null,
        network: said?.network ?? null,
        detail: active === null ? null : changesBetween(active, terms),
        at: now,
      },
    );
  });
}
