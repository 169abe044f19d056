import type { Source } from '../core/source.ts';
import { editionAt, type Edition, type Week } from './sample-edition.ts';
import { atomFeed, rssFeed } from './sample-feed.ts';
import { articlePage, LISTING_SELECTORS, listingPage } from './sample-page.ts';
import type { SampleOutlet } from './sample.ts';

/** A document as it stands at one moment. */
export type Page = {
  readonly contentType: string;
  readonly body: string;
  /** When it last changed. */
  readonly modified: Date;
};

/**
 * What stands at a path of the sample's server at a moment: `/<outlet>/feed.xml` (not for outlets without a feed),
 * `/<outlet>/news`, and `/<outlet>/<path>` for each article that is out. Null where nothing does.
 */
export function pageAt(
  outlets: readonly SampleOutlet[],
  week: Week,
  { path, now }: { readonly path: string; readonly now: Date },
): Page | null {
  const outlet = outlets.find(({ id }) => path.startsWith(`/${id}/`));
  if (outlet === undefined) return null;
  const edition = editionAt(outlet, week, now);
  const rest = path.slice(outlet.id.length + 2);
  if (rest === 'feed.xml') return feedPage(edition);
  if (rest === 'news') return html(listingPage(edition), edition.updated);
  const item = edition.items.find((candidate) => candidate.path === rest);
  return item === undefined ? null : html(articlePage(edition, item), item.published);
}

/** The outlet as a row of the sources that are watched. */
export function sourceOf(outlet: SampleOutlet, origin: string): Source {
  const { id, name, language, timezone, role, sport, domestic, format } = outlet;
  const isListing = format === 'html';
  return {
    id,
    name,
    url: `${origin}/${id}/${isListing ? 'news' : 'feed.xml'}`,
    kind: isListing ? 'html-list' : 'feed',
    language,
    timezone,
    country: null,
    role,
    sport,
    domestic,
    priority: 2,
    unverified: false,
    maxAge: null,
    select: isListing ? LISTING_SELECTORS : null,
  };
}

function feedPage(edition: Edition): Page | null {
  switch (edition.outlet.format) {
    case 'rss':
      return {
        contentType: 'application/rss+xml; charset=utf-8',
        body: rssFeed(edition),
        modified: edition.updated,
      };
    case 'atom':
      return {
        contentType: 'application/atom+xml; charset=utf-8',
        body: atomFeed(edition),
        modified: edition.updated,
      };
    case 'html':
      return null;
  }
}

function html(body: string, modified: Date): Page {
  return { contentType: 'text/html; charset=utf-8', body, modified };
}
