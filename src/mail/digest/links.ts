/** Longer addresses break in mail programs. */
const LONGEST = 2_000;

/** An address that may be linked in a mail: http or https, without credentials; null for every other. */
export function webLink(address: string): string | null {
  if (address.length > LONGEST || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  url.username = '';
  url.password = '';
  return url.href.length > LONGEST ? null : url.href;
}

/** A page of the service's own; null when its base address is no web address. */
export function pageLink(baseUrl: string, path: string): string | null {
  return webLink(`${baseUrl.replace(/\/+$/u, '')}${path}`);
}
