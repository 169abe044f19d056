/** A batch is short enough to be judged within a job's lock, and long enough to spare round trips. */
export const ITEMS_PER_JOB = 100;

/** Cuts a list into pieces of at most `size`. */
export function batchesOf<T>(list: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let at = 0; at < list.length; at += size) batches.push(list.slice(at, at + size));
  return batches;
}
