import { headlineLikeness, headlineWords } from '../core/text/headline.ts';
import { canonicalUrl } from '../sources/canonical.ts';
import type { Store } from '../store/store.ts';

/** What somebody asks about: an item's id, an article's address, or words. */
export type Subject =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'address'; readonly address: string; readonly host: string }
  | { readonly kind: 'words'; readonly words: string };

/** An item whose headline is like the one that was asked for. */
export type NearTitle = {
  readonly id: string;
  readonly title: string;
  /** 0…1 */
  readonly likeness: number;
};

/** Ids are those of bigint columns. */
const ID = /^[1-9]\d{0,17}$/;

/** Tells an id from an address from words. */
export function subjectOf(text: string): Subject {
  const trimmed = text.trim();
  if (ID.test(trimmed)) return { kind: 'id', id: trimmed };
  if (/^https?:\/\//i.test(trimmed) && URL.canParse(trimmed)) {
    const { href, hostname } = new URL(trimmed);
    return { kind: 'address', address: href, host: hostname.replace(/^www\./, '') };
  }
  return { kind: 'words', words: trimmed };
}

/** Ids of the items at an address, in any of the forms in which people copy it. */
export async function itemsAt(store: Store, address: string): Promise<string[]> {
  return store.traces.at(formsOf(address));
}

/** With and without `www.`, the slash at the end and the `s` of https; canonical and as given. */
function formsOf(address: string): string[] {
  const forms = new Set<string>();
  for (const given of [address, canonicalUrl(address) ?? address]) {
    for (const protocol of ['https:', 'http:']) {
      const url = new URL(given);
      const bare = url.hostname.replace(/^www\./, '');
      for (const host of [bare, `www.${bare}`]) {
        url.protocol = protocol;
        url.hostname = host;
        const { href } = url;
        forms.add(href);
        if (url.search === '') forms.add(href.endsWith('/') ? href.slice(0, -1) : `${href}/`);
      }
    }
  }
  return [...forms];
}

const PAGE = 2_000;
/** Headlines that are compared; the newest come first. */
const MOST_COMPARED = 200_000;
const MOST_NEAR = 5;
const LEAST_LIKENESS = 0.5;

/** The items whose headlines are most like the words, the likest first; told how many were compared. */
export async function itemsLike(
  store: Store,
  words: string,
  options: { readonly since: Date; readonly compared: (titles: number) => void },
): Promise<NearTitle[]> {
  const wanted = headlineWords(words);
  let near: NearTitle[] = [];
  let before: string | null = null;
  for (let count = 0; count < MOST_COMPARED;) {
    const page: Awaited<ReturnType<Store['traces']['texts']>> = await store.traces.texts({
      since: options.since,
      before,
      limit: PAGE,
    });
    const found = page.flatMap(({ id, title }) => {
      const likeness = headlineLikeness(wanted, headlineWords(title));
      return likeness < LEAST_LIKENESS ? [] : [{ id, title, likeness }];
    });
    near = [...near, ...found].toSorted((a, b) => b.likeness - a.likeness).slice(0, MOST_NEAR);
    count += page.length;
    options.compared(count);
    before = page.at(-1)?.id ?? null;
    if (page.length < PAGE) break;
  }
  return near;
}
