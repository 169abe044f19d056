/**
 * Closes parts in reverse of the order in which they were opened, and forgets them. One that cannot close
 * does not keep the others open; throws an AggregateError of those afterwards.
 */
export async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) {
    try {
      // Later parts use earlier ones, so they close one after the other.
      await closer();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures);
}
