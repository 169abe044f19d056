import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { insertItems } from '../../src/store/items.ts';
import { openBrowser } from '../support/browser.ts';
import { startFeedServer, type FeedServer } from '../support/feed-server.ts';
import { anItem, aVerdict, NOON, testRecords, type TestRecords } from '../support/records.ts';
import { startService, type ServiceProcess } from '../support/service.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

const PATIENCE_MS = 120_000;
const TOKEN = 'token-of-anna-who-tunes';
const LEXICON = 'keywords/lexicon/en.yaml';

let records: TestRecords;
let config: SmallConfig;
let feeds: FeedServer;
let service: ServiceProcess;
let browser: Browser;
let context: BrowserContext;
let address: string;
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  [records, config, feeds] = await Promise.all([testRecords(), smallConfig(), startFeedServer()]);
  const token = `sha256:${createHash('sha256').update(TOKEN).digest('hex')}`;
  await config.write('flagbearer.yaml', {
    network: { allow: [feeds.host] },
    politeness: { spacing: '0s' },
    items: { maxAge: 'none', readArticles: false },
    console: { operators: [{ name: 'anna', token }] },
  });
  feeds.on('/first.xml', feedOf('FIS ousts Russian skiers', 'a'));
  await config.write('sources.yaml', { sources: [sourceOf('first')] });
  await storeBorderline();
  service = startService(['up'], {
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: join(config.folder, 'data'),
    DATABASE_URL: records.connectionString,
    PORT: '0',
  });
  browser = await openBrowser();
  address = /http:\S+/.exec(await service.ready)?.[0] ?? '';
  context = await browser.newContext({ acceptDownloads: true });
}, PATIENCE_MS);
afterAll(async () => {
  await browser?.close();
  await service?.kill('SIGKILL');
  await Promise.all([feeds.close(), records.close(), config.remove()]);
});

test(
  'an operator edits a keyword, sees what it does, and what the diff makes of the files judges from then on',
  async () => {
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.goto(`${address}/ops/tune?file=lexicon/en`);
    await page.getByLabel('Your token').fill(TOKEN);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await until(async () => (await verdictOf('FIS ousts Russian skiers')) !== null);
    expect(await verdictOf('FIS ousts Russian skiers')).toMatchObject({ label: 'none' });

    await page.getByLabel('Text to judge').fill('FIS ousts Russian rowers\nSo it was decided.');
    await said(page, /^Judged: not flagged/);
    const file = page.locator('#tune-file');
    const text = await file.inputValue();
    expect(text).toBe(await readFile(join(config.folder, LEXICON), 'utf8'));
    await file.fill(text.replace('- bar', '- bar\n    - oust ~'));
    await said(page, /^1 mistake/);
    const mistake = page.getByRole('link', { name: `${LEXICON}:8` });
    await mistake.click();
    expect(await file.evaluate('document.activeElement.id')).toBe('tune-file');
    const edited = text.replace('- bar', '- bar\n    - oust');
    await file.fill(edited);
    await said(page, /^Judged: Sanction/);
    const answer = page.locator('#tune-answer');
    expect(await answer.locator('mark').allTextContents()).toContain('ousts');
    expect(await answer.getByRole('table', { name: /made of/ }).count()).toBe(1);
    expect(await answer.getByRole('heading', { name: 'It would not be flagged' }).count()).toBe(1);
    expect(await readFile(join(config.folder, LEXICON), 'utf8')).toBe(text);

    await page.getByRole('button', { name: 'Backtest on the archive' }).click();
    await page.getByText('1 gained, 0 lost, 0 moved').waitFor();
    expect(await page.getByText('A service would take these keywords up.').count()).toBe(1);
    expect(await page.getByRole('link', { name: 'FIS ousts Russian skiers' }).count()).toBe(1);
    expect(await page.getByRole('table', { name: 'By source, those that change' }).count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('link', { name: 'Go on editing this text' }).click();
    expect(await file.inputValue()).toBe(edited);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the diff' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('lexicon-en.diff');
    execFileSync('git', ['apply', await download.path()], {
      // The folder that holds the configuration's, and that is no repository.
      cwd: dirname(config.folder),
      env: { PATH: process.env['PATH'] ?? '', GIT_CEILING_DIRECTORIES: tmpdir() },
    });
    expect(await readFile(join(config.folder, LEXICON), 'utf8')).toBe(edited);

    feeds.on('/next.xml', feedOf('FIS ousts Russian rowers', 'b'));
    await config.write('sources.yaml', { sources: [sourceOf('first'), sourceOf('next')] });
    await until(async () => (await verdictOf('FIS ousts Russian rowers')) !== null);
    const next = await verdictOf('FIS ousts Russian rowers');
    expect(next).toEqual({
      label: 'sanction',
      revision: (await records.store.config.inForce())?.revision,
    });
    await page.goto(`${address}/ops/tune/revisions`);
    await page.getByRole('link', { name: 'What changed' }).first().click();
    expect(await page.getByRole('region', { name: 'Changes' }).textContent()).toContain(
      '+    - oust\n',
    );
    expect(complaints).toEqual([]);
    await page.close();
  },
  PATIENCE_MS,
);

test(
  'a borderline item gets a label, by whom is in the audit log',
  async () => {
    const page = await context.newPage();
    await page.goto(`${address}/ops/tune/borderline`);
    const item = page.getByRole('article').filter({ hasText: 'Skiers wait for Moscow' });
    await item.getByRole('button', { name: 'Yes, a sanction' }).click();
    await page.getByText('is on record').waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    expect(await records.store.labels.current()).toEqual([
      expect.objectContaining({ title: 'Skiers wait for Moscow', label: 'sanction', by: 'anna' }),
    ]);
    const filter = { operator: 'anna', subject: null, before: null, limit: 10 };
    const actions = (await records.store.audit.list(filter)).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['label', 'start']));
    await page.close();
  },
  PATIENCE_MS,
);

test(
  'all of it works without scripts',
  async () => {
    const storageState = await context.storageState();
    const plain = await browser.newContext({ javaScriptEnabled: false, storageState });
    const page = await plain.newPage();
    await page.goto(`${address}/ops/tune?file=lexicon/en`);
    await page.getByLabel('Text to judge').fill('FIS snubs Russian skiers');
    const file = page.locator('#tune-file');
    await file.fill((await file.inputValue()).replace('- bar', '- bar\n    - snub'));
    await page.getByRole('button', { name: 'Judge' }).click();
    expect(await page.locator('#tune-answer').textContent()).toContain('Sanction imposed');
    expect(await file.inputValue()).toContain('- snub');
    const id = (await records.store.traces.texts({ since: new Date(0), before: null, limit: 1 }))[0]
      ?.id;
    await page.getByLabel('Or an item’s id').fill(id ?? '');
    await page.keyboard.press('Enter');
    await page.getByText(`Item ${id} of the archive`).waitFor();
    await page.getByLabel('Or an item’s id').fill(`${feeds.origin}/gone.html`);
    await page.keyboard.press('Enter');
    await page.getByText('there is no such page (404)').waitFor();
    feeds.on('/page.html', { headers: { 'content-type': 'text/html' }, body: PAGE });
    await page.getByLabel('Or an item’s id').fill(`${feeds.origin}/page.html`);
    await page.keyboard.press('Enter');
    await page.getByText('The archive lacks it; read just now').waitFor();
    expect(await page.getByLabel('Text to judge').inputValue()).toMatch(
      /^FIS snubs Russian skiers\n/,
    );
    expect(await page.locator('#tune-answer').textContent()).toContain('Sanction imposed');
    expect(await file.inputValue()).toContain('- snub');
    await plain.close();
  },
  PATIENCE_MS,
);

test.each([
  [1280, 'light'],
  [360, 'dark'],
] as const)(
  'at %d pixels in %s colours no page is too wide or keeps anybody out',
  async (width, colorScheme) => {
    const storageState = await context.storageState();
    const viewport = { width, height: 800 };
    const sized = await browser.newContext({ viewport, colorScheme, storageState });
    const page = await sized.newPage();
    const complaints = complaintsOf(page);
    const id = (await records.store.traces.texts({ since: new Date(0), before: null, limit: 1 }))[0]
      ?.id;
    for (const path of [`?item=${id}`, '?file=topics', ...LISTS]) {
      await page.goto(`${address}/ops/tune${path}`);
      expect(await faultsOf(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await sized.close();
  },
  PATIENCE_MS,
);

const PAGE = `<!doctype html><html lang="en"><head><title>FIS snubs Russian skiers</title></head><body><article>
  <h1>FIS snubs Russian skiers</h1>${'<p>The council of the federation decided on Thursday, after a long day, that it is so.</p>'.repeat(6)}
  </article></body></html>`;

const LISTS = [
  '/backtests',
  '/backtests/1',
  '/borderline',
  '/patterns',
  '/patterns?concept=ban&language=en',
  '/revisions',
];

function sourceOf(id: string): object {
  return { id, url: `${feeds.origin}/${id}.xml`, language: 'en' };
}

function feedOf(title: string, key: string): Parameters<FeedServer['on']>[1] {
  return {
    headers: { 'content-type': 'application/rss+xml' },
    body: `<rss version="2.0"><channel><title>Paper</title><item><title>${title}</title>
      <link>https://paper.example/${key}</link><pubDate>${NOON.toUTCString()}</pubDate></item></channel></rss>`,
  };
}

/** An item as near to its threshold as can be, of an earlier revision. */
async function storeBorderline(): Promise<void> {
  const at = new Date(Date.now() - 60_000);
  const revision = 'b'.repeat(64);
  await records.store.revisions.record({ hash: revision, texts: new Map() }, at);
  const item = anItem('near', { title: 'Skiers wait for Moscow', fetchedAt: at, isNews: false });
  const [itemId = ''] = await insertItems(records.pool, [item]);
  const verdict = aVerdict({ label: 'none', score: 0.49 });
  await records.store.items.recordVerdicts([{ itemId, verdict }], revision, at);
}

async function verdictOf(title: string): Promise<{ label: string; revision: string } | null> {
  const { rows } = await records.pool.query<{ label: string; revision: string }>(
    'select v.label, v.revision from verdicts v join items i on i.id = v.item_id where i.title = $1',
    [title],
  );
  return rows[0] ?? null;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(200);
}

/** Waits until the page says so to whoever cannot see it. */
async function said(page: Page, what: RegExp): Promise<void> {
  await page.locator('#tune-status', { hasText: what }).waitFor();
}

/** What keeps somebody from using a page: too little room, or a grave fault. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate<{ id: string; impact: string; nodes: string[] }[]>(
    `axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) =>
      ({ id, impact, nodes: nodes.map(({ html }) => html.slice(0, 120)) })))`,
  );
  const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const excess = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return [
    ...(excess > 0 ? [`${page.url()} is ${excess} pixels too wide`] : []),
    ...grave.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.join(' ')}`),
  ];
}

/** Console errors, failed requests and refusals, as they come. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/^(?:error|warning)$/.test(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}
