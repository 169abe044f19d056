import { DAY_MS, everyInWords, MINUTE_MS } from '../../core/poll/spans.ts';
import { SetupError } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import { audited, insist, type Doer } from './audited.ts';

/** A source is not read more often, nor more seldom, whatever an operator sets. In milliseconds. */
export const INTERVALS = { least: MINUTE_MS, most: 7 * DAY_MS };

const UNKNOWN = 'See `flagbearer source list`; a row counts once the service has taken it up.';

/** Makes a source due now. Throws SetupError for one that is not known, or paused. */
export async function orderCheck(store: Store, id: string, doer: Doer): Promise<string> {
  return audited(store, { ...doer, action: 'check now', subject: `source ${id}` }, async (s) => {
    const [override] = await s.overrides.of([id]);
    insist(
      override === undefined || override.paused === null,
      `the source ${id} is paused`,
      'Resume it: then it is read when it is due.',
    );
    insist(await s.sources.restart(id, doer.at), `there is no source ${id}`, UNKNOWN);
    return null;
  });
}

/** Reads a source no more until it is resumed. Throws SetupError for one that is not known, or paused already. */
export async function orderPause(store: Store, id: string, doer: Doer): Promise<string> {
  return audited(store, { ...doer, action: 'pause', subject: `source ${id}` }, async (s) => {
    const done = await s.overrides.pause(id, { by: doer.operator, at: doer.at });
    insist(done, `the source ${id} is not known, or paused already`, UNKNOWN);
    return null;
  });
}

/** Reads a paused source again. Throws SetupError for one that is not paused. */
export async function orderResume(store: Store, id: string, doer: Doer): Promise<string> {
  return audited(store, { ...doer, action: 'resume', subject: `source ${id}` }, async (s) => {
    insist(await s.overrides.resume(id), `the source ${id} is not paused`, UNKNOWN);
    return null;
  });
}

/** Sets how often a source is read, in milliseconds; null for its own pace. Throws SetupError. */
export async function orderInterval(
  store: Store,
  id: string,
  intervalMs: number | null,
  doer: Doer,
): Promise<string> {
  if (intervalMs !== null && !isInBounds(intervalMs)) {
    throw new SetupError('that is no interval', 'It may be from a minute to a week.');
  }
  const every = intervalMs === null ? null : everyInWords(intervalMs);
  const reason =
    every === null ? 'At its own pace again.' : `Every ${every}, set by ${doer.operator}.`;
  return audited(store, { ...doer, action: 'set interval', subject: `source ${id}` }, async (s) => {
    const { operator: by, at } = doer;
    const done = await s.overrides.setInterval(id, { intervalMs, reason, by, at });
    insist(done, `the source ${id} is not known, or given up as gone`, UNKNOWN);
    return every === null ? 'its own pace' : `every ${every}`;
  });
}

function isInBounds(ms: number): boolean {
  return Number.isInteger(ms) && ms >= INTERVALS.least && ms <= INTERVALS.most;
}
