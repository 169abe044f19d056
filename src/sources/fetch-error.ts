import { messageOf } from '../errors.ts';

/** Why a request brought nothing. */
export type FetchErrorKind =
  | 'refused'
  | 'busy'
  | 'robots'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'too-large'
  | 'redirects'
  | 'broken';

/** A request brought no response that could be used; `advice` says what an operator can do about it. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly kind: FetchErrorKind;
  readonly advice: string;
  /** Of kind `busy`: when the host's turn may come; null otherwise. */
  readonly retryAt: Date | null;

  constructor(
    kind: FetchErrorKind,
    message: string,
    options?: ErrorOptions & { advice?: string; retryAt?: Date },
  ) {
    super(message, options);
    this.kind = kind;
    this.retryAt = options?.retryAt ?? null;
    this.advice = options?.advice ?? ADVICE[kind];
  }
}

/** Turns whatever the network threw into a `FetchError` about `address`; one that already is one stays itself. */
export function fetchErrorFrom(thrown: unknown, address: string): FetchError {
  const known = causes(thrown).find((error) => error instanceof FetchError);
  if (known !== undefined) return known;
  const codes = causes(thrown).map(codeOf);
  const code = codes.find((each) => each !== '') ?? '';
  const kind = codes.map(kindOf).find((each) => each !== 'broken') ?? 'broken';
  const words = messageOf(thrown) || code;
  return new FetchError(kind, `${address}: ${SUMMARY[kind]} (${words || 'no reason given'})`, {
    cause: thrown,
  });
}

const ADVICE: Readonly<Record<FetchErrorKind, string>> = {
  refused: 'Check the address of the source; private addresses must be listed in network.allow.',
  busy: 'Others are asking this host. It will be tried again.',
  robots:
    'The site asks robots to stay away from there. Look for a feed of it, or ask the publisher.',
  dns: 'Check the host name for a typing error; the site may have moved or its domain lapsed.',
  connect: 'The server does not take connections. Open the address in a browser; it may be down.',
  tls: 'The server’s certificate does not hold. Open the address in a browser to see why.',
  timeout: 'The server is too slow or keeps the connection hanging. It will be tried again.',
  'too-large': 'The document is larger than a feed should be. Look for a feed with fewer items.',
  redirects: 'The address redirects without end. Open it in a browser and use the final address.',
  broken: 'The server’s answer breaks off or is no HTTP. It will be tried again.',
};

const SUMMARY: Readonly<Record<FetchErrorKind, string>> = {
  refused: 'the request was refused',
  busy: 'the host is being asked by others',
  robots: 'the site’s robots.txt forbids it',
  dns: 'the host name could not be resolved',
  connect: 'the connection failed',
  tls: 'no secure connection could be made',
  timeout: 'no complete answer in time',
  'too-large': 'the answer is too large',
  redirects: 'too many redirects',
  broken: 'the answer broke off',
};

/** The error, its causes and the members of aggregates, outermost first, at most twenty. */
function causes(thrown: unknown): readonly unknown[] {
  const found: unknown[] = [thrown];
  for (let at = 0; at < found.length && found.length < 20; at += 1) {
    const error = found[at];
    if (typeof error !== 'object' || error === null) continue;
    if ('errors' in error && Array.isArray(error.errors)) found.push(...error.errors.slice(0, 20));
    if ('cause' in error && error.cause !== undefined) found.push(error.cause);
  }
  return found;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

function kindOf(code: string): FetchErrorKind {
  if (/^(ENOTFOUND|EAI_|ENODATA|EBADNAME)/.test(code)) return 'dns';
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code)) return 'tls';
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout';
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL)/.test(code)) {
    return 'connect';
  }
  return 'broken';
}
