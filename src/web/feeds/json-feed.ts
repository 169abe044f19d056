import type { Feed } from './entry.ts';
import { soundText } from './xml.ts';

/** A feed as JSON Feed 1.1. */
export function jsonFeedOf(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: soundText(feed.title),
    description: soundText(feed.about),
    home_page_url: feed.page,
    feed_url: feed.url,
    language: 'en',
    authors: [{ name: feed.author }],
    items: feed.entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      ...(entry.reportUrl === null ? {} : { external_url: entry.reportUrl }),
      title: soundText(entry.title),
      content_text: soundText(entry.text),
      date_published: entry.publishedAt,
      date_modified: entry.updatedAt,
      language: entry.language,
      tags: entry.tags.map(soundText),
    })),
  });
}
