import { rowOf } from '../app/subscribers/rows.ts';
import { addressKey } from '../core/subscribers/address.ts';
import type { StoredSubscriber } from '../store/subscribers.ts';

/** A subscriber as commands print them; never the token, with which anybody could unsubscribe them. */
export function factsOf(one: StoredSubscriber, suppressed: ReadonlyMap<string, string>) {
  return {
    ...rowOf(one),
    state: one.state,
    leftBy: one.leftBy,
    managedBy: one.managedBy,
    since: one.since.toISOString(),
    nextDigestAt: one.nextDigestAt?.toISOString() ?? null,
    suppressed: suppressed.get(addressKey(one.email)) ?? null,
  };
}
