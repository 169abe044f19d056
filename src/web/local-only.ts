import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** A Host header that a browser sends only for an address which it knows to be this machine. */
const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Proxies add one of these; behind a proxy on this machine everyone seems to come from loopback. */
const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Whether a request was made by someone on this machine: it came over loopback, for a loopback name (another name
 * that resolves to loopback is DNS rebinding), and not through a proxy.
 */
export function isLocal(c: Context): boolean {
  const bindings: Partial<HttpBindings> = c.env ?? {};
  return (
    isLoopback(bindings.incoming?.socket.remoteAddress) &&
    LOOPBACK_HOST.test(c.req.header('host') ?? '') &&
    PROXY_HEADERS.every((name) => c.req.header(name) === undefined)
  );
}

function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false;
  return address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/i.test(address);
}
