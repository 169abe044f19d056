import { isZone } from '../../core/digest/schedule.ts';
import type { Strings } from './strings.ts';

/** The zone in which a mail tells times: the digest's, or UTC when this machine does not know it. */
export function zoneOf(zone: string): string {
  return isZone(zone) ? zone : 'UTC';
}

/** Where and in which language a moment is told. */
export type Clock = {
  readonly zone: string;
  readonly words: Pick<Strings, 'locale' | 'unknownTime'>;
};

/** "14 Nov, 08:00" on the clocks of a zone; with the year where it is not that of `near`. */
export function momentText(iso: string, clock: Clock, near: string): string {
  const year = (at: string): string => format(at, clock, { year: 'numeric' });
  return format(iso, clock, {
    day: 'numeric',
    month: 'short',
    ...(year(iso) === year(near) ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** "Saturday, 14 November 2026" in a zone. */
export function dayText(iso: string, clock: Clock): string {
  return format(iso, clock, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

function format(iso: string, { zone, words }: Clock, options: Intl.DateTimeFormatOptions): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return words.unknownTime;
  return new Intl.DateTimeFormat(words.locale, { ...options, timeZone: zone }).format(at);
}
