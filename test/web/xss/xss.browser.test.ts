import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { Hono } from 'hono';
import { serveWeb } from '../../../src/web/server.ts';
import { openBrowser } from '../../support/browser.ts';
import { openHostileSite, type HostileSite } from './hostile-site.ts';
import { PLACES, VECTORS, XSS_PAYLOADS } from './payloads.ts';

let browser: Browser;
let site: HostileSite;
let control: Awaited<ReturnType<typeof serveWeb>>;
let html = '';
beforeAll(async () => {
  browser = await openBrowser();
  site = await openHostileSite(XSS_PAYLOADS);
  const page = new Hono().get('/', (c) => c.html(html));
  control = await serveWeb(page, { host: '127.0.0.1', port: 0 });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await control?.close();
});

/** What pages did that texts of others made them do. */
type Eyes = { readonly context: BrowserContext; readonly seen: string[] };

/**
 * Opens a browser without any policy of ours, so that nothing but the escaping keeps scripts from running, and watches it:
 * calls of `canary`, dialogs, and requests to any other host.
 */
async function openEyes(origin: string): Promise<Eyes> {
  const context = await browser.newContext({ bypassCSP: true });
  const seen: string[] = [];
  await context.exposeFunction('canary', (what: unknown) => void seen.push(`ran: ${String(what)}`));
  context.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === origin || ['about:', 'blob:'].includes(url.protocol);
    // The picture that a payload asks for at a place of ours would be one of its doings, too.
    if (!isOwn || url.pathname.endsWith('/x')) seen.push(`asked: ${request.url()}`);
  });
  return { context, seen };
}

/** Opens what is folded, goes over everything with mouse and focus, follows what would run, and lists what could lead astray. */
const POKE = `(() => {
  for (const one of document.querySelectorAll('details')) one.open = true;
  for (const one of document.querySelectorAll('*')) {
    for (const kind of ['mouseover', 'mouseenter', 'focus']) one.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  const astray = [];
  for (const one of document.querySelectorAll('[href], [src], [action], [formaction], [data]')) {
    for (const name of ['href', 'src', 'action', 'formaction', 'data']) {
      const value = one.getAttribute(name);
      if (value === null) continue;
      const { protocol } = new URL(value, document.baseURI);
      if (protocol === 'javascript:') one.click?.();
      if (!['http:', 'https:', 'mailto:'].includes(protocol)) astray.push(name + '=' + value);
    }
  }
  return astray;
})()`;

async function visit({ context, seen }: Eyes, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  const astray = await page.evaluate<string[]>(POKE);
  seen.push(...astray.map((one) => `link: ${one}`));
  // What runs does so before the next picture is drawn, or soon after.
  await page.evaluate('new Promise((done) => setTimeout(done, 20))').catch(() => undefined);
  await page.close();
}

test('the payloads are many, and most come through the reading as text', () => {
  expect(XSS_PAYLOADS.length).toBeGreaterThanOrEqual(200);
  const dangerous = site.headlines.filter((title) => /<\w+[^>]*canary|<script>canary/.test(title));
  expect(dangerous.length).toBeGreaterThan(60);
});

describe('if they were markup', () => {
  const pages = [
    ...Object.keys(VECTORS).map((vector) => [vector, 'text'] as const),
    ...Object.keys(PLACES).map((place) => ['image', place] as const),
  ];
  test.each(pages)('“%s” would run where a text stands in “%s”', async (vector, place) => {
    const payload = XSS_PAYLOADS.find(({ name }) => name.startsWith(`${vector}, ${place},`));
    html = `<!doctype html>${PLACES[place]?.[1].replace('%', payload?.text ?? '')}`;
    const eyes = await openEyes(control.url);
    await visit(eyes, `${control.url}/`);
    await eyes.context.close();
    expect(eyes.seen).toContain(`ran: ${vector}`);
  });
});

test('on the pages, in the data, in feeds and mails nothing runs, nobody is asked, and no link leads astray', async () => {
  const eyes = await openEyes(site.url);
  const paths = [...site.paths];
  const visitNext = async (): Promise<void> => {
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      await visit(eyes, site.url + path);
    }
  };
  await Promise.all([visitNext(), visitNext(), visitNext()]);
  await eyes.context.close();
  expect(eyes.seen).toEqual([]);
}, 120_000);
