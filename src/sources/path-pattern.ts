/**
 * A pattern of paths as robots.txt has them (RFC 9309, 2.2.2): it matches what begins so; `*` is anything, `$` at the end means
 * that nothing follows. Escapes are brought to one form, so `%7E` finds `~`; `%2A` and `%24` mean the characters themselves.
 */
export type PathPattern = {
  /** The literal pieces between the stars, in their order. */
  readonly pieces: readonly string[];
  readonly isAnchored: boolean;
  /** Octets of the pattern in its normal form: the longer one is the more specific. */
  readonly length: number;
};

/** Reads a pattern; anything is one. */
export function readPathPattern(text: string): PathPattern {
  const isAnchored = text.endsWith('$');
  const literal = (isAnchored ? text.slice(0, -1) : text).replaceAll('$', '%24');
  const normal = normalPath(literal);
  return { pieces: normal.split('*'), isAnchored, length: normal.length + (isAnchored ? 1 : 0) };
}

/** True if a pattern matches a path with its query, normal as `pathOf` yields it. Takes time linear in both. */
export function matchesPath({ pieces, isAnchored }: PathPattern, path: string): boolean {
  const [first = '', ...rest] = pieces;
  if (!path.startsWith(first)) return false;
  const last = isAnchored ? rest.pop() : undefined;
  let at = first.length;
  // The leftmost place for each piece leaves the most room for those that follow.
  for (const piece of rest) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  if (!isAnchored) return true;
  return last === undefined ? at === path.length : endsAfter(path, last, at);
}

/** Path and query of an address in the form that patterns are matched against. */
export function pathOf(url: URL): string {
  // A star or a dollar sign of an address stands for itself.
  const literal = (url.pathname + url.search).replaceAll('*', '%2A').replaceAll('$', '%24');
  return normalPath(literal);
}

function endsAfter(path: string, ending: string, at: number): boolean {
  return path.length - ending.length >= at && path.endsWith(ending);
}

/** What no address holds as it is, whoever wrote it: it stands escaped (RFC 3986, 2). */
const NEVER_BARE = /[^\u0021-\u007e]+|["<>\\^`{|}]+/g;
const UNRESERVED = /[\w.~-]/;

/**
 * Escapes for all that must be one, none for unreserved characters, the others in capitals (RFC 3986, 6.2.2). In a query an
 * address within the address may be escaped or not: that makes no difference (RFC 9309, 2.2.2).
 */
function normalPath(text: string): string {
  const [path = '', ...query] = text
    .replace(NEVER_BARE, (characters) => escaped(characters))
    .replace(/%[\da-f]{2}/gi, (escape) => {
      const character = String.fromCodePoint(Number.parseInt(escape.slice(1), 16));
      return UNRESERVED.test(character) ? character : escape.toUpperCase();
    })
    .split('?');
  return [path, ...query.map((part) => part.replaceAll('%3A', ':').replaceAll('%2F', '/'))].join(
    '?',
  );
}

function escaped(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`)
    .join('');
}
