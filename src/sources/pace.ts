import { FetchError } from './fetch-error.ts';

/** Keeps requests to one host apart; `key` names the host, or whatever else requests are kept apart for. */
export type Pace = {
  /** Resolves when the request may start, with the function that ends it. */
  readonly enter: (key: string, options?: EnterOptions) => Promise<() => void>;
  /** Rejects everyone who waits, and everyone who comes later. */
  readonly close: () => void;
};

/** How a request waits for its turn, and how long the turn may last. A pace of one process has patience without end. */
export type EnterOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly patienceMs?: number | undefined;
  /** More than the usual time between two starts, where the host wishes for it; kept by a shared pace. */
  readonly spacingMs?: number | undefined;
  readonly stayMs?: number | undefined;
};

/**
 * Opens a pace for one process: per host at most `perHost` requests at once, their starts at least `spacingMs`
 * milliseconds apart, first come first served. A host is forgotten once it is idle and its spacing is over;
 * at most 1,000 requests may wait for one host, the next is rejected with a `FetchError` of kind `timeout`.
 */
export function openPace(options: { perHost: number; spacingMs: number }): Pace {
  const lanes = new Map<string, Lane>();
  let closed = false;
  return {
    enter: (host, { signal } = {}) => {
      if (closed) return Promise.reject(closedError());
      const lane = lanes.get(host) ?? { running: 0, lastStart: null, waiting: [], timer: null };
      lanes.set(host, lane);
      return wait(lane, host, signal, () => serve(lane, options, () => lanes.delete(host)));
    },
    close: () => {
      closed = true;
      for (const lane of lanes.values()) {
        if (lane.timer !== null) clearTimeout(lane.timer);
        for (const { reject } of lane.waiting.splice(0)) reject(closedError());
      }
      lanes.clear();
    },
  };
}

const MAX_WAITING = 1000;

type Waiter = { readonly start: (leave: () => void) => void; readonly reject: (e: Error) => void };
type Lane = {
  running: number;
  lastStart: number | null;
  readonly waiting: Waiter[];
  timer: NodeJS.Timeout | null;
};

function wait(
  lane: Lane,
  host: string,
  signal: AbortSignal | undefined,
  serveLane: () => void,
): Promise<() => void> {
  if (lane.waiting.length >= MAX_WAITING) {
    return Promise.reject(
      new FetchError('timeout', `${host}: ${MAX_WAITING} requests already wait for this host`),
    );
  }
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      const at = lane.waiting.indexOf(waiter);
      if (at >= 0) lane.waiting.splice(at, 1);
      reject(reasonOf(signal));
      serveLane();
    };
    const waiter: Waiter = {
      start: (leave) => {
        signal?.removeEventListener('abort', giveUp);
        resolve(leave);
      },
      reject,
    };
    lane.waiting.push(waiter);
    if (signal?.aborted === true) {
      giveUp();
      return;
    }
    signal?.addEventListener('abort', giveUp, { once: true });
    serveLane();
  });
}

/** Starts whoever may start now and sets a timer for the next; drops a lane that nobody needs. */
function serve(
  lane: Lane,
  options: { perHost: number; spacingMs: number },
  drop: () => void,
): void {
  if (lane.timer !== null) {
    if (lane.waiting.length > 0) lane.timer.ref();
    return;
  }
  const now = performance.now();
  const rest = lane.lastStart === null ? 0 : lane.lastStart + options.spacingMs - now;
  if (rest > 0) {
    lane.timer = setTimeout(() => {
      lane.timer = null;
      serve(lane, options, drop);
    }, Math.ceil(rest));
    // An idle lane only waits to be forgotten: that must not keep the process alive.
    if (lane.waiting.length === 0) lane.timer.unref();
    return;
  }
  if (lane.running >= options.perHost) return;
  const next = lane.waiting.shift();
  if (next === undefined) {
    if (lane.running === 0) drop();
    return;
  }
  lane.running += 1;
  lane.lastStart = now;
  let left = false;
  next.start(() => {
    if (left) return;
    left = true;
    lane.running -= 1;
    serve(lane, options, drop);
  });
  serve(lane, options, drop);
}

/** Why a request was given up, as an error. */
export function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('the request was given up');
}

function closedError(): FetchError {
  return new FetchError('refused', 'the HTTP client is closed', { advice: 'Start it again.' });
}
