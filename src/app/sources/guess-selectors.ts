import { load, type CheerioAPI } from 'cheerio';
import type { Selectors } from '../../core/source.ts';
import {
  countNodes,
  readHtmlTree,
  type HtmlElement,
  type HtmlNode,
} from '../../sources/html-tree.ts';
import { readHtmlList } from '../../sources/kinds/html-list.ts';
import { absolute } from '../../sources/links.ts';
import { isSameSite } from '../../sources/site.ts';

/** Selectors that cut a page into items, and how many they yield. */
export type SelectorGuess = { readonly select: Selectors; readonly items: number };

/** A list of news has at least so many items; fewer may be a menu. */
const LEAST_ITEMS = 5;
/** Headlines are longer than the names of sections, and shorter than teasers. */
const HEADLINE = { least: 20, most: 250 } as const;
const MOST_LINKS = 2000;
/** Pages with more are not looked at: the search takes time that grows with their number times the guesses. */
const MOST_NODES = 60_000;
const MOST_GUESSES = 12;
/** How far above a link the element may be that holds one item. */
const MOST_LEVELS = 6;
/** Share of what a selector finds that must be items, and of items that must have an optional part. */
const MOST_OF = 0.7;

/**
 * Guesses how a listing page is cut into items: the element that repeats round links that read like headlines. Null where
 * nothing repeats clearly enough: a wrong guess would fill the records with menus. Never throws.
 */
export function guessSelectors(html: string, at: string): SelectorGuess | null {
  const { root } = readHtmlTree(html);
  if (countNodes(root, MOST_NODES) >= MOST_NODES) return null;
  const $ = load(root);
  const headlines = headlinesOf($, at);
  const candidates = itemSelectors($, headlines).map((item) => complete($, item));
  const guesses = candidates.flatMap((select) => checked(html, select, at, headlines));
  return guesses.toSorted((a, b) => b.items - a.items || partsOf(b) - partsOf(a))[0] ?? null;
}

/** An element that holds date and teaser as well is the whole item. */
function partsOf({ select: { date, summary } }: SelectorGuess): number {
  return (date === undefined ? 0 : 1) + (summary === undefined ? 0 : 1);
}

type Headline = { readonly element: HtmlElement; readonly url: string };

/** Links to other pages of the site that read like headlines. */
function headlinesOf($: CheerioAPI, at: string): readonly Headline[] {
  const links = $('a[href]').toArray().slice(0, MOST_LINKS);
  return links.flatMap((element) => {
    const url = absolute(element.attribs['href'] ?? '', at);
    if (url === null || !isSameSite(url, at) || isSamePage(url, at)) return [];
    const { length } = $(element).text().slice(0, 5000).replaceAll(/\s+/g, ' ').trim();
    return length >= HEADLINE.least && length <= HEADLINE.most ? [{ element, url }] : [];
  });
}

function isSamePage(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  return a.pathname === b.pathname && a.search === b.search;
}

/** Selectors of elements that hold one headline each, at least so many of them, the most first. */
function itemSelectors($: CheerioAPI, headlines: readonly Headline[]): readonly string[] {
  const pages = new Map<string, Set<string>>();
  for (const { element, url } of headlines) {
    for (const selector of [...byAddress(url), ...selectorsAbove(element)]) {
      pages.set(selector, (pages.get(selector) ?? new Set()).add(url));
    }
  }
  return [...pages]
    .filter(([, urls]) => urls.size >= LEAST_ITEMS)
    .toReversed() // Of as many, the outermost first.
    .toSorted(([, a], [, b]) => b.size - a.size)
    .slice(0, 3 * MOST_GUESSES)
    .filter(([selector, urls]) => {
      const found = $(selector).toArray();
      return urls.size >= found.length * MOST_OF && areApart(found);
    })
    .slice(0, MOST_GUESSES)
    .map(([selector]) => selector);
}

/** Elements that lie within each other hold the same nodes several times. */
function areApart(found: readonly HtmlNode[]): boolean {
  let left = MOST_NODES;
  for (const element of found) left -= countNodes(element, left + 1);
  return left >= 0;
}

/** Where classes say nothing, the articles of a listing still share the beginning of their paths: `/news/`. */
function byAddress(url: string): readonly string[] {
  const folders = new URL(url).pathname.split('/').slice(1, -1);
  const end = folders.findIndex((folder) => !/^[a-z][a-z-]*$/i.test(folder));
  const named = end === -1 ? folders : folders.slice(0, end);
  return named.length === 0 ? [] : [`a[href*="/${named.join('/')}/"]`];
}

/** Names for a link and for what it lies in, each with and without the name of what it lies in itself. */
function selectorsAbove(link: HtmlElement): readonly string[] {
  const names: string[] = [];
  let element: HtmlElement | null = link;
  for (let level = 0; level < MOST_LEVELS && element !== null; level += 1) {
    const outer = parentOf(element);
    const name = nameOf(element);
    if (STOP.has(element.name)) break;
    if (name !== element.name || element.name === 'article') names.push(name);
    const outerName = outer === null ? '' : nameOf(outer);
    if (outer !== null && outerName !== outer.name) names.push(`${outerName} > ${name}`);
    element = outer;
  }
  return names;
}

const STOP: ReadonlySet<string> = new Set(['body', 'html', 'main', 'nav', 'footer', 'header']);

function parentOf({ parent }: HtmlElement): HtmlElement | null {
  return parent !== null && isElement(parent) ? parent : null;
}

function isElement(node: HtmlNode | NonNullable<HtmlNode['parent']>): node is HtmlElement {
  return 'attribs' in node;
}

/** An element by its tag and a class that people gave it; one with digits is a machine's and changes with the next build. */
function nameOf({ name, attribs }: HtmlElement): string {
  const own = (attribs['class'] ?? '').split(/\s+/).find((each) => STABLE.test(each));
  return own === undefined ? name : `${name}.${own}`;
}

const STABLE = /^[a-z]{2,}([-_]{1,2}[a-z]{2,})*$/;

/** Looks for headline, link and date inside an item. */
function complete($: CheerioAPI, item: string): Selectors {
  const rows = $(item).toArray().slice(0, 200);
  const share = (css: string): number =>
    rows.filter((row) => $(row).find(css).length > 0).length / Math.max(1, rows.length);
  const [first] = rows;
  const isLink = first !== undefined && isElement(first) && first.name === 'a';
  const heading = HEADINGS.find((css) => share(css) >= MOST_OF);
  const link = isLink ? '' : (LINKS.find((css) => share(css) >= MOST_OF) ?? 'a');
  const teasers = rows.filter((row) => $(row).find('p').first().text().length >= LEAST_TEASER);
  return {
    item,
    title: heading ?? (isLink ? '' : link),
    link,
    ...(share('time') >= MOST_OF ? { date: 'time' } : {}),
    ...(teasers.length >= rows.length * MOST_OF ? { summary: 'p' } : {}),
  };
}

/** Shorter paragraphs tell an author or an hour. */
const LEAST_TEASER = 40;

const HEADINGS = ['h2', 'h3', 'h4', 'h1', 'h2, h3, h4'];
const LINKS = ['h2 a', 'h3 a', 'h4 a', 'h1 a'];

/** A guess counts when the reader itself finds enough items with it, each with a headline and a page of its own. */
function checked(
  html: string,
  select: Selectors,
  at: string,
  headlines: readonly Headline[],
): SelectorGuess[] {
  const { entries } = readHtmlList(html, select, { base: at, zone: 'UTC' });
  const wanted = new Set(headlines.map(({ url }) => url));
  const good = entries.filter(
    ({ title, link }) => link !== null && wanted.has(link) && title.length >= HEADLINE.least,
  );
  const pages = new Set(good.map(({ link }) => link)).size;
  const isClear = pages >= LEAST_ITEMS && pages >= entries.length * MOST_OF;
  return isClear ? [{ select, items: pages }] : [];
}
