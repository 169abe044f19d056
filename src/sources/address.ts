import ipaddr from 'ipaddr.js';

import { FetchError } from './fetch-error.ts';

/**
 * Why nothing may be fetched from an IP address, or null when it is on the public internet.
 * Only global unicast addresses pass: the ranges are those of the IANA special-purpose registries.
 */
export function refusalOf(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'is no IP address';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (PUBLIC_BY_NUMBER_ALONE.has(parsed.toString())) return 'is the service of a cloud';
  if (range === 'unicast') return parsed instanceof ipaddr.IPv6 ? refusalOfIPv6(parsed) : null;
  // Networks without IPv4 reach every IPv4 host through such an address: what counts is the embedded one.
  if (range === 'rfc6052' && parsed instanceof ipaddr.IPv6 && isWellKnownNat64(parsed)) {
    return refusalOf(parsed.toByteArray().slice(12).join('.'));
  }
  return `is not on the public internet (${range})`;
}

/** Azure’s machines reach what knows their secrets under it; no feed is there (168.63.129.16, “WireServer”). */
const PUBLIC_BY_NUMBER_ALONE: ReadonlySet<string> = new Set(['168.63.129.16']);

/** Reads an address that is to be fetched; throws a `FetchError` of kind `refused` for all that is no plain http(s) address. */
export function readAddress(text: string, base?: URL): URL {
  if (hasForbiddenCharacter(text)) {
    throw refused(text, 'contains a backslash or a control character');
  }
  if (!URL.canParse(text, base?.href)) throw refused(text, 'is no address');
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused(text, 'is neither http nor https');
  }
  if (url.username !== '' || url.password !== '') {
    throw refused(`${url.protocol}//${url.host}`, 'carries a user name or a password');
  }
  if (url.hostname === '') throw refused(text, 'names no host');
  return url;
}

/** `host:port` of an address with the port always written out, as the allow list has it. */
export function hostAndPort(url: { hostname: string; port: string; protocol: string }): string {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return `${url.hostname.toLowerCase()}:${port}`;
}

/** IPv4-compatible (::/96) and other unassigned space lies outside 2000::/3, the only global unicast block. */
function refusalOfIPv6(address: ipaddr.IPv6): string | null {
  const first = address.parts[0] ?? 0;
  return first >= 0x2000 && first <= 0x3fff ? null : 'is not global unicast';
}

function isWellKnownNat64(address: ipaddr.IPv6): boolean {
  return address.match(ipaddr.IPv6.parse('64:ff9b::'), 96);
}

function hasForbiddenCharacter(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\\\u0000-\u001f\u007f]/.test(text);
}

function refused(text: string, why: string): FetchError {
  return new FetchError('refused', `${JSON.stringify(text.slice(0, 200))} ${why}`);
}
