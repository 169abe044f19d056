import type { BounceKind } from './bounces.ts';

/** A server's reply, or what a bounce message tells of one. */
export type MailReply = {
  /** RFC 5321, e.g. 550; null where only the status is known. */
  readonly code: number | null;
  /** RFC 3463, e.g. "5.1.1"; null where the server gave none. */
  readonly status: string | null;
};

/** The enhanced status code (RFC 3463) with which a reply's text begins, after its code; null when there is none. */
export function statusOf(text: string): string | null {
  return (
    /^\s*(?:\d{3}[ -])?\s*([245]\.\d{1,3}\.\d{1,3})(?=[\s:;,)]|$)/u.exec(text.slice(0, 200))?.[1] ??
    null
  );
}

/**
 * What a refusal says of the address. Only what speaks of the mailbox or its domain is hard: a full mailbox, a mail too
 * large and trouble on the way are soft, also with 5xx; 5.7.x is about us. A bare 550 answer to a recipient is hard, any
 * other bare 5xx soft, since nobody is to be lost for a server's mood. Null for a success.
 */
export function bounceKindOf(
  { code, status }: MailReply,
  about: 'recipient' | 'mail' = 'recipient',
): BounceKind | null {
  if (status === null) return bareKind(code, about);
  const [group = '', subject = '', detail = ''] = status.split('.');
  if (group === '2') return null;
  // Greylisting and rate limits are 4.7.x: a later attempt may do.
  const isPermanent = group === '5' && (code ?? 500) >= 500;
  return isPermanent ? permanentKind(subject, detail) : 'soft';
}

function bareKind(code: number | null, about: 'recipient' | 'mail'): BounceKind | null {
  if (code !== null && code < 400) return null;
  return about === 'recipient' && (code === 550 || code === 553) ? 'hard' : 'soft';
}

const NO_SUCH_ADDRESS: ReadonlySet<string> = new Set(['1', '2', '3', '4', '6', '10']);

function permanentKind(subject: string, detail: string): BounceKind {
  if (subject === '7') return 'policy';
  // 5.1.7 and 5.1.8 are about the sender; 5.1.0 says no more than that something is wrong.
  if (subject === '1') return NO_SUCH_ADDRESS.has(detail) ? 'hard' : 'soft';
  // A disabled mailbox.
  return subject === '2' && detail === '1' ? 'hard' : 'soft';
}
