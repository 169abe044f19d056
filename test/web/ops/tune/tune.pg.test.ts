import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertItems } from '../../../../src/store/items.ts';
import { runBacktestWorker } from '../../../../src/workers/run-backtest.ts';
import {
  openTestConsole,
  signedIn,
  type TestConsole,
  type Visitor,
} from '../../../support/console.ts';
import { anItem, aVerdict, NOON } from '../../../support/records.ts';

const KEY = 'lexicon/en';
const SAMPLE = 'FIS ousts Russian skiers\nSo it was decided.';
const HOSTILE = `</textarea><script>alert(1)</script><img src=x onerror="alert(1)">`;

let site: TestConsole;
let anna: Visitor;
let path: string;
let text: string;
let ids: readonly string[];
beforeAll(async () => {
  site = await openTestConsole();
  anna = await signedIn(site);
  path = join(site.service.configFolder, 'keywords', `${KEY}.yaml`);
  text = await readFile(path, 'utf8');
  const titles = ['FIS ousts Russian skiers', 'FIS praises Russian skiers', HOSTILE];
  const stored = titles.map((title, at) =>
    insertItems(site.records.pool, [anItem(`item${at}`, { title })]),
  );
  ids = (await Promise.all(stored)).flat();
  const { store, config } = site.service.app;
  await store.revisions.record({ hash: config.revision, texts: config.texts }, NOON);
  const verdict = aVerdict({ label: 'none', score: 0.45 });
  const verdicts = ids.map((itemId) => ({ itemId, verdict }));
  await store.items.recordVerdicts(verdicts, config.revision, NOON);
}, 60_000);
afterAll(() => site?.close());

const deeds = async (action: string) => (await site.log()).filter((one) => one.action === action);
const oust = (): string => text.replace('- bar', '- bar\n    - oust');

/** The form of the editor as a browser sends it: lines end with CR and LF. */
async function form(fields: Readonly<Record<string, string>> = {}) {
  const { page } = await anna.get(`/ops/tune?file=${KEY}`);
  const base = String(page('input[name=base]').attr('value'));
  const edited = (fields['text'] ?? oust()).replaceAll('\n', '\r\n');
  return { file: KEY, base, sample: SAMPLE, language: '', source: '', ...fields, text: edited };
}

describe('the editor', () => {
  test('shows the file, and judges by its edited text without writing it', async () => {
    const opened = await anna.get('/ops/tune');
    expect(opened.page('#tune-file').text()).toBe(text);
    const judged = await anna.post('/ops/tune/look', await form());
    expect(judged.status).toBe(200);
    expect(judged.page('.versus dd').first().text()).toMatch(/^Sanction imposed, 0\.\d{3}$/);
    expect(judged.page('.versus dd').eq(1).text()).toMatch(/^not flagged/);
    expect(judged.page('#tune-file').text()).toBe(oust());
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  test('answers its script with the answer alone', async () => {
    const part = await anna.post('/ops/tune/look?part=answer', await form());
    expect(part.page('#tune-answer .evidence').length).toBe(1);
    expect(part.page('textarea').length).toBe(0);
  });

  test('tells mistakes by file, line and key, with the line itself', async () => {
    const wrong = text.replace('- bar', '- bar\n    - "~5"');
    const { page } = await anna.post('/ops/tune/look', await form({ text: wrong }));
    const mistake = page('.mistakes li').text();
    expect(mistake).toMatch(/keywords\/lexicon\/en\.yaml:8:\d+ concepts\.ban\.4: .*`~5`/);
    expect(page('.mistakes .line').text()).toBe('- "~5"');
    expect(page('.mistakes a').attr('data-line')).toBe('8');
  });

  test('lets scripts of this site run on its own page, and nowhere else', async () => {
    const policy = (answer: { readonly headers: object }): string =>
      String(
        Object.entries(answer.headers).find(([name]) => name === 'content-security-policy')?.[1],
      );
    expect(policy(await anna.get('/ops/tune'))).toMatch(/; script-src 'self'; connect-src 'self'$/);
    expect(policy(await anna.get('/ops/tune/borderline'))).not.toContain('script-src');
    const { page } = await anna.get('/ops/tune');
    const script = await anna.get(String(page('script').attr('src')));
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    ['a text', { sample: HOSTILE }],
    ['a file', { text: HOSTILE }],
    ['an address', { address: HOSTILE }],
    ['a source', { source: HOSTILE }],
    ['a hash', { base: HOSTILE }],
  ])('shows hostile words in %s as words', async (_, fields) => {
    for (const order of ['look', 'read', 'diff']) {
      const { page, headers } = await anna.post(`/ops/tune/${order}`, await form(fields));
      // A diff is no page.
      if (headers['content-disposition'] !== undefined) continue;
      expect(page('script').length).toBeLessThanOrEqual(1);
      expect(page('script').text()).toBe('');
      expect(page('img').length).toBe(0);
    }
  });

  test.each(['../flagbearer', 'lexicon/xx', '', 'learned', '/etc/passwd'])(
    'opens no other file: %s',
    async (file) => {
      expect((await anna.get(`/ops/tune?file=${encodeURIComponent(file)}`)).status).toBe(404);
      expect((await anna.post('/ops/tune/look', await form({ file }))).status).toBe(404);
      expect((await anna.post('/ops/tune/diff', await form({ file }))).status).toBe(404);
    },
  );

  test('reads the words of an item, also by its address, without asking anybody', async () => {
    for (const address of [ids[0] ?? '', 'https://www.paper.example/item0/']) {
      const { page } = await anna.post('/ops/tune/read', await form({ address }));
      expect(page('#tune-sample').text()).toMatch(/^FIS ousts Russian skiers\nWhat item0 says/);
      expect(page('.done').text()).toContain(`Item ${ids[0]} of the archive`);
      expect(page('#tune-file').text()).toBe(oust());
    }
    expect(await deeds('read')).toEqual([]);
  });

  test('asks the network by the guarded client only, and says what it forbids', async () => {
    const address = 'http://127.0.0.1:9/private';
    const { page } = await anna.post('/ops/tune/read', await form({ address }));
    expect(page('.refused').text()).toMatch(/^No words were read: .*(127\.0\.0\.1|private)/);
    expect(await deeds('read')).toMatchObject([
      { operator: 'anna', action: 'read', subject: `page ${address}` },
    ]);
  });
});

describe('the diff', () => {
  test('is of the file as it is on disk, whatever the browser made of its line ends', async () => {
    const answer = await anna.post('/ops/tune/diff', await form());
    expect(answer.headers['content-disposition']).toBe('attachment; filename="lexicon-en.diff"');
    expect(answer.headers['content-type']).toBe('text/x-diff; charset=utf-8');
    expect(answer.body).toMatch(/^--- a\/[\w.-]+\/keywords\/lexicon\/en\.yaml\n\+\+\+ b\//);
    expect(answer.body.match(/^[+-](?![+-]).*$/gm)).toEqual(['+    - oust']);
  });

  test('has the line ends and the mark of a file that was written on Windows', async () => {
    await writeFile(path, `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    try {
      const { body } = await anna.post('/ops/tune/diff', await form());
      expect(body.match(/^[+-](?![+-])[^\n]*/gm)).toEqual(['+    - oust\r']);
    } finally {
      await writeFile(path, text);
    }
  });

  test('is not made of a file that nobody changed, nor of one that somebody else changed', async () => {
    const unchanged = await anna.post('/ops/tune/diff', await form({ text }));
    expect(unchanged.page('.refused').text()).toMatch(/^Nothing is changed yet/);
    const begun = await form();
    await writeFile(path, `${text}# somebody else\n`);
    try {
      const { page } = await anna.post('/ops/tune/diff', begun);
      expect(page('.refused').first().text()).toMatch(/would take back/);
      expect(page('#tune-file').text()).toBe(oust());
      expect(page('input[name=base]').attr('value')).toBe(begun.base);
    } finally {
      await writeFile(path, text);
    }
  });
});

describe('a backtest', () => {
  const backtestOf = (location: string | undefined): string => location?.split('/').at(-1) ?? '';

  test('is asked for, computed by a worker, and shown; its text is kept', async () => {
    const answer = await anna.post('/ops/tune/backtest', await form());
    expect(answer.status).toBe(303);
    const id = backtestOf(answer.headers.location);
    const waiting = await anna.get(`/ops/tune/backtests/${id}`);
    expect(waiting.headers['refresh']).toBe('2');
    expect(waiting.page('main').text()).toContain('It waits for a worker');

    const { app } = site.service;
    expect(await runBacktestWorker.run({ backtestId: id }, app)).toMatchObject({ state: 'done' });
    expect(await runBacktestWorker.run({ backtestId: id }, app)).toBeUndefined();
    const done = await anna.get(`/ops/tune/backtests/${id}`);
    expect(done.headers['refresh']).toBeUndefined();
    expect(done.page('main').text()).toContain('3 items judged: 1 gained, 0 lost, 0 moved.');
    expect(done.page('main').text()).toContain('32 labelled items: F1 1.000 → 1.000');
    expect(done.page('.samples a').text()).toBe('FIS ousts Russian skiers');
    expect(done.page('.samples').text()).toContain('now: “ousts” (ban: oust)');
    expect(done.page('main').text()).not.toContain('Lint');

    const again = await anna.get(`/ops/tune?draft=${id}`);
    expect(again.page('#tune-file').text()).toBe(oust());
    expect((await anna.get('/ops/tune/backtests')).page('tbody tr').length).toBe(1);
    expect((await site.log()).at(-1)).toMatchObject({
      operator: 'anna',
      action: 'start',
      subject: `backtest ${id}`,
      detail: 'keywords/lexicon/en.yaml',
    });
  });

  test('is of all files that differ from what judges, and told what a service would refuse', async () => {
    const topics = join(site.service.configFolder, 'keywords', 'negatives.yaml');
    const before = await readFile(topics, 'utf8');
    await writeFile(topics, `${before}# changed\n`);
    try {
      const started = await anna.post(
        '/ops/tune/backtest',
        await form({ text: text.replace(/ban:\n(?: +- .*\n)+/, 'ban: [nothing]\n') }),
      );
      const id = backtestOf(started.headers.location);
      const row = await site.records.store.backtests.find(id);
      expect(Object.keys(row?.draft ?? {}).toSorted()).toEqual([
        'keywords/lexicon/en.yaml',
        'keywords/negatives.yaml',
      ]);
      await runBacktestWorker.run({ backtestId: id }, site.service.app);
      const { page } = await anna.get(`/ops/tune/backtests/${id}`);
      expect(page('.refused').text()).toMatch(/^A service would refuse them/);
      expect(page('.errors li').length).toBe(16);
    } finally {
      await writeFile(topics, before);
    }
  });

  test('tells what lint says of it, and did not say before', async () => {
    const twice = text.replace('- bar', '- bar\n    - bar');
    const started = await anna.post('/ops/tune/backtest', await form({ text: twice }));
    const id = backtestOf(started.headers.location);
    await runBacktestWorker.run({ backtestId: id }, site.service.app);
    const { page } = await anna.get(`/ops/tune/backtests/${id}`);
    expect(page('.errors li').text()).toMatch(/warning, concept ban: bar.*en\.yaml:8/);
  });

  test('whose process was killed is begun again by another', async () => {
    const started = await anna.post('/ops/tune/backtest', await form());
    const id = backtestOf(started.headers.location);
    const { app } = site.service;
    const until = new Date(app.now().getTime() + 90_000);
    expect(await app.store.backtests.claim(id, app.now(), until)).toBeDefined();
    await app.store.backtests.keep(id, 2, until);
    const running = await anna.get(`/ops/tune/backtests/${id}`);
    expect(running.page('main').text()).toContain('2 items judged so far');
    expect(await runBacktestWorker.run({ backtestId: id }, app)).toBeUndefined();
    site.forward(91_000);
    expect(await runBacktestWorker.run({ backtestId: id }, app)).toMatchObject({
      state: 'done',
      items: 3,
    });
  });

  test('of a file with mistakes is none: they are told instead', async () => {
    const rows = (await site.records.store.backtests.list(100)).length;
    const { status, page } = await anna.post(
      '/ops/tune/backtest',
      await form({ text: 'words: [' }),
    );
    expect(status).toBe(200);
    expect(page('.mistakes li').length).toBeGreaterThan(0);
    expect((await site.records.store.backtests.list(100)).length).toBe(rows);
  });
});

describe('the lists', () => {
  test('take a label from an operator, and show it', async () => {
    const queue = await anna.get('/ops/tune/borderline');
    expect(queue.page('article').length).toBe(3);
    expect(queue.page('script, img').length).toBe(0);
    const answer = await anna.post(`/ops/tune/borderline/${ids[1]}`, { label: 'none' });
    expect(answer.headers.location).toBe(`/ops/tune/borderline?labelled=${ids[1]}`);
    const after = await anna.get(answer.headers.location ?? '');
    expect(after.page('article').length).toBe(2);
    expect(after.page('.done').text()).toContain('on record');
    expect(await site.records.store.labels.current()).toMatchObject([
      { itemId: ids[1], label: 'none', by: 'anna', direction: null },
    ]);
    expect((await site.log()).at(-1)).toMatchObject({
      action: 'label',
      subject: `item ${ids[1]}`,
      detail: 'none: FIS praises Russian skiers',
    });
  });

  test.each([
    ['/ops/tune/borderline/999999', { label: 'none' }],
    ['/ops/tune/borderline/x', { label: 'none' }],
    ['/ops/tune/borderline/1', { label: 'wrong' }],
  ])('take no label for what is not there: %s %j', async (address, fields) => {
    const before = (await site.records.store.labels.history()).length;
    expect((await anna.post(address, fields)).status).toBe(404);
    expect((await site.records.store.labels.history()).length).toBe(before);
  });

  test('tell of each concept and each pattern how often it was found', async () => {
    const empty = await anna.get('/ops/tune/patterns');
    expect(empty.page('main').text()).toContain('Nothing was counted yet');
    const since = new Date(NOON.getTime() - 86_400_000);
    await site.records.store.patternHits.count({ now: NOON, since, ifBefore: since });
    const all = await anna.get('/ops/tune/patterns');
    expect(all.page('tbody th').text()).toContain('ban');
    const one = await anna.get('/ops/tune/patterns?concept=ban&language=en');
    expect(
      one
        .page('tbody th code')
        .toArray()
        .map((code) => one.page(code).text()),
    ).toEqual(expect.arrayContaining(['ban', 'suspend', 'exclude', 'bar']));
    expect(one.page('tbody').text()).toContain('never seen');
  });

  test('tell what was in force and what was refused, and what each changed', async () => {
    const { store, config } = site.service.app;
    const figure = { n: 32, precision: 1, recall: 1, f1: 1, errors: [] };
    const other = 'c'.repeat(64);
    await store.config.enforce({
      revision: config.revision,
      forced: false,
      golden: { set: 's', figure },
      at: NOON,
    });
    const texts = new Map(config.texts).set('keywords/lexicon/en.yaml', oust());
    await store.revisions.record({ hash: other, texts }, NOON);
    const golden = { set: 's', figure: { ...figure, f1: 0.9 } };
    await store.config.enforce({ revision: other, forced: true, golden, at: NOON });
    await store.config.refuse({
      revision: null,
      problem: `broken ${HOSTILE}`,
      mend: 'mend',
      at: NOON,
    });
    const { page } = await anna.get('/ops/tune/revisions');
    const rows = page('tbody tr')
      .toArray()
      .map((row) => page(row).text());
    expect(rows[0]).toMatch(/^unreadablerefusedbroken <\/textarea>/);
    expect(rows[1]).toMatch(/^ccccccccccccin force, whatever the golden set said/);
    expect(rows[1]).toContain('F1 0.900−0.100 against the one before');
    expect(rows[1]).toContain('keywords/lexicon/en.yaml');
    expect(rows[2]).toContain('0 flagged');
    expect(page('script, img').length).toBe(0);
    const diff = await anna.get(String(page('tbody a').attr('href')));
    expect(diff.page('pre').text()).toContain('\n+    - oust\n');
    expect((await anna.get('/ops/tune/revisions/999999')).status).toBe(404);
  });
});
