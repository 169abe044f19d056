import { DeliveryError } from '../core/digest/delivery-error.ts';
import { messageOf } from '../errors.ts';
import { sendLetter } from '../jobs/send-letter.ts';
import type { App } from '../ports.ts';
import type { NewBounce } from '../store/bounces.ts';
import type { DeliveryOutcome } from '../store/deliveries.ts';
import { outcomeOfFailure, type Failure } from './delivery-outcome.ts';
import { handle } from './worker.ts';

/** Longer than any attempt can take (the mailer gives up after two minutes). */
const CLAIM_MS = 5 * 60_000;

/** Claims a letter, sends it, and records what came of it. */
export const sendLetterWorker = handle(sendLetter, async ({ letterId }, app) => {
  const now = app.now();
  const claimedUntil = new Date(now.getTime() + CLAIM_MS);
  const letter = await app.store.letters.claim(letterId, now, claimedUntil);
  if (letter === undefined) return; // Sent, cancelled, or in somebody else's hands.

  try {
    await app.letterMail.send(letter);
  } catch (error) {
    const failure = describe(error);
    const outcome = outcomeOfLetter(letter, failure, app);
    const bounce = bounceOf(letter.email, failure, outcome, app.now());
    await app.store.letters.record(letterId, outcome, bounce);
    app.log.warn({ letterId, ...failure, state: outcome.state }, 'letter not sent');
    return;
  }
  await app.store.letters.record(letterId, { state: 'sent', at: app.now() });
  return { letterId, state: 'sent', attempts: letter.attempts };
});

/** What an unsuccessful attempt makes of a letter. One that may have left already is never sent again: it can be asked for. */
export function outcomeOfLetter(
  { attempts }: { readonly attempts: number },
  failure: Failure,
  app: Pick<App, 'now' | 'mail'>,
): DeliveryOutcome {
  return outcomeOfFailure({ attempts, resends: Infinity }, failure, app);
}

/** An error of our own making, in rendering for example, left no mail behind. */
function describe(error: unknown): Failure {
  if (!(error instanceof DeliveryError)) {
    return { outcome: 'retry', code: null, problem: messageOf(error) };
  }
  const { outcome, code, bounce, status } = error;
  return { outcome, code, problem: error.message, reply: { bounce, status } };
}

/** A refusal counts like that of a digest: one list says whom nothing reaches. */
function bounceOf(
  email: string,
  { code, problem, reply }: Failure,
  outcome: DeliveryOutcome,
  at: Date,
): Omit<NewBounce, 'deliveryId' | 'reportKey'> | null {
  const kind = reply?.bounce ?? null;
  if (kind === null || (kind === 'soft' && outcome.state !== 'failed')) return null;
  return { email, kind, status: reply?.status ?? code, detail: problem, at };
}
