/**
 * The words of an address that stand in for a title where a sitemap names none: `/news/union-readmits-crews-1234.html` makes
 * “Union readmits crews”. Empty where the last step of the path has fewer than three words.
 */
export function slugTitle(address: string): string {
  if (!URL.canParse(address)) return '';
  const steps = new URL(address).pathname.slice(0, MAX_PATH).split('/');
  const last = steps.findLast((step) => step !== '') ?? '';
  const words = decoded(last)
    .replace(/\.[a-z]{2,5}$/i, '')
    .split(/[\s\-_+.,]+/)
    .filter((word) => /\p{L}/u.test(word) || /^\d{1,4}$/.test(word))
    .filter((word) => !ID.test(word));
  const letters = words.filter((word) => /^\p{L}{2,}$/u.test(word));
  if (letters.length < FEWEST_WORDS) return '';
  const title = words.join(' ').slice(0, MAX_TITLE).trim();
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** True of an item whose title is only what its address says: whoever reads its page knows a better one. */
export function hasSlugTitle(item: { readonly title: string; readonly url: string }): boolean {
  return item.title !== '' && item.title === slugTitle(item.url);
}

const MAX_PATH = 4096;
const MAX_TITLE = 300;
const FEWEST_WORDS = 3;
/** Hashes, and numbers that begin with a letter, such as `a123456`. */
const ID = /^(?=.*\d)[\da-f]{8,}$|^[a-z]{1,3}\d{4,}$/i;

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
