import type { HealthState } from './health.ts';

/** What a person can do about a source in a state, in sentences; null where there is nothing to do. */
export function adviceFor(state: HealthState, sourceId: string): string | null {
  return ADVICE[state]?.replaceAll('ID', sourceId) ?? null;
}

const ADVICE: Readonly<Record<HealthState, string | null>> = {
  ok: null,
  waiting: null,
  failing:
    'It is tried again by itself, more and more seldom. `flagbearer source check ID` asks it now and says what is wrong.',
  blocked:
    'A bot wall stands before it. Ask the publisher to let the service in, or give its row another address, such as a feed bridge.',
  empty:
    'It answers, but with no items: its address or its selectors no longer fit. `flagbearer source check ID` shows what it yields.',
  gone: 'It is not read again until its row gets a new address; `flagbearer source disable ID` takes it out.',
  repeating:
    'It keeps serving the same document. Look at the site for the feed it keeps up now, and give its row that address.',
  quiet:
    'It may have stopped, or moved its news elsewhere. Look at the site; `flagbearer source check ID` tells what is in it.',
};
