/** By what an item of a source is known again. */
export type KeyKind = 'guid' | 'link' | 'hash';

/** One item as one fetch saw it: every key that it could be known by. */
export type Sight = {
  /** What the source itself calls it; null where it says nothing. */
  readonly guid: string | null;
  /** Its address without fragment and tracking parameters; null where it has none. */
  readonly link: string | null;
  /** Of its title and date. */
  readonly hash: string;
  /** Of its title alone. */
  readonly title: string;
  /** The UTC day of its date, `2026-03-04`; null where it has none. */
  readonly day: string | null;
};

/** How a source's items are told apart. */
export type Identity = {
  readonly key: KeyKind;
  /** Its items share one link, so the link says nothing of which item it is. */
  readonly sharedLinks: boolean;
  /** Why so: a sentence for people. */
  readonly reason: string;
};

/** How items are told apart before anything is known of their source. */
export const FIRST_IDENTITY: Identity = {
  key: 'guid',
  sharedLinks: false,
  reason: 'Guids, where there are any: the source has not been read yet.',
};

/** The key of an item: the chosen one or, where the item lacks it, the next best. */
export function keyOf({ guid, link, hash }: Sight, { key, sharedLinks }: Identity): string {
  const own = sharedLinks ? null : link;
  if (key === 'guid') return guid ?? own ?? hash;
  return key === 'link' ? (own ?? hash) : hash;
}

/** An item under the key that its source's identity gives it. Items that share a link must not pass for one article. */
export function identified<Item extends { readonly key: string; readonly canonicalUrl: string }>(
  item: Item,
  sight: Sight,
  identity: Identity,
): Item {
  const key = keyOf(sight, identity);
  const isAlone = sight.link !== null && !identity.sharedLinks;
  if (isAlone || (identity.key === 'guid' && !identity.sharedLinks)) return { ...item, key };
  const [page = ''] = item.canonicalUrl.split('#');
  return { ...item, key, canonicalUrl: `${page}#${sight.hash}` };
}
