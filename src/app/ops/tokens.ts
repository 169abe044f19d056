import { createHash, randomBytes } from 'node:crypto';

/** A new token: 256 random bits, with a beginning by which scanners for leaked secrets can tell it. */
export function newToken(): string {
  return `flagbearer_ops_${randomBytes(32).toString('base64url')}`;
}

/**
 * How a token stands in the configuration. Tokens are 256 random bits, so that their plain SHA-256 is as hard to invert as they
 * are to guess. A slow hash is for secrets that people think up; here it would only let strangers spend our processor's time.
 */
export function hashOfToken(token: string): string {
  return `sha256:${createHash('sha256').update(token).digest('hex')}`;
}
