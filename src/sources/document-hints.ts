import type { PollHints } from '../core/poll/hints.ts';

/** What a feed itself asks for, beside what its server does. */
export type DocumentHints = Omit<PollHints, 'maxAgeSeconds'>;

/**
 * How often an RSS feed wants to be read: its `ttl`, `skipHours` and `skipDays`, and its syndication module; nothing where the
 * first kilobytes say nothing of it. The elements are ASCII in every charset that feeds are written in.
 */
export function documentHintsOf(body: Buffer): DocumentHints {
  const head = body.subarray(0, HEAD_BYTES).toString('latin1');
  return {
    ttlMinutes: numberIn(head, /<ttl>\s{0,20}(\d{1,6})\s{0,20}<\/ttl>/i),
    updateMinutes: updateMinutesIn(head),
    skipHours: listIn(head, 'skipHours', 'hour').flatMap(hourOf),
    skipDays: listIn(head, 'skipDays', 'day').flatMap(dayOf),
  };
}

const HEAD_BYTES = 16_384;

/**
 * Minutes between two updates by http://web.resource.org/rss/1.0/modules/syndication: a day where only the frequency is given,
 * once where only the period is. `dayly` and frequencies such as 0.1 are met in the wild; `always` asks for nothing.
 */
function updateMinutesIn(head: string): number | null {
  const period = /<\w{1,10}:updatePeriod>\s{0,20}(\w{1,10})\s{0,20}</i.exec(head)?.[1];
  const times = numberIn(
    head,
    /<\w{1,10}:updateFrequency>\s{0,20}(\d{0,4}(?:\.\d{1,4})?)\s{0,20}</i,
  );
  if (period === undefined && times === null) return null;
  const minutes = PERIODS.get(period?.toLowerCase() ?? 'daily');
  if (minutes === undefined) return null;
  return Math.max(1, Math.round(minutes / (times === null || times === 0 ? 1 : times)));
}

const PERIODS: ReadonlyMap<string, number> = new Map([
  ['hourly', 60],
  ['daily', 1440],
  ['dayly', 1440],
  ['weekly', 10_080],
  ['monthly', 43_200],
  ['yearly', 525_600],
]);

function numberIn(head: string, pattern: RegExp): number | null {
  const text = pattern.exec(head)?.[1] ?? '';
  return text === '' ? null : Number(text);
}

/** The texts of the elements called `inner` within the first one called `outer`. */
function listIn(head: string, outer: string, inner: string): string[] {
  const start = head.search(new RegExp(`<${outer}>`, 'i'));
  if (start < 0) return [];
  const rest = head.slice(start, start + LIST_LENGTH);
  const end = rest.search(new RegExp(`</${outer}>`, 'i'));
  const list = end < 0 ? '' : rest.slice(0, end);
  return [...list.matchAll(new RegExp(`<${inner}>\\s{0,20}(\\w{1,10})\\s{0,20}<`, 'gi'))].map(
    ([, text = '']) => text,
  );
}

const LIST_LENGTH = 2000;

/** RSS 0.91 counts to 24, which is midnight. */
function hourOf(text: string): number[] {
  return /^\d{1,2}$/.test(text) && Number(text) <= 24 ? [Number(text) % 24] : [];
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function dayOf(text: string): number[] {
  const day = DAYS.indexOf(text.slice(0, 3).toLowerCase());
  return day < 0 ? [] : [day];
}
