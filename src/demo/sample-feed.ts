import type { Edition, PublishedItem } from './sample-edition.ts';
import { escapeMarkup } from './sample-markup.ts';

/** The edition as RSS 2.0. */
export function rssFeed({ outlet, feedUrl, listingUrl, items, updated }: Edition): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escapeMarkup(outlet.name)}</title>
<link>${escapeMarkup(listingUrl)}</link>
<atom:link rel="self" type="application/rss+xml" href="${escapeMarkup(feedUrl)}"/>
<description>${escapeMarkup(outlet.name)}</description>
<language>${outlet.language}</language>
<lastBuildDate>${updated.toUTCString()}</lastBuildDate>
${items.map(rssItem).join('\n')}
</channel>
</rss>
`;
}

function rssItem({ guid, title, summary, url, published }: PublishedItem): string {
  return `<item>
<title>${escapeMarkup(title)}</title>
<link>${escapeMarkup(url)}</link>
<guid isPermaLink="false">${escapeMarkup(guid)}</guid>
<pubDate>${published.toUTCString()}</pubDate>
<description>${escapeMarkup(summary)}</description>
</item>`;
}

/** The edition as Atom 1.0 (RFC 4287). */
export function atomFeed({ outlet, feedUrl, listingUrl, items, updated }: Edition): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}">
<title>${escapeMarkup(outlet.name)}</title>
<id>${escapeMarkup(`tag:${outlet.host},2000:feed`)}</id>
<updated>${updated.toISOString()}</updated>
<author><name>${escapeMarkup(outlet.name)}</name></author>
<link rel="self" type="application/atom+xml" href="${escapeMarkup(feedUrl)}"/>
<link rel="alternate" type="text/html" href="${escapeMarkup(listingUrl)}"/>
${items.map(atomEntry).join('\n')}
</feed>
`;
}

function atomEntry({ guid, title, summary, url, published }: PublishedItem): string {
  return `<entry>
<title type="text">${escapeMarkup(title)}</title>
<id>${escapeMarkup(guid)}</id>
<link rel="alternate" type="text/html" href="${escapeMarkup(url)}"/>
<published>${published.toISOString()}</published>
<updated>${published.toISOString()}</updated>
<summary type="text">${escapeMarkup(summary)}</summary>
</entry>`;
}
