import type { Feed, FeedEntry } from './entry.ts';
import { element, xmlText } from './xml.ts';

/** A feed as Atom (RFC 4287). */
export function atomOf(feed: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    element('id', feed.id),
    element('title', feed.title),
    element('subtitle', feed.about),
    element('updated', feed.updatedAt.toISOString()),
    `<author>${element('name', feed.author)}</author>`,
    link('self', feed.url, 'application/atom+xml'),
    link('alternate', feed.page, 'text/html'),
    ...feed.entries.map(entryXml),
    '</feed>',
    '',
  ].join('\n');
}

function entryXml(entry: FeedEntry): string {
  return [
    '<entry>',
    element('id', entry.id),
    `<title xml:lang="${xmlText(entry.language)}">${xmlText(entry.title)}</title>`,
    link('alternate', entry.url, 'text/html'),
    ...(entry.reportUrl === null ? [] : [link('via', entry.reportUrl, 'text/html')]),
    element('published', entry.publishedAt.toISOString()),
    element('updated', entry.updatedAt.toISOString()),
    ...entry.tags.map((tag) => `<category term="${xmlText(tag)}"/>`),
    element('summary', entry.text),
    '</entry>',
  ].join('\n');
}

function link(rel: string, href: string, type: string): string {
  return `<link rel="${rel}" type="${type}" href="${xmlText(href)}"/>`;
}
