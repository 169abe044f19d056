import { Hono } from 'hono';
import { namesTag } from '../conditional.ts';
import { STYLE_HASH, STYLE_SHEET } from '../style/sheet.ts';

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path fill="#6b625b" d="M3 1h2v18H3z"/><path fill="#b3364a" d="M6 2h12l-3.5 4.5L18 11H6z"/></svg>`;

const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_A_DAY = 'public, max-age=86400';

/** The style sheet and the icon. */
export function assetRoutes(): Hono {
  const routes = new Hono();
  routes.get('/style.css', (c) => {
    const etag = `"${STYLE_HASH}"`;
    c.header('ETag', etag);
    c.header('Cache-Control', c.req.query('v') === STYLE_HASH ? FOR_EVER : 'no-cache');
    if (namesTag(c.req.header('if-none-match'), etag)) return c.body(null, 304);
    return c.body(STYLE_SHEET, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  routes.on('GET', ['/icon.svg', '/favicon.ico'], (c) =>
    c.body(ICON, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': FOR_A_DAY }),
  );
  return routes;
}
