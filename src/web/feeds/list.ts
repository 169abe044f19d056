/** The feeds of the newest stories, of all or of a selection, in the order in which readers are offered them. */
export const FEEDS = [
  { name: 'atom', path: '/feed.atom', type: 'application/atom+xml', title: 'Atom' },
  { name: 'rss', path: '/feed.rss', type: 'application/rss+xml', title: 'RSS' },
  { name: 'json', path: '/feed.json', type: 'application/feed+json', title: 'JSON Feed' },
] as const;

/** The name of one. */
export type FeedName = (typeof FEEDS)[number]['name'];
