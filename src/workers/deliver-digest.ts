import { messageOf } from '../errors.ts';
import { deliverDigest } from '../jobs/deliver-digest.ts';
import { DeliveryError } from '../core/digest/delivery-error.ts';
import type { ClaimedDelivery, DeliveryOutcome, SmtpBounce } from '../store/deliveries.ts';
import { outcomeOfFailure, type Failure } from './delivery-outcome.ts';
import { handle } from './worker.ts';

/**
 * How long a claim lasts. Longer than any attempt can take (the mailer gives up after two minutes),
 * so that a claim runs out only when its process is gone.
 */
const CLAIM_MS = 5 * 60_000;

/** Claims a delivery, sends it, and records what came of it. */
export const deliverDigestWorker = handle(deliverDigest, async ({ deliveryId }, app) => {
  const now = app.now();
  const claimedUntil = new Date(now.getTime() + CLAIM_MS);
  const delivery = await app.store.deliveries.claim(deliveryId, now, claimedUntil);
  if (delivery === undefined) return; // Sent, cancelled, or in somebody else's hands.

  try {
    await app.mail.send(delivery);
  } catch (error) {
    const failure = describe(error);
    const outcome = outcomeOfFailure(delivery, failure, app);
    await app.store.deliveries.record(
      deliveryId,
      outcome,
      bounceOf(delivery, failure, outcome, app.now()),
    );
    app.log.warn({ deliveryId, ...failure, state: outcome.state }, 'digest not sent');
    return;
  }
  await app.store.deliveries.record(deliveryId, { state: 'sent', at: app.now() });
  return { deliveryId, state: 'sent', attempts: delivery.attempts };
});

/** An error of our own making, in rendering for example, left no mail behind. */
function describe(error: unknown): Failure {
  if (!(error instanceof DeliveryError)) {
    return { outcome: 'retry', code: null, problem: messageOf(error) };
  }
  const { outcome, code, bounce, status } = error;
  return { outcome, code, problem: error.message, reply: { bounce, status } };
}

/** What goes on record of a refusal: a temporary one only when it was the last attempt. */
function bounceOf(
  { email, attempts }: Pick<ClaimedDelivery, 'email' | 'attempts'>,
  { code, problem, reply }: Failure,
  outcome: DeliveryOutcome,
  at: Date,
): SmtpBounce | null {
  const kind = reply?.bounce ?? null;
  if (kind === null || (kind === 'soft' && outcome.state !== 'failed')) return null;
  return {
    email,
    kind,
    status: reply?.status ?? code,
    detail: problem,
    attempt: attempts,
    at,
  };
}
