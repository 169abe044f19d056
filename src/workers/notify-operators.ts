import { DeliveryError } from '../core/digest/delivery-error.ts';
import { messageOf } from '../errors.ts';
import { notifyOperators } from '../jobs/notify-operators.ts';
import type { App } from '../ports.ts';
import type { DeliveryOutcome } from '../store/deliveries.ts';
import { outcomeOfFailure, type Failure } from './delivery-outcome.ts';
import { handle } from './worker.ts';

/** Longer than any attempt can take (the mailer gives up after two minutes). */
const CLAIM_MS = 5 * 60_000;

/** Claims a mail to an operator, sends it, and records what came of it. */
export const notifyOperatorsWorker = handle(notifyOperators, async ({ mailId }, app) => {
  const now = app.now();
  const claimedUntil = new Date(now.getTime() + CLAIM_MS);
  const mail = await app.store.operatorMails.claim(mailId, now, claimedUntil);
  if (mail === undefined) return; // Sent, or in somebody else's hands.

  try {
    await app.noticeMail.send(mail);
  } catch (error) {
    const failure = describe(error);
    const outcome = outcomeOfOperatorMail(mail, failure, app);
    await app.store.operatorMails.record(mailId, outcome);
    app.log.warn({ mailId, ...failure, state: outcome.state }, 'mail to operators not sent');
    return;
  }
  await app.store.operatorMails.record(mailId, { state: 'sent', at: app.now() });
  return { mailId, state: 'sent', attempts: mail.attempts };
});

/** What an unsuccessful attempt makes of the mail. One that may have left already is never sent again: its news is on the page too. */
export function outcomeOfOperatorMail(
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
  return { outcome: error.outcome, code: error.code, problem: error.message };
}
