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
  return formatOf(words.locale, { ...options, timeZone: zone }).format(at);
}

/** To make one takes ten times as long as to ask it. */
const formats = new Map<string, Intl.DateTimeFormat>();
/** For so many zones, languages and forms; beyond these all are forgotten, so that they do not fill the memory. */
const MOST_FORMATS = 256;

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(key, made);
  return made;
}
