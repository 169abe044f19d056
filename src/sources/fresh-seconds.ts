import { readDate } from './dates.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * Seconds for which an answer stays fresh (RFC 9111, 4.2.1): Cache-Control’s max-age or, where it has none, the time from Date to
 * Expires; null where neither says so, or the answer is stale at once.
 */
export function freshSecondsOf(headers: Headers, now: Date): number | null {
  const control = headers['cache-control'] ?? '';
  const seconds = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(control)?.[1];
  const fresh = seconds === undefined ? expirySeconds(headers, now) : Number(seconds);
  return fresh !== null && fresh > 0 ? fresh : null;
}

function expirySeconds(headers: Headers, now: Date): number | null {
  const expires = readDate(headers['expires'] ?? '', 'UTC');
  if (expires === null) return null;
  const sent = readDate(headers['date'] ?? '', 'UTC') ?? now;
  return Math.floor((expires.getTime() - sent.getTime()) / 1000);
}
