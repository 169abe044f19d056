import type { Feed, FeedEntry } from './entry.ts';
import { element, xmlText } from './xml.ts';

/** A feed as RSS 2.0, with what it lacks by the names of Atom. */
export function rssOf(feed: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    element('title', feed.title),
    element('link', feed.page),
    element('description', feed.about),
    element('language', 'en'),
    ...(feed.entries.length === 0 ? [] : [element('lastBuildDate', feed.updatedAt.toUTCString())]),
    `<atom:link rel="self" type="application/rss+xml" href="${xmlText(feed.url)}"/>`,
    ...feed.entries.map(itemXml),
    '</channel></rss>',
    '',
  ].join('\n');
}

function itemXml(entry: FeedEntry): string {
  const via =
    entry.reportUrl === null ? [] : [`<atom:link rel="via" href="${xmlText(entry.reportUrl)}"/>`];
  return [
    '<item>',
    `<guid isPermaLink="false">${xmlText(entry.id)}</guid>`,
    element('title', entry.title),
    element('link', entry.url),
    ...via,
    element('pubDate', entry.publishedAt.toUTCString()),
    element('atom:updated', entry.updatedAt.toISOString()),
    ...entry.tags.map((tag) => element('category', tag)),
    element('description', entry.text),
    '</item>',
  ].join('\n');
}
