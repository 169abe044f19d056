import { fieldOf, readMessage } from './mime.ts';

/**
 * The token in a mail that was written to the unsubscribe address (RFC 2369): its subject says `unsubscribe TOKEN`, perhaps
 * after a `Re:`. Null in any other. Never throws.
 */
export function unsubscribeToken(bytes: Buffer): string | null {
  const subject = fieldOf(readMessage(bytes).fields, 'subject').slice(0, 1_000);
  return /\bunsubscribe\s+([\w.~-]{8,256})(?:\s|$)/iu.exec(subject)?.[1] ?? null;
}
