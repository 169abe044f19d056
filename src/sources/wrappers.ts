/**
 * The article’s own address inside one of a service that wraps it: redirects that count clicks (Google, Yandex, Bing, social
 * networks), AMP caches and Turbo pages. Null for an address that wraps nothing, or does not show what it wraps.
 */
export function unwrapped(url: URL): URL | null {
  const host = url.hostname.replace(/^www\./, '');
  const inner = fromCache(url, host) ?? fromRedirect(url, host) ?? fromGoogleNews(url, host);
  if (inner === null || !URL.canParse(inner)) return null;
  const target = new URL(inner);
  const isPage = target.protocol === 'http:' || target.protocol === 'https:';
  return isPage && target.hostname.includes('.') ? target : null;
}

/** Services whose path and host say that a parameter holds the address, and the names of those parameters. */
const REDIRECTS: readonly (readonly [host: RegExp, path: RegExp, parameters: readonly string[]])[] =
  [
    [/^google\.[a-z.]{2,6}$/, /^\/url$/, ['url', 'q']],
    [/^news\.google\.com$/, /^\/news\/url$/, ['url']],
    [/^(news\.)?yandex\.[a-z.]{2,6}$/, /^\/(clck\/|yandsearch|news\/|turbo)/, ['cl4url', 'text']],
    [/^dzen\.ru$/, /^\/away$/, ['to']],
    [/^bing\.com$/, /^\/news\/apiclick\.aspx$/, ['url']],
    [/^(m\.)?vk\.(com|ru)$/, /^\/away(\.php)?$/, ['to']],
    [/^lm?\.(facebook|instagram)\.com$/, /^\/(l\.php)?$/, ['u']],
    [/^facebook\.com$/, /^\/l\.php$/, ['u']],
    [/^youtube\.com$/, /^\/redirect$/, ['q']],
  ];

function fromRedirect(url: URL, host: string): string | null {
  const rule = REDIRECTS.find(([at, path]) => at.test(host) && path.test(url.pathname));
  const found = rule?.[2].map((name) => url.searchParams.get(name)).find((each) => each !== null);
  if (found === undefined || found === null) return null;
  // Yandex leaves the scheme out.
  return /^[\w-]+(\.[\w-]+)+\//.test(found) ? `https://${found}` : found;
}

/** Caches, and how their paths hold the host and path of a page. */
const CACHES: readonly (readonly [host: RegExp, path: RegExp])[] = [
  [/\.cdn\.ampproject\.org$/, /^\/[a-z]{1,3}\/(?<scheme>s\/)?(?<host>[\w.-]+)(?<path>.*)$/],
  [/^google\.[a-z.]{2,6}$/, /^\/amp\/(?<scheme>s\/)?(?<host>[\w.-]+)(?<path>.*)$/],
  [/^yandex\.[a-z.]{2,6}$/, /^\/turbo\/(?<host>[\w.-]+\.\w+)\/(?<scheme>[sh])(?<path>\/.*)$/],
  [/\.turbopages\.org$/, /^(?:\/turbo)?\/(?<host>[\w.-]+\.\w+)\/(?<scheme>[sh])(?<path>\/.*)$/],
];

function fromCache(url: URL, host: string): string | null {
  const pattern = CACHES.find(([at]) => at.test(host))?.[1];
  const found = pattern?.exec(url.pathname + url.search)?.groups;
  if (found === undefined) return null;
  const scheme = found['scheme']?.startsWith('s') === true ? 'https' : 'http';
  return `${scheme}://${found['host']}${found['path']}`;
}

/** Older addresses of Google News hold the article’s own one in Base64, between the bytes of their record. */
function fromGoogleNews(url: URL, host: string): string | null {
  if (host !== 'news.google.com') return null;
  const code = /\/articles\/([\w-]{20,2000})$/.exec(url.pathname)?.[1];
  if (code === undefined) return null;
  const record = Buffer.from(code, 'base64url').toString('latin1');
  return /https?:\/\/[\u0021-\u007e]+/.exec(record)?.[0] ?? null;
}
