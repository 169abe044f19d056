/**
 * Keeps an answer for a while, so that many who ask at once cost one reading. An answer counts from when its reading
 * began, in milliseconds of the `clock`: none is older than `forMs`. A failure is not kept.
 */
export function keptBriefly<T>(
  forMs: number,
  clock: () => number,
  read: () => Promise<T>,
): () => Promise<T> {
  let kept: { readonly since: number; readonly answer: Promise<T> } | null = null;
  return () => {
    const now = clock();
    if (kept !== null && now - kept.since < forMs) return kept.answer;
    const fresh = { since: now, answer: read() };
    kept = fresh;
    // Whoever waits for the answer learns of the failure; the next one to ask tries again.
    fresh.answer.catch(() => {
      if (kept === fresh) kept = null;
    });
    return fresh.answer;
  };
}
