import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { openSite, type Site } from './client.ts';
import { BUSY, EMPTY_PAGES, PUBLIC_PAGES } from './public-pages.ts';

let site: Site;
let bare: Site;
let browser: Browser;
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  site = await openSite(BUSY);
  bare = await openSite({});
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await bare?.close();
});

const addresses = (): string[] => [
  ...PUBLIC_PAGES.map((path) => site.url + path),
  ...EMPTY_PAGES.map((path) => bare.url + path),
];

test.each<readonly [width: number, colours: 'light' | 'dark']>([
  [1280, 'light'],
  [1280, 'dark'],
  [360, 'light'],
  [360, 'dark'],
  [970, 'light'],
  [700, 'light'],
])(
  'at %d pixels in %s colours every page loads whole, without a complaint, and is no wider than the window',
  async (width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    for (const address of addresses()) {
      await page.goto(address);
      const excess = await page.evaluate<number>(
        `document.querySelectorAll('details').forEach((one) => { one.open = true; });
         document.documentElement.scrollWidth - document.documentElement.clientWidth`,
      );
      expect([address, excess]).toEqual([address, 0]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  },
  60_000,
);

/** Contrast is a matter of the colours, room one of the width: each is looked at once. */
test.each([
  [1280, 'light'],
  [360, 'dark'],
] as const)(
  'at %d pixels in %s colours no page has a fault that keeps somebody from using it',
  async (width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const faults: string[] = [];
    for (const address of addresses()) {
      await page.goto(address);
      faults.push(...(await graveFaultsOf(page)));
    }
    expect(faults).toEqual([]);
    // What is looked for can be found.
    await page.evaluate(
      `const [image, text] = ['img', 'p'].map((name) => document.createElement(name));
       Object.assign(text.style, { color: '#777', background: '#999' });
       text.textContent = 'Words that nobody can read';
       image.src = '/icon.svg';
       document.querySelector('main').append(image, text);`,
    );
    expect((await graveFaultsOf(page)).join()).toMatch(
      /image-alt.*color-contrast|color-contrast.*image-alt/,
    );
    await context.close();
  },
  120_000,
);

/** Serious and critical faults that axe-core knows, with all that is folded open. */
async function graveFaultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate<{ id: string; impact: string; nodes: string[] }[]>(
    `document.querySelectorAll('details').forEach((one) => { one.open = true; });
     axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, impact, nodes }) =>
      ({ id, impact, nodes: nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)) })))`,
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.join(' ')}`);
}

test('the archive is light, and is drawn without a script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  const kinds = new Set<string>();
  page.on('response', (response) => {
    kinds.add(response.request().resourceType());
    bodies.push(response.body());
  });
  await page.goto(`${site.url}/`, { waitUntil: 'networkidle' });
  expect(await page.getByRole('article').count()).toBe(30);
  const bytes = Buffer.concat(await Promise.all(bodies)).byteLength;
  expect(kinds).toContain('document');
  expect(kinds).toContain('stylesheet');
  expect(bytes).toBeGreaterThan(40_000);
  expect(bytes).toBeLessThanOrEqual(100 * 1024);
  expect([...kinds].filter((kind) => kind === 'script')).toEqual([]);
  await context.close();
}, 30_000);

test('whatever has the focus of the keyboard shows it', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${site.url}/?topic=sanction`);
  for (let key = 0; key < 40; key += 1) {
    await page.keyboard.press('Tab');
    const shown = await page.evaluate<string>(
      `(() => {
        const one = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        const { width, height } = one.getBoundingClientRect();
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0
          ? 'shown' : one.outerHTML;
      })()`,
    );
    expect(shown).toBe('shown');
  }
  await page.close();
}, 30_000);

test('the first key leads to the skip link, and that to the content', async () => {
  const page = await browser.newPage();
  await page.goto(`${site.url}/sources`);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.className')).toBe('skip');
  expect(await page.evaluate('document.activeElement.getBoundingClientRect().top >= 0')).toBe(true);
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('content');
  await page.close();
}, 30_000);

test('the table of sources is still a table for screen readers when its rows are stacked', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
  await page.goto(`${site.url}/sources`);
  expect(await page.getByRole('table').count()).toBe(1);
  expect(await page.getByRole('columnheader').count()).toBe(6);
  expect(await page.getByRole('rowheader').count()).toBe(18);
  await page.close();
}, 30_000);

test('a search is made and a filter taken by keyboard, without scripts', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}/?country=BLR`);
  await page.getByRole('searchbox', { name: 'Search headlines and first lines' }).fill('Talks');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/?q=Talks&country=BLR');
  expect(await page.getByRole('article').count()).toBe(8);
  await page.getByRole('link', { name: 'fencing', exact: true }).press('Enter');
  await page.waitForURL('**/?q=Talks&country=BLR&sport=fencing');
  await context.close();
}, 30_000);

test.each([360, 1280])(
  'the board is a table for screen readers at %d pixels',
  async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    await page.goto(`${site.url}/measures`);
    expect(await page.getByRole('table', { name: /^4 entries, one line for/ }).count()).toBe(1);
    expect(await page.getByRole('columnheader').count()).toBe(8);
    expect(await page.getByRole('rowheader').count()).toBe(3);
    expect(await page.getByRole('navigation', { name: 'Filters' }).count()).toBe(1);
    await page.close();
  },
  30_000,
);

test('the button unsubscribes in a real browser', async () => {
  const page = await browser.newPage();
  await page.goto(`${site.url}/unsubscribe/token-of-a-reader`);
  await page.getByRole('button', { name: 'Unsubscribe' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('You are unsubscribed');
  expect(site.calls).toContain('unsubscribe token-of-a-reader');
  await page.close();
}, 30_000);

test('a hostile mail in the preview runs nothing and asks nobody', async () => {
  const page = await browser.newPage();
  const asked: string[] = [];
  const answered: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  page.on('response', (response) => answered.push(new URL(response.url()).host));
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => asked.push('dialog')));
  await page.goto(`${site.url}/outbox/2026-03-14T000000Z-0.eml`);
  const frame = page.frames().find((one) => one.url().endsWith('/html'));
  expect(await frame?.locator('h1').textContent()).toBe('Weekly digest: 7 stories');
  expect(new Set(answered)).toEqual(new Set([new URL(site.url).host]));
  expect(asked).not.toContain('dialog');
  await page.close();
}, 30_000);

/** Console errors and warnings, failed and refused requests, as they come. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'log') complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    // The icon may still be under way when the test goes to the next page.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') {
      complaints.push(`failed: ${request.url()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}
