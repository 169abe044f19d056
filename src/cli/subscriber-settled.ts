import { scheduleText } from '../core/digest/schedule.ts';
import type { Consent } from '../core/sign-up/consent.ts';
import { addressKey } from '../core/subscribers/address.ts';
import type { Store } from '../store/store.ts';
import type { AddressChange } from '../store/address-changes.ts';
import type { PendingSignUp } from '../store/sign-ups.ts';
import type { Cli } from './context.ts';
import { harmless } from './paint.ts';

/** What somebody has settled by themselves: sign-ups that wait to be confirmed, a change of address, consents. */
export type Settled = {
  readonly signUps: readonly PendingSignUp[];
  readonly addressChange: AddressChange | null;
  readonly consents: readonly Consent[];
};

/** Looks up what the owner of an address has settled; no key of a link is part of it. */
export async function settledBy(store: Store, email: string, now: Date): Promise<Settled> {
  const one = await store.subscribers.find(email);
  return {
    signUps: await store.signUps.pending(email, now),
    addressChange:
      one === undefined ? null : ((await store.addressChanges.open(one.id, now)) ?? null),
    consents: await store.consents.of(addressKey(email)),
  };
}

/** Prints it, a line each. */
export function printSettled(cli: Cli, { signUps, addressChange, consents }: Settled): void {
  for (const { terms, askedAt, expiresAt } of signUps) {
    const until = `asked ${askedAt.toISOString()}, can be confirmed until ${expiresAt.toISOString()}`;
    cli.print(
      `${'waits to confirm'.padEnd(18)} ${scheduleText(terms.schedule)}, ${terms.zone}; ${until}`,
    );
  }
  if (addressChange !== null) {
    const { to, askedAt, confirmedAt } = addressChange;
    const state = confirmedAt === null ? 'not confirmed' : `confirmed ${confirmedAt.toISOString()}`;
    cli.print(`${'moves to'.padEnd(18)} ${harmless(to)}; asked ${askedAt.toISOString()}, ${state}`);
  }
  for (const { at, act, way, network, wording } of consents) {
    const more = [
      ...(network === null ? [] : [`from ${network}`]),
      ...(wording === null ? [] : [`wording of ${wording}`]),
    ];
    const facts = [`${act} by ${way}`, ...more].join(', ');
    cli.print(`${'consent'.padEnd(18)} ${at.toISOString()}  ${harmless(facts)}`);
  }
}
