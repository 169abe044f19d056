import { messageOf } from '../errors.ts';
import { DELIVERIES_PER_JOB, deliverDigest } from '../jobs/deliver-digest.ts';
import { DeliveryError } from '../core/digest/delivery-error.ts';
import type { App } from '../ports.ts';
import type { ClaimedDelivery, DeliveryOutcome, SmtpBounce } from '../store/deliveries.ts';
import { eachAtOnce } from './at-once.ts';
import { outcomeOfFailure, type Failure } from './delivery-outcome.ts';
import { handle } from './worker.ts';

/**
 * How long a claim lasts. Longer than any attempt can take (the mailer gives up after two minutes),
 * so that a claim runs out only when its process is gone.
 */
const CLAIM_MS = 5 * 60_000;

/** Of one job: while one mail is on its way, the next is claimed, or the last one’s outcome recorded. */
const AT_ONCE = 2;

/** Claims each delivery of a block that is due, sends it, and records what came of it. */
export const deliverDigestWorker = handle(deliverDigest, async ({ block }, app, signal) => {
  const ids = await app.store.deliveries.dueIn(block, DELIVERIES_PER_JOB, app.now());
  const states = await eachAtOnce(
    ids,
    AT_ONCE,
    (id) => deliver(id, app),
    // A process that is closing leaves the rest to the next run of this job.
    () => signal?.aborted !== true,
  );
  const sent = states.filter((state) => state === 'sent').length;
  return { block, sent, others: states.length - sent };
});

/** Null where there was nothing to be done: it is sent, cancelled, or in somebody else’s hands. */
async function deliver(id: string, app: App): Promise<DeliveryOutcome['state'] | null> {
  const now = app.now();
  const claimedUntil = new Date(now.getTime() + CLAIM_MS);
  const delivery = await app.store.deliveries.claim(id, now, claimedUntil);
  if (delivery === undefined) return null;

  try {
    await app.mail.send(delivery);
  } catch (error) {
    const failure = describe(error);
    const outcome = outcomeOfFailure(delivery, failure, app);
    const bounce = bounceOf(delivery, failure, outcome, app.now());
    await app.store.deliveries.record(id, outcome, bounce);
    app.log.warn({ deliveryId: id, ...failure, state: outcome.state }, 'digest not sent');
    return outcome.state;
  }
  await app.store.deliveries.record(id, { state: 'sent', at: app.now() });
  return 'sent';
}

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
