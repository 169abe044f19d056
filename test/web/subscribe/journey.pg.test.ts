import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sweepSignUps } from '../../../src/jobs/sweep-sign-ups.ts';
import { minutesLater, NOON } from '../../support/records.ts';
import { formBody, linkIn, openRealSite, storeStories, type RealSite } from './real-site.ts';

const ANNA = 'anna@example.org';
let site: RealSite;

beforeAll(async () => {
  site = await openRealSite();
  await storeStories(site.records, ['skiing', 'judo', 'skiing']);
});
afterAll(() => site?.close());
beforeEach(() => site.reset());

/** Signs up to the letter; the path of its link. */
async function asked(fields: Parameters<typeof formBody>[0] = {}): Promise<string> {
  const answer = await site.ask('/subscribe', formBody(fields));
  expect([answer.status, answer.headers['location']]).toEqual([303, '/subscribe/asked']);
  const email = typeof fields['email'] === 'string' ? fields['email'] : ANNA;
  const [mail] = await site.mailsTo(email);
  if (mail === undefined) throw new Error('no letter was written');
  return linkIn(mail, '/subscribe/confirm/');
}

/** A subscriber; the path of their preferences. */
async function subscribed(fields: Parameters<typeof formBody>[0] = {}): Promise<string> {
  const { page } = await site.ask(await asked(fields), { method: 'POST' });
  const path = page('main a[href^="/preferences/"]').attr('href');
  if (path === undefined) throw new Error(`not subscribed: ${page('main').text()}`);
  return path;
}

/** Posts a form and follows where it leads. */
async function posted(path: string, form: ReturnType<typeof formBody>) {
  const answer = await site.ask(path, form);
  const to = answer.headers['location'];
  return to === undefined ? answer : site.ask(to);
}

const found = (email = ANNA) => site.records.store.subscribers.find(email);
const acts = async (email = ANNA): Promise<string[]> =>
  (await site.records.store.consents.of(email)).map(({ act }) => act);

describe('signing up', () => {
  test('makes a subscriber only once the button behind the letter’s link is pressed', async () => {
    const path = await asked({ when: 'weekly', weekday: '5', time: '17:30', sports: 'skiing' });
    for (const method of ['GET', 'HEAD', 'GET']) {
      expect((await site.ask(path, { method })).status).toBe(200);
    }
    const question = await site.ask(path);
    expect(question.page('main button')).toHaveLength(1);
    expect(question.page('.terms').text()).toContain('every Friday at 17:30 (Europe/Vienna)');
    expect(await found()).toBeUndefined();
    const answer = await site.ask(path, { method: 'POST' });
    expect(answer.page('h1').text()).toBe('You are subscribed');
    expect(await found()).toMatchObject({
      state: 'active',
      zone: 'Europe/Vienna',
      schedule: { kind: 'weekly', weekday: 5, time: '17:30' },
      since: site.clock.now,
      managedBy: 'records',
    });
    expect((await found())?.nextDigestAt).toBeInstanceOf(Date);
    expect(await acts()).toEqual(['asked', 'confirmed']);
  });

  test('a second press changes nothing, and after the end a link makes nobody a subscriber again', async () => {
    const path = await asked();
    for (let time = 0; time < 2; time += 1) {
      expect((await site.ask(path, { method: 'POST' })).page('h1').text()).toBe(
        'You are subscribed',
      );
    }
    expect(await acts()).toEqual(['asked', 'confirmed']);
    await site.records.store.subscribers.leaveByEmail(ANNA, site.clock.now);
    expect((await site.ask(path, { method: 'POST' })).status).toBe(404);
    expect((await found())?.state).toBe('left');
  });

  test('the letter holds nothing that was typed, and only a hash of its key is kept', async () => {
    const path = await asked({ email: 'win-a-prize@example.org', language: 'de' });
    const [mail] = await site.mailsTo('win-a-prize@example.org');
    expect(mail?.header('auto-submitted')).toBe('auto-generated');
    for (const part of mail?.parts.values() ?? []) expect(part).not.toContain('win-a-prize');
    expect(mail?.parts.get('text/html')).toContain('lang="de"');
    const key = path.split('/').at(-1) ?? '';
    const { rows } = await site.records.pool.query('select * from letter_keys');
    expect(rows).toHaveLength(1);
    const all = await site.records.pool.query(
      `select (select jsonb_agg(l) from letters l) as l, (select jsonb_agg(s) from sign_ups s) as s,
              (select jsonb_agg(k) from letter_keys k) as k`,
    );
    expect(JSON.stringify(all.rows)).not.toContain(key);
  });

  test('a link is dead after seven days, and then nothing of the sign-up is left', async () => {
    const path = await asked();
    site.clock.now = new Date(site.clock.now.getTime() + 7 * 86_400_000);
    expect((await site.ask(path)).status).toBe(404);
    expect((await site.ask(path, { method: 'POST' })).status).toBe(404);
    await site.run(sweepSignUps);
    for (const table of ['sign_ups', 'letters', 'letter_keys', 'consents', 'request_counts']) {
      const { rows } = await site.records.pool.query(`select count(*)::int as n from ${table}`);
      expect([table, rows[0]?.n]).toEqual([table, 0]);
    }
  });

  test('one mailbox gets no second letter within a quarter of an hour, and three a day at most', async () => {
    await asked();
    const ask = async (email: string): Promise<number> => {
      expect((await site.ask('/subscribe', formBody({ email }))).status).toBe(303);
      const { rows } = await site.records.pool.query('select count(*)::int as n from letters');
      return rows[0]?.n;
    };
    expect(await ask(ANNA)).toBe(1);
    expect(await ask('Anna+again@Example.org')).toBe(1);
    expect(await ask('berta@example.org')).toBe(2);
    for (const expected of [3, 4, 4, 4]) {
      site.clock.now = new Date(site.clock.now.getTime() + 16 * 60_000);
      expect(await ask(ANNA)).toBe(expected);
    }
  });

  test('two requests at once for one mailbox write one letter', async () => {
    await Promise.all([1, 2, 3, 4].map(() => site.ask('/subscribe', formBody())));
    const { rows } = await site.records.pool.query('select count(*)::int as n from letters');
    expect(rows[0]?.n).toBe(1);
  });

  test('a network that asks too often is told so, and nobody else', async () => {
    const from = (address: string, n: number) => {
      const { headers, ...form } = formBody({ email: `reader${n}@host${n}.example` });
      return site.ask('/subscribe', {
        ...form,
        headers: { ...headers, 'x-forwarded-for': address },
      });
    };
    site.post.isOpen = false;
    for (let n = 0; n < 20; n += 1) expect((await from('203.0.113.7', n)).status).toBe(303);
    const refused = await from('203.0.113.99', 50);
    expect([refused.status, refused.page('h1').text()]).toEqual([
      429,
      'Too many requests just now',
    ]);
    expect((await from('198.51.100.7', 51)).status).toBe(303);
    const { rows } = await site.records.pool.query('select sum(n)::int as n from request_counts');
    expect(rows[0]?.n).toBe(3 * 21);
    site.clock.now = new Date(site.clock.now.getTime() + 3_600_000);
    expect((await from('203.0.113.7', 52)).status).toBe(303);
  });

  test('whoever fills in the field that nobody sees is told the same, and nothing is written', async () => {
    const answer = await site.ask('/subscribe', formBody({ homepage: 'https://spam.example' }));
    expect([answer.status, answer.headers['location']]).toEqual([303, '/subscribe/asked']);
    const { rows } = await site.records.pool.query('select 1 from sign_ups');
    expect(rows).toEqual([]);
  });
});

describe('an address that is known', () => {
  test('is not told from any other, and its owner is led to the preferences', async () => {
    const preferences = await subscribed();
    site.clock.now = new Date(site.clock.now.getTime() + 3_600_000);
    const known = await site.ask('/subscribe', formBody());
    const unknown = await site.ask('/subscribe', formBody({ email: 'nobody@example.org' }));
    const apart = { date: null, 'x-request-id': null };
    expect({ ...known.headers, ...apart }).toEqual({ ...unknown.headers, ...apart });
    expect(known.body).toBe(unknown.body);
    const [mail] = await site.mailsTo(ANNA);
    if (mail === undefined) throw new Error('no letter was written');
    expect(mail.header('subject')).toContain('already');
    expect(linkIn(mail, '/preferences/')).toBe(preferences);
    expect(() => linkIn(mail, '/subscribe/confirm/')).toThrow();
  });

  test('that is suppressed is answered alike, and gets no letter', async () => {
    const why = { email: ANNA, reason: 'complaint', detail: null, at: NOON };
    await site.records.store.suppressions.add(why);
    const before = (await site.mailsTo(ANNA)).length;
    expect((await site.ask('/subscribe', formBody())).status).toBe(303);
    expect(await site.mailsTo(ANNA)).toHaveLength(before);
    const { rows } = await site.records.pool.query('select state from letters');
    expect(rows).toEqual([{ state: 'cancelled' }]);
  });

  test('of somebody who was suppressed after the letter left makes no subscriber', async () => {
    const path = await asked();
    const why = { email: ANNA, reason: 'complaint', detail: null, at: NOON };
    await site.records.store.suppressions.add(why);
    const answer = await site.ask(path, { method: 'POST' });
    expect(answer.page('h1').text()).toBe('Nothing can be sent to this address');
    expect(await found()).toBeUndefined();
  });

  test('of somebody who had unsubscribed comes back by the button, with the token of old mails', async () => {
    const preferences = await subscribed();
    await site.records.store.subscribers.leaveByEmail(ANNA, site.clock.now, 'subscriber');
    site.clock.now = new Date(site.clock.now.getTime() + 3_600_000);
    expect(await subscribed()).toBe(preferences);
    expect(await found()).toMatchObject({ state: 'active', since: site.clock.now });
  });
});

describe('preferences', () => {
  test('are shown as they are, changed, and logged with what they were', async () => {
    const path = await subscribed({ sports: 'skiing' });
    const { page } = await site.ask(path);
    expect(page('input[name="sports"][checked]').attr('value')).toBe('skiing');
    expect(page('option[selected][value="Europe/Vienna"]')).toHaveLength(1);
    const saved = await posted(path, formBody({ when: 'instant', language: 'ru', do: 'save' }));
    expect(saved.page('[role=status]').text()).toContain('Saved');
    expect(await found()).toMatchObject({
      schedule: { kind: 'instant' },
      nextDigestAt: null,
      preferences: { language: 'ru', sports: [] },
    });
    const consents = await site.records.store.consents.of(ANNA);
    expect(consents.at(-1)).toMatchObject({
      act: 'changed',
      way: 'preferences page',
      network: '127.0.0.0/24',
      detail: {
        schedule: { from: 'daily 08:00', to: 'instant' },
        sports: { from: ['skiing'], to: [] },
        language: { from: 'en', to: 'ru' },
      },
    });
    const again = await posted(path, formBody({ when: 'instant', language: 'ru', do: 'save' }));
    expect(again.page('[role=status]').text()).toContain('Nothing was changed');
  });

  test('as edited are tried on the last 30 days, and nothing is saved by that', async () => {
    site.clock.now = minutesLater(60);
    const path = await subscribed();
    const before = await found();
    const { page, status } = await site.ask(path, formBody({ sports: 'skiing', do: 'preview' }));
    expect(status).toBe(200);
    expect(page('.preview').text()).toContain('Of 3 stories, 2 would have come');
    expect(page('.preview .leftout').text()).toContain('sport: judo; wanted: skiing');
    expect(page('input[name="sports"][checked]').attr('value')).toBe('skiing');
    expect(await found()).toEqual(before);
    expect(await acts()).toEqual(['asked', 'confirmed']);
  });

  test('a pause begins and ends with the days of the zone, and can be ended at once', async () => {
    site.clock.now = minutesLater(0);
    const path = await subscribed();
    await site.ask(path, formBody({ pauseUntil: '2026-03-10', do: 'save' }));
    expect((await found())?.pausedUntil).toEqual(new Date('2026-03-09T23:00:00Z'));
    const { page } = await site.ask(path);
    expect(page('input[name=pauseUntil]').attr('value')).toBe('2026-03-10');
    expect(page('form.told').text()).toContain('2026-03-10');
    await site.ask(path, { ...formBody(), body: 'do=resume' });
    expect((await found())?.pausedUntil).toBeNull();
    expect((await acts()).at(-1)).toBe('resumed');
    const late = await site.ask(path, formBody({ pauseUntil: '2026-03-01', do: 'save' }));
    expect([late.status, late.page('#pauseUntil-problem').text()]).toEqual([
      400,
      'This day has begun already: please choose a later one.',
    ]);
  });

  test('of somebody whom a file decides on cannot be changed here, and those of who left neither', async () => {
    const path = await subscribed();
    await site.records.pool.query(`update subscribers set managed_by = 'file'`);
    const fixed = await site.ask(path);
    expect(fixed.page('form#preferences')).toHaveLength(0);
    expect((await site.ask(path, formBody({ when: 'instant', do: 'save' }))).status).toBe(409);
    await site.records.pool.query(`update subscribers set managed_by = 'records'`);
    await site.records.store.subscribers.leaveByEmail(ANNA, site.clock.now);
    expect((await site.ask(path, formBody({ when: 'instant', do: 'save' }))).status).toBe(409);
    expect((await found())?.schedule.kind).toBe('daily');
  });

  test.each(['/preferences/of-nobody', '/preferences/a%00b', `/preferences/${'x'.repeat(300)}`])(
    '%s is nobody’s, whatever is asked of it',
    async (path) => {
      expect((await site.ask(path)).status).toBe(404);
      for (const below of ['', '/address', '/export', '/erase']) {
        expect((await site.ask(path + below, formBody())).status).toBe(404);
      }
    },
  );
});

describe('another address', () => {
  const NEW = 'anna@elsewhere.example';

  async function moving(): Promise<{ path: string; toNew: string; toOld: string }> {
    const path = await subscribed();
    site.clock.now = new Date(site.clock.now.getTime() + 3_600_000);
    const answer = await posted(`${path}/address`, formBody({ email: NEW }));
    expect(answer.page('[role=status]').text()).toContain('both addresses');
    const [toNew] = await site.mailsTo(NEW);
    const [toOld] = await site.mailsTo(ANNA);
    if (toNew === undefined || toOld === undefined) throw new Error('a letter is missing');
    for (const part of toOld.parts.values()) expect(part).not.toContain(NEW);
    return { path, toNew: linkIn(toNew, '/address/'), toOld: linkIn(toOld, '/address/') };
  }

  const answer = (path: string, body: string) =>
    site.ask(path, { method: 'POST', headers: formBody().headers, body });

  test('is taken once both mailboxes have said yes', async () => {
    const { path, toNew, toOld } = await moving();
    expect((await answer(toNew, 'answer=yes')).page('h1').text()).toBe(
      'The new address is confirmed',
    );
    expect((await found())?.state).toBe('active');
    expect((await answer(toOld, 'answer=yes')).page('h1').text()).toBe('The address is changed');
    expect(await found()).toBeUndefined();
    expect(await found(NEW)).toMatchObject({ state: 'active', email: NEW });
    // Whoever has mails to the old address can end it still, but sees no more of it.
    expect((await site.ask(path)).status).toBe(404);
    const token = path.split('/').at(-1) ?? '';
    expect((await found(NEW))?.unsubscribeToken).not.toBe(token);
    expect(await acts(NEW)).toContain('moved to the other address');
    // What is over stays so, whoever answers again.
    expect((await answer(toOld, 'answer=no')).page('h1').text()).toBe('The address is changed');
    await site.ask(`/unsubscribe/${token}/everything`, { method: 'POST' });
    expect((await found(NEW))?.state).toBe('left');
    const suppressed = await site.records.store.suppressions.list();
    expect(suppressed.map(({ email }) => email)).toEqual([ANNA]);
  });

  test('is taken after three days of silence, and not before', async () => {
    const { toNew } = await moving();
    await answer(toNew, 'answer=yes');
    await site.run(sweepSignUps);
    expect(await found(NEW)).toBeUndefined();
    site.clock.now = new Date(site.clock.now.getTime() + 3 * 86_400_000);
    await site.run(sweepSignUps);
    await site.run(sweepSignUps);
    expect((await found(NEW))?.state).toBe('active');
    expect((await acts(NEW)).filter((act) => act.startsWith('moved'))).toHaveLength(1);
  });

  test('is not taken after any silence where the new mailbox says nothing', async () => {
    await moving();
    site.clock.now = new Date(site.clock.now.getTime() + 5 * 86_400_000);
    await site.run(sweepSignUps);
    expect(await found(NEW)).toBeUndefined();
    expect((await found())?.state).toBe('active');
  });

  test('is stopped by the old mailbox, before and after the new one has confirmed', async () => {
    const { toNew, toOld } = await moving();
    await answer(toNew, 'answer=yes');
    expect((await answer(toOld, 'answer=no')).page('h1').text()).toBe('The change is stopped');
    site.clock.now = new Date(site.clock.now.getTime() + 4 * 86_400_000);
    await site.run(sweepSignUps);
    expect((await found())?.state).toBe('active');
    expect((await answer(toNew, 'answer=yes')).page('h1').text()).toBe('The change is stopped');
  });

  test('can be asked for three times a day, whatever addresses are named', async () => {
    const path = await subscribed();
    site.clock.now = new Date(site.clock.now.getTime() + 3_600_000);
    const statuses: number[] = [];
    for (const email of ['a@x.example', 'b@y.example', 'c@z.example', 'd@w.example']) {
      statuses.push((await site.ask(`${path}/address`, formBody({ email }))).status);
    }
    expect(statuses).toEqual([303, 303, 303, 429]);
    // Only the latest can still be confirmed.
    const { rows } = await site.records.pool.query(
      'select email from address_changes where stopped_at is null',
    );
    expect(rows).toEqual([{ email: 'c@z.example' }]);
    expect((await site.ask(path)).page('.told').text()).toContain('c@z.example');
  });

  test('of another subscriber is never taken from them', async () => {
    await subscribed({ email: NEW });
    const path = await subscribed();
    site.clock.now = new Date(site.clock.now.getTime() + 3_600_000);
    await site.ask(`${path}/address`, formBody({ email: NEW }));
    const [mail] = await site.mailsTo(NEW);
    if (mail === undefined) throw new Error('a letter is missing');
    expect(() => linkIn(mail, '/address/')).toThrow();
    expect(mail.header('subject')).toContain('already');
  });

  test.each(['answer=maybe', 'answer=yes&answer=no', '', 'do=save'])(
    'the answer "%s" is none',
    async (body) => {
      const { toNew } = await moving();
      expect((await answer(toNew, body)).status).toBe(400);
      const { rows } = await site.records.pool.query(
        'select confirmed_at, stopped_at from address_changes',
      );
      expect(rows).toEqual([{ confirmed_at: null, stopped_at: null }]);
    },
  );
});

describe('what is kept', () => {
  test('is given away whole, without the secret of the links', async () => {
    const path = await subscribed({ sports: 'skiing' });
    const { status, headers, body } = await site.ask(`${path}/export`, { method: 'POST' });
    expect(status).toBe(200);
    expect(headers['content-disposition']).toContain('attachment');
    expect(headers['cache-control']).toBe('no-store');
    const data = JSON.parse(body);
    expect(data.subscription).toMatchObject({ email: ANNA, preferences: { sports: ['skiing'] } });
    expect(data.consents.map(({ act }: { act: string }) => act)).toEqual([
      'asked',
      'confirmed',
      'exported',
    ]);
    expect(data.signUps).toHaveLength(1);
    expect(data.letters).toHaveLength(1);
    expect(body).not.toContain(path.split('/').at(-1));
    expect((await site.ask(`${path}/export`)).status).toBe(404);
  });

  test('is erased by one button, but for a hash', async () => {
    const berta = await subscribed({ email: 'berta@example.org' });
    await site.ask(`${berta}/address`, formBody({ email: ANNA }));
    site.clock.now = new Date(site.clock.now.getTime() + 3_600_000);
    const path = await subscribed();
    const question = await site.ask(`${path}/erase`);
    expect(question.page('main button')).toHaveLength(1);
    expect((await found())?.state).toBe('active');
    const { page } = await site.ask(`${path}/erase`, { method: 'POST' });
    expect(page('h1').text()).toBe('Everything is erased');
    const { rows } = await site.records.pool.query(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of rows) {
      const left = await site.records.pool.query(
        `select count(*)::int as n from ${name} t where t::text ilike '%anna%'`,
      );
      expect([name, left.rows[0]?.n]).toEqual([name, 0]);
    }
    expect((await site.ask(path)).status).toBe(404);
    expect(await site.records.store.people.erased([ANNA, 'other@example.org'])).toEqual([ANNA]);
  });

  test('is erased of somebody whom nothing may be sent, and that stays so', async () => {
    const path = await subscribed();
    const why = { email: ANNA, reason: 'complaint', detail: null, at: NOON };
    await site.records.store.suppressions.add(why);
    await site.ask(`${path}/erase`, { method: 'POST' });
    expect(await site.records.store.suppressions.find(' ANNA@example.org')).toMatchObject({
      reason: 'complaint',
    });
    const [kept] = await site.records.store.suppressions.list();
    expect(kept?.email).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await site.records.store.suppressions.remove(ANNA)).toBe(true);
  });

  test('somebody who had all erased comes back by themselves, and then the hash is gone', async () => {
    const path = await subscribed();
    await site.ask(`${path}/erase`, { method: 'POST' });
    site.clock.now = new Date(site.clock.now.getTime() + 3_600_000);
    expect(await subscribed()).not.toBe(path);
    expect(await site.records.store.people.erased([ANNA])).toEqual([]);
  });
});
