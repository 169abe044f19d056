/**
 * The minutes for which an RSS feed may be kept, by its `ttl` or its syndication module; null where the first
 * kilobytes say nothing of it. The elements are ASCII in every charset that feeds are written in.
 */
export function ttlOf(body: Buffer): number | null {
  const head = body.subarray(0, HEAD_BYTES).toString('latin1');
  const ttl = /<ttl>\s{0,20}(\d{1,6})\s{0,20}<\/ttl>/i.exec(head)?.[1];
  if (ttl !== undefined) return Number(ttl);
  const period = /<sy:updatePeriod>\s{0,20}(\w{1,10})\s{0,20}</i.exec(head)?.[1]?.toLowerCase();
  const minutes = period === undefined ? undefined : PERIODS.get(period);
  if (minutes === undefined) return null;
  const times = /<sy:updateFrequency>\s{0,20}(\d{1,4})/i.exec(head)?.[1];
  return Math.round(minutes / Math.max(1, Number(times ?? 1)));
}

const HEAD_BYTES = 16_384;
const PERIODS: ReadonlyMap<string, number> = new Map([
  ['hourly', 60],
  ['daily', 1440],
  ['weekly', 10_080],
]);
