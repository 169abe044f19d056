import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Fields } from '../../core/sign-up/fields.ts';
import { clientAddress, networkOf } from '../../core/sign-up/network.ts';

/** More fields than all choices of the largest form. */
const MOST_FIELDS = 2_000;

/** The fields of a posted form; null where the body is none that a browser sends for one of ours. */
export async function readForm(c: Context): Promise<Fields | null> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return null;
  const fields = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(await c.req.text())) {
    count += 1;
    if (count > MOST_FIELDS) return null;
    const values = fields.get(name);
    if (values === undefined) fields.set(name, [value]);
    else values.push(value);
  }
  return fields;
}

/** A form of ours answers in the browser that posts it; one that another site's page posts is theirs. */
export function isForeign(c: Context): boolean {
  return c.req.header('sec-fetch-site') === 'cross-site';
}

/** The network that a request came from. */
export function networkOfRequest(c: Context): string {
  const bindings: Partial<HttpBindings> = c.env ?? {};
  const peer = bindings.incoming?.socket.remoteAddress;
  return networkOf(clientAddress(peer, c.req.header('x-forwarded-for')));
}

/** What keys and tokens look like; anything else is not even looked up. */
const SECRET = /^[\w.~-]{1,256}$/;

/** The secret in a path; null where there is none that anybody could have. */
export function secretOf(c: Context): string | null {
  const secret = c.req.param('secret') ?? '';
  return SECRET.test(secret) ? secret : null;
}
