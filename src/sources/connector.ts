import { lookup as lookUp } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { callbackify } from 'node:util';

import { buildConnector } from 'undici';

import { hostAndPort, refusalOf } from './address.ts';
import { FetchError } from './fetch-error.ts';

/** Looks a host name up: all its addresses, the preferred first. Rejects when there are none. */
export type Resolve = (
  host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/**
 * A connector for undici that connects to public addresses only. The address which was checked is the one
 * connected to, so a name that resolves differently a moment later gains nothing.
 * `allow` lists `host:port` pairs whose addresses are not checked.
 */
export function guardedConnector(options: {
  readonly allow: readonly string[];
  readonly resolve?: Resolve;
}): buildConnector.connector {
  const allowed = new Set(options.allow.map((pair) => pair.toLowerCase()));
  const resolve = options.resolve ?? resolveBySystem;
  const toAny = buildConnector({ lookup: lookupWith(resolve, () => null), timeout: TIMEOUT_MS });
  const toPublic = buildConnector({ lookup: lookupWith(resolve, refusalOf), timeout: TIMEOUT_MS });
  return (target, callback) => {
    if (allowed.has(hostAndPort(target)) || allowed.has(hostAndPort(bracketed(target)))) {
      toAny(target, callback);
      return;
    }
    // Node looks no literal address up, so those are checked here.
    const host = target.hostname.replace(/^\[|\]$/g, '');
    const refusal = isIP(host) === 0 ? null : refusalOf(host);
    if (refusal !== null) {
      callback(new FetchError('refused', `${host} ${refusal}`), null);
      return;
    }
    toPublic(target, callback);
  };
}

const TIMEOUT_MS = 10_000;

async function resolveBySystem(host: string) {
  return lookUp(host, { all: true });
}

function bracketed(target: buildConnector.Options): buildConnector.Options {
  return isIP(target.hostname) === 6 ? { ...target, hostname: `[${target.hostname}]` } : target;
}

function lookupWith(resolve: Resolve, refusal: (address: string) => string | null): LookupFunction {
  const lookUpOpen = callbackify(async (host: string) => {
    const found = await resolve(host);
    const open = found.filter(({ address }) => refusal(address) === null);
    if (open.length === 0) throw nothingOpen(host, found, refusal);
    return open;
  });
  return (host, options, callback) => {
    lookUpOpen(host, (error, open) => {
      const first = open?.[0];
      if (error !== null || first === undefined) callback(error, '', 0);
      else if (options.all === true) callback(null, [...open]);
      else callback(null, first.address, first.family);
    });
  };
}

function nothingOpen(
  host: string,
  found: readonly { address: string }[],
  refusal: (address: string) => string | null,
): FetchError {
  const first = found[0];
  if (first === undefined) return new FetchError('dns', `${host} has no address`);
  const why = refusal(first.address) ?? 'is refused';
  return new FetchError('refused', `${host} leads to ${first.address}, which ${why}`);
}
