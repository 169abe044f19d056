import { readDate } from './dates.ts';

/** The seconds that a Retry-After header asks for: a number, or a date (RFC 9110, 10.2.3); null for neither, zero for a date that has passed. */
export function retryAfter(value: string | undefined, now: Date): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const at = readDate(text, 'UTC');
  return at === null ? null : Math.max(0, Math.ceil((at.getTime() - now.getTime()) / 1000));
}
