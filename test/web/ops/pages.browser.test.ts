import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { faultsOf } from '../../support/axe.ts';
import { openBrowser } from '../../support/browser.ts';
import { openTestConsole, TOKENS, type TestConsole } from '../../support/console.ts';
import { addressesOf, fillConsole, type ConsoleData } from '../../support/console-data.ts';

const LONG = ` ${'Ж'.repeat(300)} ${'w'.repeat(300)}`;

let site: TestConsole;
let data: ConsoleData;
let browser: Browser;
beforeAll(async () => {
  site = await openTestConsole();
  data = await fillConsole(site, LONG);
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  describe.each([1280, 360])('at %d pixels', (width) => {
    test('every page loads whole, is no wider than the window, complains of nothing and bars nobody', async () => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await page.goto(`${site.url}/ops`);
      const door = await faultsOf(page);
      expect(door).toEqual([]);
      await signIn(page);
      const pages = addressesOf(site, 'GET', data).filter(isPage);
      expect(pages.length).toBeGreaterThan(14);
      for (const address of pages) {
        const answer = await page.goto(site.url + address);
        await page.evaluate(
          "document.querySelectorAll('details').forEach((one) => { one.open = true; })",
        );
        const excess = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect([address, answer?.status(), excess, await faultsOf(page)]).toEqual([
          address,
          200,
          0,
          [],
        ]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    }, 90_000);
  });
});

test('a source is paused and resumed, and a measure confirmed, by keyboard and without scripts', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await signedInPage(context);
  await page.goto(`${site.url}/ops/sources`);
  await page.getByRole('button', { name: 'Pause The Paper' }).press('Enter');
  await page.waitForURL('**/ops/sources/paper?done=*');
  expect(await page.getByRole('status').textContent()).toMatch(/^Done at .+: pause, source paper$/);
  await page.getByRole('button', { name: 'Resume The Paper' }).press('Enter');
  await page.waitForURL('**/ops/sources/paper?done=*');
  await page.goto(`${site.url}/ops/stories/entries`);
  await page.getByRole('button', { name: `Confirm entry ${data.entry}` }).press('Enter');
  await page.waitForURL('**/ops/stories/entries?done=*');
  expect(await page.getByRole('status').textContent()).toContain('confirm, entry');
  await page.getByRole('button', { name: 'Sign out' }).press('Enter');
  await page.waitForURL('**/ops/sign-in');
  await context.close();
}, 60_000);

test('the board of jobs shows every queue, asks nobody else, and its jobs cannot be changed', async () => {
  const context = await browser.newContext();
  const page = await signedInPage(context);
  const complaints = complaintsOf(page);
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto(`${site.url}/ops/queues`);
  await page.getByRole('link', { name: 'Every single job' }).click();
  for (const queue of ['sweep', 'fetch', 'process', 'digest', 'mail']) {
    await page.getByRole('link', { name: queue }).first().waitFor();
  }
  expect(await page.getByRole('button', { name: /clean|retry|promote|empty|pause/i }).count()).toBe(
    0,
  );
  const status = await page.evaluate(
    `fetch('/ops/queues/board/api/queues/sweep/pause', { method: 'PUT' }).then((answer) => answer.status)`,
  );
  expect(status).toBe(405);
  expect(complaints.filter((text) => !text.includes('405'))).toEqual([]);
  expect([...hosts]).toEqual([new URL(site.url).host]);
  await context.close();
}, 60_000);

/** Files and parts of pages, and addresses that lead nowhere without what was made there before, are no pages. */
function isPage(address: string): boolean {
  return !/\/enter\/|\/mail\b|\/board|\.js$|\/(?:backtests|revisions)\/1$|\/sign-in/.test(address);
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Your token').fill(TOKENS.anna);
  await page.getByRole('button', { name: 'Sign in' }).press('Enter');
  await page.waitForURL(`${site.url}/ops`);
}

async function signedInPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site.url}/ops`);
  await signIn(page);
  return page;
}

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
