import type { DeliveryError } from '../core/digest/delivery-error.ts';
import { nextAttempt } from '../core/digest/retry.ts';
import type { App } from '../ports.ts';
import type { DeliveryOutcome } from '../store/deliveries.ts';

/** Why an attempt to send did not succeed. */
export type Failure = {
  readonly outcome: 'retry' | 'failed' | 'unknown';
  readonly code: string | null;
  readonly problem: string;
  /** What the server said of the address; left out where it said nothing. */
  readonly reply?: Pick<DeliveryError, 'bounce' | 'status'>;
};

/** A mail that may have left already is sent at most once more, under the same Message-ID. */
const MOST_RESENDS = 1;

/** What an unsuccessful attempt makes of its delivery. */
export function outcomeOfFailure(
  delivery: { readonly attempts: number; readonly resends: number },
  { outcome, code, problem }: Failure,
  app: Pick<App, 'now' | 'mail'>,
): DeliveryOutcome {
  if (outcome === 'failed') return { state: 'failed', code, problem };
  const isResend = outcome === 'unknown' && !app.mail.idempotent;
  if (isResend && delivery.resends >= MOST_RESENDS) return { state: 'unknown', code, problem };
  const nextAttemptAt = nextAttempt(delivery.attempts, outcome, app.now());
  if (nextAttemptAt === null) return { state: isResend ? 'unknown' : 'failed', code, problem };
  return { state: 'queued', nextAttemptAt, resend: isResend ? 'again' : 'first', code, problem };
}
