/**
 * The system's code of an error, such as ENOENT. Not by instanceof: an error of another realm has its code too.
 */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
