import type { Logger } from 'pino';
import { messageOf } from '../errors.ts';

const QUIET_MS = 30_000;
const REMEMBERED = 100;

/**
 * A listener for the errors of connections, queues and workers, all of which report the same outage
 * several times a second. Logs a message when it is new and then at most every 30 s, with the number
 * of times it was left out. Messages that differ in numbers only count as one.
 */
export function complaints(log: Logger): (error: unknown) => void {
  const seen = new Map<string, { loggedAt: number; leftOut: number }>();
  return (error) => {
    const problem = messageOf(error) || String(error);
    const kind = problem.replaceAll(/\d+/g, '#');
    const before = seen.get(kind);
    const at = performance.now();
    if (before !== undefined && at - before.loggedAt < QUIET_MS) {
      before.leftOut += 1;
      return;
    }
    if (seen.size >= REMEMBERED) seen.clear();
    seen.set(kind, { loggedAt: at, leftOut: 0 });
    log.warn({ problem, leftOut: before?.leftOut ?? 0 }, 'queue trouble');
  };
}
