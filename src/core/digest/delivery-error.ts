/**
 * A mail did not leave, or may not have. `retry`: nobody took it, a later attempt may succeed; `failed`: it was refused for
 * good; `unknown`: the whole mail was on its way when the connection ended, so it may have arrived.
 */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly outcome: 'retry' | 'failed' | 'unknown';
  /** The server's reply code, e.g. "550", or the socket's, e.g. "ECONNREFUSED"; null when there is none. */
  readonly code: string | null;

  constructor(message: string, outcome: DeliveryError['outcome'], code: string | null) {
    super(message);
    this.outcome = outcome;
    this.code = code;
  }
}
