/** What is said of a request whose address nobody knows. */
export const UNKNOWN_NETWORK = 'unknown';

/**
 * The network of an IP address: its first three bytes, of IPv6 the first 48 bits, which is what one customer gets. The
 * whole address would tell who it was, and a hash of it no less: there are so few that all can be tried.
 */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/iu.exec(address);
  if (v4 !== null) {
    const bytes = v4.slice(1).map(Number);
    return bytes.every((byte) => byte <= 255)
      ? `${bytes.slice(0, 3).join('.')}.0/24`
      : UNKNOWN_NETWORK;
  }
  const words = wordsOf(address);
  return words === null ? UNKNOWN_NETWORK : `${words.slice(0, 3).join(':')}::/48`;
}

/** The eight words of an IPv6 address in small letters without leading zeros; null when it is none. */
function wordsOf(address: string): string[] | null {
  const plain = address.replace(/%[\w.-]{1,40}$/u, '');
  if (!/^[0-9a-f:.]{2,45}$/iu.test(plain) || !URL.canParse(`http://[${plain}]/`)) return null;
  const [head = '', tail] = new URL(`http://[${plain}]/`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  if (tail === undefined) return before;
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after];
}

/**
 * The address that a request came from. A proxy on the same machine or the same private network adds the one that it saw
 * at the end of X-Forwarded-For; from anybody else that header is only a claim.
 */
export function clientAddress(peer: string | undefined, forwarded: string | undefined): string {
  const last = forwarded?.split(',').at(-1)?.trim() ?? '';
  return isPrivate(peer ?? '') && last !== '' ? last : (peer ?? '');
}

const PRIVATE =
  /^(?:(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|::1$|f[cd][0-9a-f]{2}:)/iu;

function isPrivate(address: string): boolean {
  return PRIVATE.test(address);
}
