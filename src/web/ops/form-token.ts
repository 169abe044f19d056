import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';

/**
 * What the forms of a session carry: it follows from the session's id, which only the cookie holds, so that nothing is kept
 * for it, and no page of another site can know it.
 */
export function formTokenOf(secret: string): string {
  return createHmac('sha256', secret).update('form').digest('base64url');
}

/** Whether a form's token is the right one, in a time that tells nothing of it. */
export function isRightToken(given: unknown, wanted: string): boolean {
  if (typeof given !== 'string' || wanted === '') return false;
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Whether a browser says that another site made it post. Every browser of today says where a post comes from; a client that
 * says nothing is no browser, and has no cookies but its own.
 */
export function isForeignPost(c: Context, baseUrl: string): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin';
  const origin = c.req.header('origin');
  if (origin === undefined) return false;
  // A proxy may ask for us under another name than people do.
  const own = [c.req.header('host')?.toLowerCase(), new URL(baseUrl).host];
  return !URL.canParse(origin) || !own.includes(new URL(origin).host);
}
