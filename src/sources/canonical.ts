import { unwrapped } from './wrappers.ts';

/**
 * The address that stands for all addresses of the same article: out of its wrapper, without AMP and mobile variants,
 * fragment, default port, tracking parameters or index file; host in lower case, parameters sorted. Otherwise path and
 * scheme stay as they are, since a slash or a letter’s case may change the page. Null for what is no http(s) address.
 * A canonical address is its own canonical address.
 */
export function canonicalUrl(address: string): string | null {
  let canonical: string | null = address;
  for (let times = 0; times < MAX_STEPS; times += 1) {
    const simpler: string | null = canonical === null ? null : simplified(canonical);
    if (simpler === canonical) break;
    canonical = simpler;
  }
  return canonical;
}

/** What hides behind one variant may be another: `/amp/index.html`. Nobody nests more of them in earnest. */
const MAX_STEPS = 20;

function simplified(address: string): string | null {
  const url = pageAt(address);
  if (url === null) return null;
  const page = unwrapped(url) ?? url;
  // Every part that is set is checked and written anew, the same ones too: that took most of the time.
  const host = desktopHost(page.hostname);
  if (host !== page.hostname) page.hostname = host;
  setPath(page, plainPath(page.pathname));
  setQuery(page, (pair) => isTracking(pair) || isVariant(pair));
  if (page.search === '') setPath(page, page.pathname.replace(INDEX_FILE, '/'));
  dropRest(page);
  return page.href;
}

/**
 * An address by which a source’s item is known again: without fragment and tracking parameters. What this drops must never
 * change, or every stored item that has no guid would be taken for a new one.
 */
export function withoutTracking(address: string): string | null {
  const url = pageAt(address);
  if (url === null) return null;
  dropRest(url);
  setQuery(url, isTracking);
  return url.href;
}

function pageAt(address: string): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}

/**
 * `m.`, `mobile.` and `amp.` go. Below a bare domain `www.` takes their place: two of three outlets in the list of sources
 * live there, and a wrong guess only leaves two addresses of one article apart, as they were.
 */
function desktopHost(host: string): string {
  const rest = host.replace(/^(?:(?:www|m|mobile|amp|touch)\.)+/, '');
  const had = host.slice(0, host.length - rest.length);
  const isDomain = rest.includes('.') && !/^(co|com|org|net|gov|ac)\.[a-z]{2}$/.test(rest);
  if (!isDomain || !/(?:^|\.)(m|mobile|amp|touch)\.$/.test(had)) return host;
  return /^[^.]+\.((co|com|org|net|gov|ac)\.)?[^.]+$/.test(rest) ? `www.${rest}` : rest;
}

const INDEX_FILE = /\/(index|default)\.(html?|php|shtml|aspx?)$/i;

/** `/amp` as the first or last step of a path, or as an ending of the page’s name. */
function plainPath(path: string): string {
  const plain = path
    .replace(/^(?:\/amp)+(?=\/.)/i, '')
    .replace(/(?<=\/[^/]+)(?:\/amp)+(\/?)$/i, '$1')
    .replace(/\/amp\.html?$/i, '/')
    .replace(/(?:\.amp)+(\.html?)?$/i, '$1');
  // The case of a percent-escape’s digits means nothing (RFC 3986, 6.2.2.1).
  return plain.replace(/%[\da-f]{2}/gi, (escape) => escape.toUpperCase());
}

function setQuery(url: URL, isLeftOff: (pair: string) => boolean): void {
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isLeftOff(pair));
  // The pairs are not decoded: a page may tell `%20` from `+`.
  // The setter would take a question mark that begins the first pair for the separator.
  const query = kept.length === 0 ? '' : `?${kept.toSorted().join('&')}`;
  // A question mark without a query shows in the address alone.
  if (query !== url.search || (query === '' && url.href.includes('?'))) url.search = query;
}

function setPath(url: URL, path: string): void {
  if (path !== url.pathname) url.pathname = path;
}

/** A fragment, and who asks. */
function dropRest(url: URL): void {
  if (url.href.includes('#')) url.hash = '';
  if (url.username !== '') url.username = '';
  if (url.password !== '') url.password = '';
}

function isTracking(pair: string): boolean {
  const { name, value } = split(pair);
  // On many sites `ref` or `from` picks the page; only values that name a channel are tracking.
  if (name === 'ref' || name === 'from' || name === 'source') return CHANNEL.test(value);
  return TRACKING.test(name);
}

/** What picks another dress of the same page, and tracking parameters that were met later. */
function isVariant(pair: string): boolean {
  const { name, value } = split(pair);
  if (name === 'amp') return /^(1|true|yes)?$/i.test(value);
  if (name === 'outputtype') return /^amp$/i.test(value);
  return VARIANT.test(name);
}

function split(pair: string): { name: string; value: string } {
  const equals = pair.indexOf('=');
  if (equals < 0) return { name: pair.toLowerCase(), value: '' };
  return { name: pair.slice(0, equals).toLowerCase(), value: pair.slice(equals + 1) };
}

const TRACKING =
  /^(utm_.*|at_.*|ns_(mchannel|source|campaign|linkname|fee)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|ysclid|ymclid|msclkid|twclid|igshid|mc_cid|mc_eid|_openstat|ocid|cmpid|cmp|wt_mc|wt\.mc_id|xtor|ito|spm|mkt_tok|_ga|_gl|rss)$/;
const CHANNEL =
  /^(rss|feed|atom|twitter|tw|fb|facebook|telegram|tg|vk|email|newsletter|social|homepage|home|main)$/i;
const VARIANT =
  /^(amp_.*|usqp|__twitter_impression|igsh|mibextid|fb_(action_.*|source|ref)|srsltid|ref_(src|url)|_hs(enc|mi)|vero_id|oly_(enc|anon)_id|s_cid|smid|ncid|guccounter|guce_referrer.*|wprov|etext|roistat.*|from_rss|rssfeed|ttclid|li_fat_id|epik|rdt_cid|erid|yadclid|yadordid)$/;
