import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** What a browser is known by: its session, or, before signing in, a value that binds the form to it. */
export type CookieKind = 'session' | 'visit';

/** Seconds that the page before signing in may be left open. */
const VISIT_SECONDS = 3_600;

/** What a cookie of ours may hold: 256 bits in base64url. */
const VALUE = /^[\w-]{43}$/;

/**
 * Reads a cookie of ours; null where there is none, or something else is in it. `secure`: people come by https, so that the
 * cookie has a name which no other site, and nobody on the way, can set (`__Host-`).
 */
export function readCookie(c: Context, kind: CookieKind, secure: boolean): string | null {
  const value = getCookie(c, nameOf(kind), secure ? 'host' : undefined) ?? '';
  return VALUE.test(value) ? value : null;
}

/** Sets a cookie that no script reads, and that other sites' forms do not carry. */
export function writeCookie(
  c: Context,
  kind: CookieKind,
  value: string,
  options: { readonly secure: boolean; readonly maxAge?: number },
): void {
  setCookie(c, nameOf(kind), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: options.maxAge ?? VISIT_SECONDS,
    ...(options.secure ? { secure: true, prefix: 'host' } : {}),
  });
}

/** Takes a cookie back. */
export function dropCookie(c: Context, kind: CookieKind, secure: boolean): void {
  writeCookie(c, kind, '', { secure, maxAge: 0 });
}

function nameOf(kind: CookieKind): string {
  return kind === 'session' ? 'ops' : 'ops-visit';
}
