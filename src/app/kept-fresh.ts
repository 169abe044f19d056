/** How long an answer counts, in milliseconds of the clock. */
export type Freshness = {
  /** So old it is given at once; an older one as well, but it is read anew meanwhile. */
  readonly freshMs: number;
  /** Who would get an older one waits for the new one. */
  readonly oldestMs: number;
};

type Kept<T> = { readonly since: number; readonly value: T };

/**
 * Keeps an answer that takes long to read, and reads it anew in the background while it is asked for: nobody waits, but
 * the first one after a while. One reading goes on at a time. A failure is told to who waits, and not kept.
 */
export function keptFresh<T>(
  { freshMs, oldestMs }: Freshness,
  clock: () => number,
  read: () => Promise<T>,
): () => Promise<T> {
  let kept: Kept<T> | null = null;
  let reading: Promise<T> | null = null;
  const readAnew = async (): Promise<T> => {
    const since = clock();
    try {
      const value = await read();
      kept = { since, value };
      return value;
    } finally {
      reading = null;
    }
  };
  return () => {
    const age = kept === null ? Infinity : clock() - kept.since;
    if (kept !== null && age < freshMs) return Promise.resolve(kept.value);
    reading ??= readAnew();
    if (kept === null || age >= oldestMs) return reading;
    // The old answer stands while the records do not answer, up to its time.
    reading.catch(() => undefined);
    return Promise.resolve(kept.value);
  };
}
