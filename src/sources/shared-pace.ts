import type { Turn, TurnWish } from '../core/politeness.ts';
import { FetchError } from './fetch-error.ts';
import { reasonOf, type Pace } from './pace.ts';

/** The book of turns that all processes share. */
export type TurnBook = {
  readonly take: (wish: TurnWish) => Promise<Turn>;
  readonly leave: (slot: string) => Promise<void>;
};

/**
 * Opens a pace that all processes keep together, over the book of turns in the records. `enter` waits no longer than the
 * patience (a minute unless told otherwise), then throws a `FetchError` of kind `busy` that says when to come again: a worker
 * puts the job off instead of sleeping. A turn whose process was killed ends by itself after `stayMs`.
 */
export function openSharedPace(
  book: TurnBook,
  options: { readonly perHost: number; readonly spacingMs: number; readonly now: () => Date },
): Pace {
  const closing = new AbortController();
  return {
    enter: async (key, entering = {}) => {
      const { signal, patienceMs = PATIENCE_MS, stayMs = STAY_MS, spacingMs = 0 } = entering;
      const stop = AbortSignal.any([closing.signal, ...(signal === undefined ? [] : [signal])]);
      const spacing = Math.max(options.spacingMs, spacingMs);
      const wish = { ...options, key, stayMs, spacingMs: spacing };
      const slot = await turn(book, wish, patienceMs, stop);
      return () => {
        // A turn that could not be given back ends by itself.
        book.leave(slot).catch(() => undefined);
      };
    },
    close: () => closing.abort(new FetchError('refused', 'the HTTP client is closed')),
  };
}

const PATIENCE_MS = 60_000;
const STAY_MS = 20_000;
/** When all turns are taken, nobody knows when the next one ends. */
const LOOK_MS = 50;

async function turn(
  book: TurnBook,
  wish: Omit<TurnWish, 'patienceMs' | 'now'> & { readonly now: () => Date },
  patienceMs: number,
  stop: AbortSignal,
): Promise<string> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    stop.throwIfAborted();
    const left = Math.max(0, deadline - performance.now());
    const now = wish.now();
    const answer = await book.take({ ...wish, patienceMs: left, now });
    if (answer.slot !== null) {
      await startOf(book, answer, now, stop);
      return answer.slot;
    }
    const wait = Math.max(LOOK_MS, answer.retryAt.getTime() - now.getTime());
    if (wait > left) throw busy(wish.key, answer.retryAt);
    await sleep(wait, stop);
  }
}

/** Waits for a turn's start; gives it back when the wait is broken off. */
async function startOf(
  book: TurnBook,
  { slot, startAt }: { readonly slot: string; readonly startAt: Date },
  now: Date,
  stop: AbortSignal,
): Promise<void> {
  const wait = startAt.getTime() - now.getTime();
  if (wait <= 0 && !stop.aborted) return;
  try {
    await sleep(wait, stop);
  } catch (error) {
    await book.leave(slot);
    throw error;
  }
}

/** Rejects with the reason of the signal. */
function sleep(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      clearTimeout(timer);
      reject(reasonOf(stop));
    };
    const timer = setTimeout(() => {
      stop.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    if (stop.aborted) giveUp();
    else stop.addEventListener('abort', giveUp, { once: true });
  });
}

function busy(key: string, retryAt: Date): FetchError {
  const at = retryAt.toISOString();
  return new FetchError('busy', `${key} is being asked by others already`, {
    advice: `Its turn comes at ${at}.`,
    retryAt,
  });
}
