/**
 * Whom requests have to be kept apart for: one address, all of a host, or all hosts of a site (its registrable domain).
 * `url` is right for a bridge that makes many sites’ feeds under one host.
 */
export const PACE_SCOPES = ['url', 'host', 'site'] as const;
export type PaceScope = (typeof PACE_SCOPES)[number];

/** The name under which requests to an address wait for one another. An address that is none stands for itself. */
export function paceKey(address: string, scope: PaceScope): string {
  if (!URL.canParse(address)) return address;
  const { hostname, href, hash } = new URL(address);
  if (scope === 'url') return href.slice(0, href.length - hash.length);
  return scope === 'site' ? siteOf(hostname) : hostname;
}

/** Registries below a country's domain under which names are sold, as `co` in `co.uk`. */
const SECOND_LEVEL = /^(?:ac|co|com|edu|gov|gob|gouv|mil|net|nom|or|org|sch|spb|msk)$/;

/**
 * The last two labels of a host, or three below a registry such as `co.uk`. A list of all registries would be exact; what this
 * takes for one site although it is two only waits a little longer.
 */
function siteOf(hostname: string): string {
  if (/^[\d.]+$|^\[/.test(hostname)) return hostname;
  const labels = hostname.split('.');
  const [country = '', second = ''] = labels.toReversed();
  const length = country.length === 2 && SECOND_LEVEL.test(second) ? 3 : 2;
  return labels.slice(-length).join('.');
}

/** A wish for a turn with those whom `key` stands for; all spans in milliseconds. */
export type TurnWish = {
  readonly key: string;
  /** Most turns at once. */
  readonly perHost: number;
  /** Least time between the starts of two turns. */
  readonly spacingMs: number;
  /** So long after its start a turn is over, whatever became of whoever had it. */
  readonly stayMs: number;
  /** A turn that could start only later than this from now is not taken. */
  readonly patienceMs: number;
  readonly now: Date;
};

/** A turn, which starts now or soon; or when to ask again. */
export type Turn =
  | { readonly slot: string; readonly startAt: Date }
  | { readonly slot: null; readonly retryAt: Date };

/**
 * Milliseconds for which all of a host is left alone after one of its addresses said that there are too many requests (429), or that
 * it is down for a known time (503); null where it said neither. The source itself waits as long as it was asked to; the
 * others try again after an hour at the latest, since the limit may have been the one address’s own.
 */
export function hostPauseMs(status: number, retryAfterSeconds: number | null): number | null {
  if (status !== 429 && (status !== 503 || retryAfterSeconds === null)) return null;
  return Math.min((retryAfterSeconds ?? USUAL_PAUSE_SECONDS) * 1000, LONGEST_PAUSE_MS);
}

const USUAL_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_MS = 3_600_000;
