import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { openSite, type Site } from './client.ts';
import { report, story } from './fake-ports.ts';
import { BIG_STORY_ID, RICH } from './rich-data.ts';

const MAIL =
  '<!doctype html><title>Digest</title><body style="color:#333"><h1>Digest</h1><a href="https://paper.example/">Read</a>';
const PLAIN_MAIL = {
  name: 'plain.eml',
  to: 'a@b.example',
  subject: 'Daily digest',
  date: new Date(0),
  html: MAIL,
};

const PAGES = [
  '/',
  '/?before=30',
  '/story/9999',
  `/story/${BIG_STORY_ID}`,
  '/sources',
  '/measures',
  '/measures?country=RUS&status=banned',
  '/agreements',
  '/?topic=sanction&country=BLR',
  '/?q=nothing+has+such+words',
  '/outbox',
  '/outbox/plain.eml',
  '/unsubscribe/token-of-a-reader',
  '/unsubscribe/token-of-a-leaver',
];

let site: Site;
let bare: Site;
let browser: Browser;
beforeAll(async () => {
  const unbroken = report({
    title: 'Ж'.repeat(400),
    summary: 'w'.repeat(900),
    outlet: `${'o'.repeat(200)}.example`,
  });
  site = await openSite({
    ...RICH,
    stories: [...(RICH.stories ?? []), story('9999', unbroken)],
    mails: [...(RICH.mails ?? []), PLAIN_MAIL],
  });
  bare = await openSite({});
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await bare?.close();
});

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  describe.each([1280, 970, 700, 360])('at %d pixels', (width) => {
    test('every page loads whole, without a complaint, and is no wider than the window', async () => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      for (const path of [
        ...PAGES.map((one) => site.url + one),
        `${bare.url}/`,
        `${bare.url}/sources`,
      ]) {
        await page.goto(path);
        await page.evaluate(
          "document.querySelectorAll('details').forEach((one) => { one.open = true; })",
        );
        const excess = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect([path, excess]).toEqual([path, 0]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    }, 60_000);
  });
});

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
  await page.getByRole('link', { name: 'fencing' }).press('Enter');
  await page.waitForURL('**/?q=Talks&country=BLR&sport=fencing');
  await context.close();
}, 30_000);

test.each([360, 1280])(
  'the board is a table for screen readers at %d pixels',
  async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    await page.goto(`${site.url}/measures`);
    expect(await page.getByRole('table', { name: '3 entries' }).count()).toBe(1);
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
