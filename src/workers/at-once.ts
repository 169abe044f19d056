/**
 * Does the work for each of a list, so many at a time, as long as `mayStart` says so. Where it fails for one the others are
 * done all the same, and then the first failure is thrown. Returns what was done.
 */
export async function eachAtOnce<T, Done>(
  list: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<Done>,
  mayStart: () => boolean = () => true,
): Promise<Done[]> {
  const rest = list.values();
  const done: Done[] = [];
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const one of rest) {
      if (!mayStart()) return;
      try {
        done.push(await work(one));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) throw failures[0];
  return done;
}
