import type { ReactElement } from 'react';

const MONTHS =
  'January February March April May June July August September October November December';
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday';

/** A point in time as people and machines read it, in UTC whoever looks. */
export function Moment({ at }: { readonly at: Date }): ReactElement {
  if (Number.isNaN(at.getTime())) return <span>unknown time</span>;
  return <time dateTime={at.toISOString()}>{`${dayText(at)}, ${clockText(at)} UTC`}</time>;
}

/** Only the day, where the hour says nothing. */
export function Day({ at }: { readonly at: Date }): ReactElement {
  if (Number.isNaN(at.getTime())) return <span>unknown day</span>;
  return <time dateTime={dayKey(at)}>{dayText(at)}</time>;
}

/** Only the time of day, where a heading already tells the day. */
export function Clock({ at }: { readonly at: Date }): ReactElement {
  if (Number.isNaN(at.getTime())) return <span>unknown time</span>;
  return <time dateTime={at.toISOString()}>{`${clockText(at)} UTC`}</time>;
}

/** `21 Nov 2026`, the UTC day, where no element can stand. */
export function dayName(at: Date): string {
  return Number.isNaN(at.getTime()) ? 'unknown day' : dayText(at);
}

/** `Nov`. */
export function monthShort(at: Date): string {
  return monthName(at).slice(0, 3);
}

/** `2026-11-21`, the UTC day; `unknown` for an invalid date. */
export function dayKey(at: Date): string {
  return Number.isNaN(at.getTime()) ? 'unknown' : at.toISOString().slice(0, 10);
}

/** `Saturday, 14 March 2026`, in two parts that a narrow column sets below each other. */
export function LongDay({ of: at }: { readonly of: Date }): ReactElement {
  if (Number.isNaN(at.getTime())) return <span>Unknown day</span>;
  const weekday = WEEKDAYS.split(' ')[at.getUTCDay()] ?? '';
  const day = `${at.getUTCDate()} ${monthName(at)} ${at.getUTCFullYear()}`;
  return (
    <>
      <span>
        {weekday}
        <span className="comma">, </span>
      </span>
      <span>{day}</span>
    </>
  );
}

function dayText(at: Date): string {
  return `${at.getUTCDate()} ${monthShort(at)} ${at.getUTCFullYear()}`;
}

function clockText(at: Date): string {
  return at.toISOString().slice(11, 16);
}

function monthName(at: Date): string {
  return MONTHS.split(' ')[at.getUTCMonth()] ?? '';
}
