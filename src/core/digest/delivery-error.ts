import type { BounceKind } from '../subscribers/bounces.ts';

const NO_REPLY = { bounce: null, status: null };

/**
 * A mail did not leave, or may not have. `retry`: nobody took it, a later attempt may succeed; `failed`: it was refused for
 * good; `unknown`: the whole mail was on its way when the connection ended, so it may have arrived.
 */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly outcome: 'retry' | 'failed' | 'unknown';
  /** The server's reply code, e.g. "550", or the socket's, e.g. "ECONNREFUSED"; null when there is none. */
  readonly code: string | null;
  /** What the server's reply says of the address; null where it was no reply, or says nothing. */
  readonly bounce: BounceKind | null;
  /** RFC 3463, e.g. "5.1.1"; null where the server gave none. */
  readonly status: string | null;

  constructor(
    message: string,
    outcome: DeliveryError['outcome'],
    code: string | null,
    reply: { readonly bounce: BounceKind | null; readonly status: string | null } = NO_REPLY,
  ) {
    super(message);
    this.outcome = outcome;
    this.code = code;
    this.bounce = reply.bounce;
    this.status = reply.status;
  }
}
