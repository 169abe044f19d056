/** Longer names make no good ids: they would be cut in the middle of what they say. */
const LONGEST_NAME = 28;
const LONGEST_ID = 56;

/**
 * An id for a source that none of the others has: its name in small letters where that is short and Latin, else its host
 * without `www` and the like, with a number behind it where that is taken.
 */
export function freeId(url: string, name: string | null, taken: ReadonlySet<string>): string {
  const byName = slug(name ?? '');
  const isGood = byName.length >= 3 && byName.length <= LONGEST_NAME && isMostlyLatin(name ?? '');
  const wanted = isGood ? byName : hostSlug(url);
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
  }
}

function hostSlug(url: string): string {
  const { hostname } = new URL(url);
  const labels = hostname.split('.').filter((label) => !GENERAL.test(label));
  // The last label of a name says only where it is registered; addresses of machines have none.
  const own = /^[\d.[\]:]+$/.test(hostname) ? labels : labels.slice(0, -1);
  return slug((own.length > 0 ? own : [hostname]).join('-')) || 'source';
}

const GENERAL = /^(www|feeds?|rss|rssexport|m|co|com)$/;

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_ID)
    .replaceAll(/^-+|-+$/g, '');
}

function isMostlyLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length * 2 > letters.length;
}
