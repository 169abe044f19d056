import { load } from 'cheerio';
import { readHtmlTree } from '../../sources/html-tree.ts';
import { absolute } from '../../sources/links.ts';

/** Feeds that a page names, the likeliest first. */
export type FeedLinks = {
  readonly links: readonly string[];
  /** How many there were before the list was cut. */
  readonly total: number;
};

/**
 * The addresses of feeds that a page names: those it declares (`<link rel="alternate">`), then those that its links look
 * like. Only http(s) addresses, each once, feeds of comments last. Never throws, however the page looks.
 */
export function feedLinks(html: string, at: string, most: number): FeedLinks {
  const $ = load(readHtmlTree(html).root);
  const base = absolute($('base[href]').first().attr('href') ?? '', at) ?? at;
  const found = new Map<string, number>();
  const note = (href: string | undefined, words: string, rank: number): void => {
    const url = href === undefined ? null : absolute(href, base);
    if (url === null || found.has(url) || found.size >= MOST_NOTED) return;
    found.set(url, COMMENTS.test(`${words} ${url}`) ? rank + 10 : rank);
  };
  for (const { attribs } of $('link[href]').toArray().slice(0, MOST_SEEN)) {
    if (isFeedDeclaration(attribs)) note(attribs['href'], attribs['title'] ?? '', 0);
  }
  for (const { attribs } of $('a[href]').toArray().slice(0, MOST_SEEN)) {
    const href = attribs['href'] ?? '';
    if (FEED_ADDRESS.test(href.slice(0, 500))) note(href, attribs['title'] ?? '', 1);
  }
  const links = [...found].toSorted(([, a], [, b]) => a - b).map(([url]) => url);
  return { links: links.slice(0, most), total: links.length };
}

function isFeedDeclaration(attributes: Readonly<Record<string, string>>): boolean {
  const { rel = '', type = '', href = '' } = attributes;
  const isAlternate = rel.toLowerCase().split(/\s+/).includes('alternate');
  // WordPress declares the page's data next to its feeds.
  return isAlternate && FEED_TYPE.test(type.trim()) && !href.includes('/wp-json/');
}

/** Addresses where sites keep a feed that they do not name, the likeliest first. */
export function usualFeedPaths(page: string, most: number): readonly string[] {
  const url = new URL(page);
  const folder = url.pathname.replace(/\/+$/, '');
  const below = folder === '' ? [] : ['feed', 'rss', 'rss.xml'].map((name) => `${folder}/${name}`);
  const paths = [...below, ...USUAL].map((path) => new URL(path, url.origin).href);
  return [...new Set(paths)].slice(0, most);
}

const MOST_SEEN = 3000;
const MOST_NOTED = 500;
const FEED_TYPE =
  /^(application\/(rss|atom|rdf)\+xml|application\/(x\.)?feed\+json|application\/json|(application|text)\/(xml|rss|atom))(?=\s*(;|$))/i;
const FEED_ADDRESS =
  /(\/(rss|feed|feeds|atom)\/?([?#]|$)|\.(rss|atom|rdf)([?#]|$)|\b(rss|atom|feed)[^/]{0,40}\.(xml|json|php)([?#]|$)|[?&](format|feed|type)=(rss|atom))/i;
const COMMENTS = /\bcomments?\b|комментар|коментар|kommentar|commentaires|comentarios/i;
const USUAL = [
  '/feed',
  '/rss',
  '/rss.xml',
  '/feed.xml',
  '/atom.xml',
  '/index.xml',
  '/news/rss',
  '/rss/news',
  '/news/feed',
  '/feeds/news.rss',
];
