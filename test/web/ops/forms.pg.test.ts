import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestConsole, signedIn, visitorOf, type TestConsole } from '../../support/console.ts';
import { addressesOf, allRows, fillConsole, type ConsoleData } from '../../support/console-data.ts';

let site: TestConsole;
let data: ConsoleData;
beforeAll(async () => {
  site = await openTestConsole();
  data = await fillConsole(site);
}, 60_000);
afterAll(() => site?.close());

/** Fields with which every form of the console would do something. */
const FIELDS = {
  email: 'reader@example.org',
  days: '3',
  interval: '3600000',
  word: 'confirmed',
  says: 'sanction/eased',
  story: ['1', '2'],
  item: ['1'],
  label: 'none',
  token: 'token-of-anna',
};

test('there are forms to look at', () => {
  expect(addressesOf(site, 'POST', data).length).toBeGreaterThanOrEqual(14);
});

test('without the form token of the session no post changes anything', async () => {
  const [anna, boris] = [await signedIn(site), await signedIn(site, 'boris')];
  const stranger = visitorOf(site);
  await stranger.get('/ops/sign-in');
  const foreign = await boris.formToken();
  const before = await allRows(site);
  for (const address of addressesOf(site, 'POST', data)) {
    const answers = [
      await anna.post(address, { ...FIELDS, form: '' }),
      await anna.post(address, { ...FIELDS, form: 'x'.repeat(43) }),
      await anna.post(address, { ...FIELDS, form: foreign }),
      await anna.post(address, { ...FIELDS, form: [foreign, await anna.formToken()] }),
      await stranger.post(address, { ...FIELDS, form: await anna.formToken() }),
      await site.ask(address, { method: 'POST' }),
      await site.ask(address, { method: 'POST', body: JSON.stringify(FIELDS) }),
    ];
    expect([address, ...answers.map(({ status }) => status)]).toEqual([
      address,
      ...answers.map(() => 403),
    ]);
  }
  expect(await allRows(site)).toBe(before);
}, 60_000);

test.each([
  ['a form of another site', { 'sec-fetch-site': 'cross-site' }],
  ['a form of another host of this site', { 'sec-fetch-site': 'same-site' }],
  ['another origin', { origin: 'https://evil.example' }],
  ['an origin that is none', { origin: 'null' }],
])(
  '%s changes nothing, even with the right token',
  async (_, headers) => {
    const anna = await signedIn(site);
    const form = await anna.formToken();
    const before = await allRows(site);
    for (const address of addressesOf(site, 'POST', data)) {
      const { status } = await anna.post(address, { ...FIELDS, form }, headers);
      expect([address, status]).toEqual([address, 403]);
    }
    expect(await allRows(site)).toBe(before);
  },
  60_000,
);

test.each([
  ['without a word on where it comes from', {}],
  ['of this site', { 'sec-fetch-site': 'same-origin' }],
  ['of the address of this request', { origin: 'http://localhost:1', host: 'localhost:1' }],
  ['of the address that people use', { origin: 'http://127.0.0.1' }],
])('a form %s is taken', async (_, headers) => {
  const { status } = await (await signedIn(site)).post('/ops/sources/unknown/pause', {}, headers);
  expect(status).toBe(409);
});

test('to look at any page changes nothing', async () => {
  const anna = await signedIn(site);
  const before = await allRows(site);
  for (const address of addressesOf(site, 'GET', data)) {
    const { status } = await anna.get(address);
    const isThere = !/\/(?:enter|backtests|revisions)\/1$|\/board\/$/.test(address);
    expect([address, status < 400]).toEqual([address, isThere]);
  }
  expect(await allRows(site)).toBe(before);
}, 60_000);

test('a stranger’s body is bounded as on any page, an operator’s by what a file of keywords may be', async () => {
  const anna = await signedIn(site);
  const post = async (visitor: typeof anna, bytes: number) => {
    const form = await visitor.formToken();
    return (await visitor.post('/ops/why', { form, filler: 'x'.repeat(bytes) })).status;
  };
  expect(await post(visitorOf(site), 17 * 1024)).toBe(413);
  expect(await post(anna, 512 * 1024)).toBe(404);
  expect(await post(anna, 700 * 1024)).toBe(413);
});

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('%s is refused', async (method) => {
  const { status } = await site.ask('/ops/sources/paper/pause', { method });
  expect(status).toBe(405);
});
