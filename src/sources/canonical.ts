/**
 * The address that stands for all addresses of the same article: lower-case host, no fragment, no default port, no tracking
 * parameters, the others sorted. Path and scheme stay as they are, since a slash or a letter’s case may change the page.
 * Null for what is no http(s) address.
 */
export function canonicalUrl(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  url.username = '';
  url.password = '';
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isTracking(pair));
  // The pairs are not decoded: a page may tell `%20` from `+`.
  // The setter would take a question mark that begins the first pair for the separator.
  url.search = kept.length === 0 ? '' : `?${kept.toSorted().join('&')}`;
  return url.href;
}

function isTracking(pair: string): boolean {
  const equals = pair.indexOf('=');
  const name = (equals < 0 ? pair : pair.slice(0, equals)).toLowerCase();
  const value = equals < 0 ? '' : pair.slice(equals + 1);
  // On many sites `ref` or `from` picks the page; only values that name a channel are tracking.
  if (name === 'ref' || name === 'from' || name === 'source') return CHANNEL.test(value);
  return TRACKING.test(name);
}

const TRACKING =
  /^(utm_.*|at_.*|ns_(mchannel|source|campaign|linkname|fee)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|ysclid|ymclid|msclkid|twclid|igshid|mc_cid|mc_eid|_openstat|ocid|cmpid|cmp|wt_mc|wt\.mc_id|xtor|ito|spm|mkt_tok|_ga|_gl|rss)$/;
const CHANNEL =
  /^(rss|feed|atom|twitter|tw|fb|facebook|telegram|tg|vk|email|newsletter|social|homepage|home|main)$/i;
