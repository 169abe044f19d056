import { isZone } from '../../core/digest/schedule.ts';

/** The zone in which a mail tells times: the digest's, or UTC when this machine does not know it. */
export function zoneOf(zone: string): string {
  return isZone(zone) ? zone : 'UTC';
}

/** "14 Nov, 08:00" on the clocks of a zone; with the year where it is not that of `near`. */
export function momentText(iso: string, zone: string, near: string): string {
  const isFar = format(iso, zone, { year: 'numeric' }) !== format(near, zone, { year: 'numeric' });
  return format(iso, zone, {
    day: 'numeric',
    month: 'short',
    ...(isFar ? { year: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** "Saturday, 14 November 2026" in a zone. */
export function dayText(iso: string, zone: string): string {
  return format(iso, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

function format(iso: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return 'unknown time';
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(at);
}
