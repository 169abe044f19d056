import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../support/browser.ts';
import { linkIn, openRealSite, storeStories, type RealSite } from './real-site.ts';

let site: RealSite;
let browser: Browser;
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  site = await openRealSite();
  await storeStories(site.records, ['skiing', 'judo', 'skiing', 'judo', 'skiing']);
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** What is wrong with a page as it is now: no room, or a fault that keeps somebody from using it. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate<{ id: string; impact: string; nodes: string[] }[]>(
    `axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) =>
      ({ id, impact, nodes: nodes.map(({ html }) => html.slice(0, 120)) })))`,
  );
  const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return [
    ...(await excessOf(page)),
    ...grave.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.join(' ')}`),
  ];
}

/** What is wider than the window, with all that is folded open. */
async function excessOf(page: Page): Promise<string[]> {
  const excess = await page.evaluate<number>(
    `document.querySelectorAll('details').forEach((one) => { one.open = true; });
     document.documentElement.scrollWidth - document.documentElement.clientWidth`,
  );
  return excess > 0 ? [`${page.url()} is ${excess} pixels too wide`] : [];
}

/** Console errors, failed requests and refusals, as they come. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'log') complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test.each([1280, 360])(
    'somebody signs up, confirms, looks at what comes, changes it and leaves, at %d pixels',
    async (width) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      const faults: string[] = [];
      const look = async (): Promise<void> => void faults.push(...(await faultsOf(page)));
      const measure = async (): Promise<void> => void faults.push(...(await excessOf(page)));
      const email = `anna-${width}-${colorScheme}@example.org`;

      await page.goto(site.url);
      await page.getByRole('link', { name: 'Subscribe', exact: true }).click();
      await look();
      await page.getByLabel('Mail address').fill(email);
      await page.getByLabel('Once a week').check();
      await page.getByLabel('Day', { exact: true }).selectOption('Friday');
      await page.getByLabel('Time', { exact: true }).fill('17:30');
      await page.getByLabel('Time zone').selectOption('Europe/Vienna');
      await page.getByRole('button', { name: 'Send me a mail to confirm' }).click();
      expect(await heading(page)).toBe('Look into your mailbox');
      await measure();
      expect(await site.records.store.subscribers.find(email)).toBeUndefined();

      const [mail] = await site.mailsTo(email);
      if (mail === undefined) throw new Error('no letter was written');
      await page.goto(site.url + linkIn(mail, '/subscribe/confirm/'));
      await look();
      expect(await page.getByText('every Friday at 17:30 (Europe/Vienna)').count()).toBe(1);
      // The button has the focus: one key is enough.
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'You are subscribed' }).waitFor();
      await measure();

      await page.getByRole('link', { name: 'See and change your preferences' }).click();
      await measure();
      await page.getByRole('checkbox', { name: 'judo' }).check();
      await page.getByRole('button', { name: 'Preview the last 30 days' }).click();
      await page.getByText('Of 5 stories, 2 would have come').waitFor();
      await look();
      const seen = await site.records.store.subscribers.find(email);
      expect(seen?.preferences.sports).toEqual([]);
      await page.getByRole('button', { name: 'Save these preferences' }).click();
      await page.getByRole('status').getByText('Saved').waitFor();
      const saved = await site.records.store.subscribers.find(email);
      expect(saved?.preferences.sports).toEqual(['judo']);

      const copying = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save a copy of everything' }).click();
      expect((await copying).suggestedFilename()).toBe('subscription.json');
      await page.getByRole('link', { name: 'Erase everything' }).click();
      await measure();
      await page.goBack();
      await page.getByRole('link', { name: 'Unsubscribe', exact: true }).click();
      await page.getByRole('button', { name: 'Unsubscribe' }).click();
      expect(await heading(page)).toBe('You are unsubscribed');
      const left = await site.records.store.subscribers.find(email);
      expect([left?.state, left?.leftBy]).toEqual(['left', 'subscriber']);
      expect([complaints, faults]).toEqual([[], []]);
      await context.close();
    },
    60_000,
  );
});

test.each([1280, 360])(
  'a form that cannot be used says so at the fields, and a mail fits its window, at %d pixels',
  async (width) => {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${site.url}/subscribe`);
    await page.evaluate("document.querySelector('form.card').noValidate = true");
    await page.getByRole('button', { name: 'Send me a mail to confirm' }).click();
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(2);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('alert').getByRole('link').first().press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('email');
    // What only one kind of schedule needs is not asked for by the others.
    expect(await page.locator('#weekday').isVisible()).toBe(false);
    await page.getByLabel('As soon as something is known').check();
    expect(await page.locator('#time').isVisible()).toBe(false);

    // A page of ours would lend the mail its policy, under which nothing is styled.
    await page.goto('about:blank');
    for (const { name } of (await site.outbox.list()).slice(0, 2)) {
      await page.setContent((await site.outbox.html(name)) ?? '');
      expect(await faultsOf(page)).toEqual([]);
    }
    await context.close();
  },
  60_000,
);

test('the check for faults finds one where there is one', async () => {
  const page = await browser.newPage();
  await page.setContent(
    '<html lang="en"><title>x</title><main><h1>x</h1><input><img src="x"></main>',
  );
  expect((await faultsOf(page)).length).toBe(2);
  await page.close();
}, 30_000);
