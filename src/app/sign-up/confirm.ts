import { nextDigestAt } from '../../core/digest/schedule.ts';
import { WORDING } from '../../core/sign-up/consent.ts';
import type { App } from '../../ports.ts';
import type { FoundSignUp } from '../../store/sign-ups.ts';

/** Makes a subscriber of who has the key of a letter; undefined where nobody has it, or its time is over. */
export async function confirmSignUp(
  { store, now }: Pick<App, 'store' | 'now'>,
  key: string,
  network: string,
): Promise<FoundSignUp | undefined> {
  const at = now();
  const consent = {
    act: 'confirmed',
    way: 'link in a letter',
    wording: WORDING,
    network,
    detail: null,
    at,
  } as const;
  return store.signUps.confirm(key, consent, ({ schedule, zone }) =>
    nextDigestAt(schedule, zone, at),
  );
}
