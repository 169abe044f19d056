import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../../web/client.ts';
import {
  openTestConsole,
  signedIn,
  visitorOf,
  type TestConsole,
  type Visitor,
} from '../../support/console.ts';
import {
  addressOf,
  allRows,
  fillConsole,
  READER,
  type ConsoleData,
} from '../../support/console-data.ts';

let site: TestConsole;
let data: ConsoleData;
let anna: Visitor;
beforeAll(async () => {
  site = await openTestConsole();
  data = await fillConsole(site);
  anna = await signedIn(site);
}, 60_000);
afterAll(() => site?.close());

type Order = {
  readonly path: string;
  readonly fields?: () => Readonly<Record<string, string | readonly string[]>>;
  readonly logged: readonly [
    action: string,
    subject: string | RegExp,
    detail: string | RegExp | null,
  ];
  /** A question to the records that one row answers once it is done. */
  readonly done: string;
};

/** Every post behind the door but those of /ops/tune, in an order in which each can be done. */
const ORDERS: readonly Order[] = [
  {
    path: '/ops/sources/:id/pause',
    logged: ['pause', 'source paper', null],
    done: `select from source_overrides where source_id = 'paper' and paused_by = 'anna'`,
  },
  {
    path: '/ops/sources/:id/resume',
    logged: ['resume', 'source paper', null],
    done: `select from source_overrides where source_id = 'paper' and paused_at is null`,
  },
  {
    path: '/ops/sources/:id/check',
    logged: ['check now', 'source paper', null],
    done: `select from source_states where source_id = 'paper' and next_poll_reason = 'Asked for by an operator.'`,
  },
  {
    path: '/ops/sources/:id/interval',
    fields: () => ({ interval: '900000' }),
    logged: ['set interval', 'source paper', 'every 15 minutes'],
    done: `select from source_states where source_id = 'paper' and next_poll_reason = 'Every 15 minutes, set by anna.'
      and next_poll_at = last_fetched_at + interval '15 minutes'`,
  },
  {
    path: '/ops/stories/entries/:entry',
    fields: () => ({ word: 'confirmed', note: 'a letter', back: '/ops/stories/entries' }),
    logged: ['confirm', /^entry \d+$/, /^FIS – \w+, skiing, \w+: a letter$/],
    done: `select from change_confirmations where word = 'confirmed' and said_by = 'anna' and note = 'a letter'`,
  },
  {
    path: '/ops/stories/items/:item/label',
    fields: () => ({ says: 'sanction/eased', story: data.stories[0] ?? '' }),
    logged: ['label', /^item \d+$/, 'sanction, eased'],
    done: `select from labels where label = 'sanction' and direction = 'eased' and labelled_by = 'anna'`,
  },
  {
    path: '/ops/stories/merge',
    fields: () => ({ story: data.stories }),
    logged: ['merge', /^stories \d+, \d+$/, /^one story now: \d+$/],
    done: `select from story_edits where kind = 'merge' and made_by = 'anna'`,
  },
  {
    path: '/ops/stories/:id/split',
    fields: () => ({ item: [data.items[2] ?? ''] }),
    logged: ['split', /^story \d+$/, /^reports \d+ parted: two stories now, \d+ and \d+$/],
    done: `select from story_edits where kind = 'split' and made_by = 'anna'`,
  },
  {
    path: '/ops/digests/release',
    logged: ['release', 'held mail', /^sending goes on; 1 digests/],
    done: `select from deliveries where state = 'queued'`,
  },
  {
    path: '/ops/subscribers/pause',
    fields: () => ({ email: READER, days: '3' }),
    logged: ['pause', `subscriber ${READER}`, 'until 2026-03-07 12:00 UTC'],
    done: `select from subscribers where paused_until = '2026-03-07T12:00:00Z'`,
  },
  {
    path: '/ops/subscribers/resume',
    fields: () => ({ email: READER }),
    logged: ['resume', `subscriber ${READER}`, null],
    done: `select from subscribers where paused_until is null`,
  },
  {
    path: '/ops/subscribers/remove',
    fields: () => ({ email: READER }),
    logged: ['remove', `subscriber ${READER}`, null],
    done: `select from subscribers where state = 'left' and left_by = 'operator'`,
  },
];

test('every order is in this table', () => {
  const posts = site.app.routes
    .filter(({ method, path }) => method === 'POST' && path.startsWith('/ops/'))
    .map(({ path }) => path)
    .filter((path) => !/^\/ops\/(?:sign-in|sign-out|enter|tune)\b/.test(path));
  expect([...new Set(posts)].toSorted()).toEqual(ORDERS.map(({ path }) => path).toSorted());
});

describe('orders', () => {
  test.each(ORDERS)('$path does it, notes who did it, and tells so', async (order) => {
    const before = (await site.log()).length;
    const answer = await anna.post(addressOf(order.path, data), order.fields?.() ?? {});
    expect([answer.status, textOf(answer)]).toEqual([303, '']);
    const [entry, ...more] = (await site.log()).slice(before);
    const [action, subject, detail] = order.logged;
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ operator: 'anna', action, at: expect.any(Date) });
    expect(entry?.subject).toEqual(
      typeof subject === 'string' ? subject : expect.stringMatching(subject),
    );
    expect(entry?.detail ?? null).toEqual(
      detail instanceof RegExp ? expect.stringMatching(detail) : detail,
    );
    expect((await site.records.pool.query(order.done)).rowCount).toBeGreaterThan(0);
    const page = await anna.get(String(answer.headers.location));
    expect(page.page('[role=status]').text()).toMatch(new RegExp(`^Done at .+: ${action}, `));
  });
});

describe('what cannot be done', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['/ops/sources/unknown/pause', {}, /not known/],
    ['/ops/sources/unknown/check', {}, /there is no source unknown/i],
    ['/ops/sources/paper/resume', {}, /is not paused/],
    ['/ops/sources/paper/interval', { interval: '5' }, /from a minute to a week/],
    ['/ops/sources/paper/interval', { interval: 'soon' }, /no interval/],
    ['/ops/stories/merge', { story: '1' }, /not enough to merge/],
    ['/ops/stories/merge', { story: '1; drop table items' }, /no number/],
    ['/ops/stories/999/split', { item: '1' }, /there is no story 999/i],
    ['/ops/stories/entries/999', { word: 'confirmed' }, /there is no entry 999/i],
    ['/ops/stories/entries/1', { word: 'perhaps' }, /nothing was said/i],
    ['/ops/stories/items/1/label', { says: 'none/eased' }, /no direction/],
    ['/ops/stories/items/999/label', { says: 'none' }, /there is no item 999/i],
    ['/ops/digests/release', {}, /nothing is held/i],
    ['/ops/subscribers/pause', { email: READER, days: '0' }, /1 to 365/],
    ['/ops/subscribers/remove', { email: 'nobody@example.org' }, /no subscriber now/],
  ])('%s with %j says why, changes nothing and notes nothing', async (path, fields, reason) => {
    const before = await allRows(site);
    const { status, page } = await anna.post(path, fields);
    expect([status, page('h1').text()]).toEqual([409, 'Nothing was changed']);
    expect(page('main').text()).toMatch(reason);
    expect(await allRows(site)).toBe(before);
  });

  test('a subscriber whom a file signs up is changed there', async () => {
    await site.records.pool.query(
      `update subscribers set state = 'active', left_by = null, managed_by = 'file'`,
    );
    const { status, page } = await anna.post('/ops/subscribers/remove', { email: READER });
    expect(status).toBe(409);
    expect(page('main').text()).toContain(
      'The file config/subscribers.yaml decides on reader@example.org',
    );
  });
});

test('what another operator did is not told as one’s own', async () => {
  const [last] = await site.records.store.audit.list({
    operator: 'anna',
    subject: null,
    before: null,
    limit: 1,
  });
  const boris = await signedIn(site, 'boris');
  expect((await boris.get(`/ops?done=${last?.id}`)).page('[role=status]')).toHaveLength(0);
  expect((await anna.get(`/ops?done=${last?.id}`)).page('[role=status]')).toHaveLength(1);
});

test('the log is chosen by operator and by words of its subject', async () => {
  const found = (await anna.get('/ops/audit?operator=anna&subject=SOURCE+pa')).page('tbody tr');
  expect(found).toHaveLength(4);
  expect(
    (await anna.get('/ops/audit?operator=boris&subject=source')).page('tbody tr'),
  ).toHaveLength(0);
});

test('the log cannot be changed, and an entry is there only if what it tells was done', async () => {
  const { pool } = site.records;
  for (const statement of [
    'update audit_log set operator = $$x$$',
    'delete from audit_log',
    'truncate audit_log',
  ]) {
    await expect(pool.query(statement)).rejects.toThrow('only added to');
  }
});

test('nobody who is only at the door can give an order', async () => {
  const stranger = visitorOf(site);
  const { status } = await stranger.post('/ops/sources/paper/pause');
  expect(status).toBe(303);
  const { rowCount } = await site.records.pool.query(
    'select from source_overrides where paused_at is not null',
  );
  expect(rowCount).toBe(0);
});

function textOf({ status, page }: Answer): string {
  return status === 303 ? '' : page('main').text();
}
