import type { MiddlewareHandler } from 'hono';

const CONTENT_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer that does not set its own: no scripts, no framing, no sniffing, no referrer, no stale copy. */
export const SAFE_HEADERS: ReadonlyMap<string, string> = new Map([
  ['Content-Security-Policy', CONTENT_POLICY],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
  ['Cache-Control', 'no-cache'],
]);

/** For a foreign HTML mail: it may style itself and be framed by our own pages, and nothing else. */
export const MAIL_HEADERS: ReadonlyMap<string, string> = new Map([
  [
    'Content-Security-Policy',
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
  ],
  ['X-Frame-Options', 'SAMEORIGIN'],
]);

/** Adds the safe headers to whatever was answered, errors included. */
export function safeHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of SAFE_HEADERS) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  };
}

/** Marks answers that hold addresses or tokens: kept by no cache and found by no search engine. */
export function privateAnswers(): MiddlewareHandler {
  return async (c, next) => {
    c.header('Cache-Control', 'no-store');
    c.header('X-Robots-Tag', 'noindex, nofollow');
    await next();
  };
}
