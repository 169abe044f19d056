/** Whether two lists have a value in common. */
export function meets(a: readonly string[], b: readonly string[]): boolean {
  return a.some((value) => b.includes(value));
}

/** Both say something, and nothing of it agrees. */
export function differ(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !meets(a, b);
}

/** The cosine of two sets, 0…1. */
export function cosine(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const inB = new Set(b);
  return a.filter((value) => inB.has(value)).length / Math.sqrt(a.length * b.length);
}
