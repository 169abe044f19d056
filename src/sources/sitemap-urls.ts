import { Parser } from 'htmlparser2';

import { folded } from './plain-text.ts';

/** An address of a sitemap, with what is said of it; texts as written, empty where nothing is. */
export type SitemapUrl = {
  loc: string;
  lastmod: string;
  newsTitle: string;
  newsDate: string;
  newsLanguage: string;
};

/** The addresses of a sitemap, or of the sitemaps that an index lists; null in `format` for what is neither. */
export type SitemapUrls = {
  readonly format: 'sitemap' | 'sitemap-index' | null;
  readonly urls: readonly SitemapUrl[];
  readonly problems: readonly string[];
};

/**
 * Gathers the addresses of a sitemap (sitemaps.org 0.9, Google’s news extension), however broken its markup. Stops at 50,000
 * addresses, which is the protocol’s own limit, 32 levels or a million elements, and says so. Declared entities stay as they are. Never throws.
 */
export function sitemapUrls(text: string): SitemapUrls {
  const state: State = {
    found: { format: null, urls: [], problems: [] },
    newsPrefixes: new Set(['news']),
    path: [],
    url: null,
    pieces: [],
    length: 0,
    elements: 0,
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open(state, name, attributes),
      ontext: (piece) => addText(state, piece),
      onclosetag: () => close(state),
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  try {
    parser.end(text);
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    state.found.problems.push(error.message);
  }
  return state.found;
}

const MAX_URLS = 50_000;
const MAX_ELEMENTS = 1_000_000;
const MAX_DEPTH = 32;
const MAX_FIELD = 4096;

class LimitReached extends Error {}

type State = {
  readonly found: {
    format: SitemapUrls['format'];
    readonly urls: SitemapUrl[];
    readonly problems: string[];
  };
  readonly newsPrefixes: Set<string>;
  /** The names of the open elements. */
  readonly path: string[];
  url: SitemapUrl | null;
  pieces: string[];
  length: number;
  elements: number;
};

function open(state: State, name: string, attributes: Readonly<Record<string, string>>): void {
  state.elements += 1;
  if (state.elements > MAX_ELEMENTS) throw new LimitReached(`more than ${MAX_ELEMENTS} elements`);
  if (state.path.length >= MAX_DEPTH) {
    throw new LimitReached(`elements nested deeper than ${MAX_DEPTH}`);
  }
  state.path.push(name);
  state.pieces = [];
  state.length = 0;
  for (const [key, uri] of Object.entries(attributes)) {
    if (key.startsWith('xmlns:') && /sitemap-news/i.test(uri)) state.newsPrefixes.add(key.slice(6));
  }
  const local = localOf(name);
  if (local === 'urlset') state.found.format ??= 'sitemap';
  if (local === 'sitemapindex') state.found.format ??= 'sitemap-index';
  if (local === 'url' || local === 'sitemap') begin(state);
}

function begin(state: State): void {
  const { urls } = state.found;
  if (urls.length >= MAX_URLS) throw new LimitReached(`more than ${MAX_URLS} addresses`);
  state.url = { loc: '', lastmod: '', newsTitle: '', newsDate: '', newsLanguage: '' };
  urls.push(state.url);
}

function addText(state: State, piece: string): void {
  if (state.url === null || state.length >= MAX_FIELD) return;
  state.pieces.push(piece);
  state.length += piece.length;
}

function close(state: State): void {
  const name = state.path.pop() ?? '';
  const field = fieldOf(name, state.newsPrefixes);
  const text = folded(state.pieces.join('').slice(0, MAX_FIELD));
  state.pieces = [];
  state.length = 0;
  if (field !== null && state.url !== null) state.url[field] ||= text;
  if (/^(url|sitemap)$/.test(localOf(name))) state.url = null;
}

/** Pictures and films have titles and addresses of their own, under their own prefixes. */
function fieldOf(name: string, newsPrefixes: ReadonlySet<string>): keyof SitemapUrl | null {
  const colon = name.indexOf(':');
  if (colon >= 0 && newsPrefixes.has(name.slice(0, colon))) {
    return NEWS_FIELDS.get(name.slice(colon + 1)) ?? null;
  }
  if (colon >= 0 && !/^(sm?|sitemap|ns\d?):/.test(name)) return null;
  const local = localOf(name);
  return local === 'loc' || local === 'lastmod' ? local : null;
}

const NEWS_FIELDS: ReadonlyMap<string, keyof SitemapUrl> = new Map([
  ['title', 'newsTitle'],
  ['publication_date', 'newsDate'],
  ['language', 'newsLanguage'],
]);

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
