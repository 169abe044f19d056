import { randomBytes } from 'node:crypto';
import { WORDING } from '../../core/sign-up/consent.ts';
import type { FormTerms } from '../../core/sign-up/form.ts';
import { LETTER_KEY_MS, letterLimits } from '../../core/sign-up/limits.ts';
import { sendLetter } from '../../jobs/send-letter.ts';
import type { App } from '../../ports.ts';

/** The parts of the service that letters need. */
export type LetterApp = Pick<App, 'store' | 'now' | 'mail' | 'enqueue' | 'log'>;

/**
 * Puts a sign-up on record and has its letter sent. `tired`: more were asked for within this hour than the network, the mail
 * domain or all together may. A mailbox that was written to a moment ago gets no letter, which nobody is told.
 */
export async function askToSignUp(
  app: LetterApp,
  { email, terms, network }: { email: string; terms: FormTerms; network: string },
): Promise<'asked' | 'tired'> {
  const { store, now } = app;
  const at = now();
  if (!(await store.requests.count(letterLimits(email, network), at))) return 'tired';
  const letterId = await store.signUps.ask({
    email,
    terms,
    expiresAt: new Date(at.getTime() + LETTER_KEY_MS),
    messageId: newMessageId(app),
    consent: { act: 'asked', way: 'sign-up page', wording: WORDING, network, detail: null, at },
  });
  await sendSoon(app, letterId === undefined ? [] : [letterId]);
  return 'asked';
}

/** A Message-ID that nobody can foretell. */
export function newMessageId({ mail }: Pick<App, 'mail'>): string {
  return mail.messageId(`letter/${randomBytes(24).toString('base64url')}`);
}

/** The letters are on record: where the queue is away just now, the next sweep finds them. */
export async function sendSoon(
  { enqueue, log }: LetterApp,
  letterIds: readonly string[],
): Promise<void> {
  try {
    await enqueue(
      sendLetter,
      letterIds.map((letterId) => ({ letterId })),
    );
  } catch (error) {
    log.warn({ err: error }, 'letters wait for the next sweep');
  }
}
