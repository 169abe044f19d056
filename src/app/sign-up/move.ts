import { LETTER_KEY_MS, letterLimits } from '../../core/sign-up/limits.ts';
import { addressKey } from '../../core/subscribers/address.ts';
import type { AddressChange } from '../../store/address-changes.ts';
import type { Changed, MoveView } from '../../web/subscribe/port.ts';
import { newMessageId, sendSoon, type LetterApp } from './ask.ts';
import { refusalOf } from './preferences.ts';

/** Has letters sent to both ends of a change of address; null where nobody has the token. */
export async function askToMove(
  app: LetterApp,
  token: string,
  { email, network }: { readonly email: string; readonly network: string },
): Promise<Changed | null> {
  const { store, now } = app;
  const subscriber = await store.subscribers.findByToken(token);
  if (subscriber === undefined) return null;
  const refusal = await refusalOf(app, subscriber);
  if (refusal !== null) return refusal;
  if (addressKey(email) === addressKey(subscriber.email)) return 'same';
  const at = now();
  if (!(await store.requests.count(letterLimits(email, network), at))) return 'tired';
  const way = 'preferences page';
  const letterIds = await store.addressChanges.ask({
    subscriberId: subscriber.id,
    email,
    language: subscriber.preferences.language,
    expiresAt: new Date(at.getTime() + LETTER_KEY_MS),
    messageIds: { toNew: newMessageId(app), toOld: newMessageId(app) },
    consent: { act: 'asked for another address', way, wording: null, network, detail: null, at },
  });
  await sendSoon(app, letterIds);
  return letterIds.length === 0 ? 'tired' : 'done';
}

/** A change of address as the pages show it. */
export function moveView(change: AddressChange): MoveView {
  const { from, to, askedAt, allowedAt } = change;
  return { from, to, askedAt, isAllowed: allowedAt !== null, state: stateOf(change) };
}

function stateOf({ stoppedAt, doneAt, confirmedAt }: AddressChange): MoveView['state'] {
  if (doneAt !== null) return 'done';
  if (stoppedAt !== null) return 'stopped';
  return confirmedAt === null ? 'open' : 'confirmed';
}
