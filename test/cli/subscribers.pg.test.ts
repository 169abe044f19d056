import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { syncSubscribers } from '../../src/app/subscribers/sync.ts';
import { loadConfig } from '../../src/config/load.ts';
import { runHere } from '../support/in-process.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

const EMAIL = 'anna@example.org';
let records: TestRecords;
let config: SmallConfig;
let folder: string;

beforeAll(async () => {
  [records, config, folder] = await Promise.all([
    testRecords(),
    smallConfig(),
    mkdtemp(join(tmpdir(), 'flagbearer-subscribers-')),
  ]);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await Promise.all([records.close(), config.remove()]);
});
beforeEach(async () => {
  await records.pool.query('truncate subscribers, suppressions, bounces, mail_holds cascade');
});

/** Runs a command in this process. */
async function run(...args: readonly string[]) {
  const environment = {
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: folder,
    DATABASE_URL: records.connectionString,
    LOG_LEVEL: 'silent',
  };
  const { code, stdout, stderr } = await runHere(args, environment, { now: () => NOON });
  return { code, out: stdout.trimEnd(), err: stderr.trimEnd() };
}

async function fileOf(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

describe('subscribers add', () => {
  test('signs somebody up as usual, then changes only what is named', async () => {
    expect(await run('subscribers', 'add', EMAIL)).toEqual({
      code: 0,
      out: `${EMAIL} added: every day at 08:00 (UTC)`,
      err: '',
    });
    const { out } = await run(
      'subscribers',
      'add',
      EMAIL,
      '--topics=sanction',
      '--countries=rus, BLR',
    );
    expect(out).toBe(
      `${EMAIL} changed: every day at 08:00 (UTC); topics: sanction; countries: RUS, BLR`,
    );
    const again = await run('subscribers', 'add', EMAIL, '--schedule', 'weekdays 07:00');
    expect(again.out).toContain('Monday to Friday at 07:00 (UTC); topics: sanction');
    expect((await run('subscribers', 'add', EMAIL, '--topics', 'all')).out).not.toContain('topics');
    expect((await run('subscribers', 'add', EMAIL)).out).toContain('unchanged');
  });

  test.each([
    [['nobody'], /one mail address/u],
    [[EMAIL, '--schedule', 'hourly'], /no schedule/u],
    [[EMAIL, '--zone', 'Mars'], /no time zone/u],
    [[EMAIL, '--topics', 'weather'], /topics/u],
    [[EMAIL, '--length', 'many'], /no number/u],
    [[EMAIL, '--language', 'fr'], /Allowed choices/u],
  ])('%j is wrong usage', async (args, words) => {
    const { code, err } = await run('subscribers', 'add', ...args);
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });

  test('warns of a sport that nothing is ever judged to be about', async () => {
    const { code, err } = await run('subscribers', 'add', EMAIL, '--sports', 'skiign');
    expect(err).toContain('has no skiign (sports); did you mean skiing?');
    expect(code).toBe(0);
  });

  test('does not sign up who is suppressed', async () => {
    await run('mail', 'suppressed', 'add', EMAIL, '--reason', 'asked by phone');
    const { code, err } = await run('subscribers', 'add', EMAIL);
    expect(code).toBe(1);
    expect(err).toContain('suppression list (asked by phone)');
    await run('mail', 'suppressed', 'remove', EMAIL);
    expect((await run('subscribers', 'add', EMAIL)).code).toBe(0);
  });
});

describe('a list', () => {
  const CSV = `email,schedule,zone,sports
anna@example.org,weekdays 08:00,Europe/Berlin,skiing
nobody,daily 08:00,,
bea@example.org,,,
Anna@example.org,daily 09:00,,
`;

  test('is taken in line by line, and what cannot be used is told', async () => {
    const file = await fileOf('desk.csv', CSV);
    const dry = await run('subscribers', 'import', file, '--dry-run');
    expect(dry.out).toBe('2 would be added, 0 would be changed, 0 as before, 2 not used');
    expect((await run('subscribers', 'list')).out).toBe('');
    const { code, out, err } = await run('subscribers', 'import', file);
    expect([code, out]).toEqual([1, '2 added, 0 changed, 0 as before, 2 not used']);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^line 3: email: expected one mail address/u),
      'line 5: line 2 has this address too',
    ]);
    const again = await run('subscribers', 'import', file, '--json');
    expect(JSON.parse(again.out)).toMatchObject({ added: 0, changed: 0, same: 2 });
  });

  test('is written as it is read, and signs nobody up again who has left', async () => {
    await run('subscribers', 'import', await fileOf('desk.csv', CSV));
    const { unsubscribeToken = '' } = (await records.store.subscribers.find(EMAIL)) ?? {};
    const all = await run('subscribers', 'export', '--format', 'jsonl');
    expect(all.out.split('\n')).toHaveLength(2);
    await records.store.subscribers.leaveByToken(unsubscribeToken, NOON);
    expect((await run('subscribers', 'export')).out).not.toContain(EMAIL);
    const back = await run('subscribers', 'import', await fileOf('all.jsonl', all.out));
    expect(back.code).toBe(1);
    expect(back.err).toContain(`line 1: ${EMAIL} has unsubscribed`);
    expect((await records.store.subscribers.find(EMAIL))?.state).toBe('left');
    // Where they asked for it themselves, an operator may.
    expect((await run('subscribers', 'add', EMAIL)).out).toContain('added');
  });

  test('that is not there is wrong usage', async () => {
    expect((await run('subscribers', 'import', join(folder, 'no.csv'))).code).toBe(2);
  });
});

describe('one subscriber', () => {
  test('is shown with all that is known but the token', async () => {
    await run('subscribers', 'add', EMAIL, '--sports', 'skiing');
    const { out } = await run('subscribers', 'show', EMAIL, '--json');
    expect(JSON.parse(out)).toMatchObject({
      email: EMAIL,
      schedule: 'daily 08:00',
      sports: ['skiing'],
      state: 'active',
      suppressed: null,
    });
    const token = (await records.store.subscribers.find(EMAIL))?.unsubscribeToken ?? 'none';
    for (const args of [['show', EMAIL], ['list'], ['list', '--json'], ['export']]) {
      const shown = (await run('subscribers', ...args)).out;
      expect(shown).toContain(EMAIL);
      expect(shown).not.toContain(token);
    }
  });

  test('is paused until a day, and gets mail again', async () => {
    await run('subscribers', 'add', EMAIL);
    expect((await run('subscribers', 'pause', EMAIL, '--until', '2026-12-24')).out).toContain(
      'nothing until 2026-12-24T00:00:00.000Z',
    );
    expect((await run('subscribers', 'list')).out).toContain('paused until 2026-12-24');
    expect((await run('subscribers', 'pause', EMAIL, '--until', 'none')).out).toContain('again');
    expect((await run('subscribers', 'pause', EMAIL, '--until', 'soon')).code).toBe(2);
  });

  test.each([['show'], ['remove'], ['pause', '--until', 'none']])(
    'who is none: %s says so',
    async (name, ...rest) => {
      const { code, err } = await run('subscribers', name, 'nobody@example.org', ...rest);
      expect(code).toBe(1);
      expect(err).toContain('is no subscriber');
    },
  );
});

describe('config/subscribers.yaml', () => {
  const warnings: object[] = [];
  const log = pino({}, { write: (line: string) => void warnings.push(JSON.parse(line)) });

  async function sync(yaml: string | null): Promise<void> {
    if (yaml === null) await rm(join(config.folder, 'subscribers.yaml'), { force: true });
    else await config.write('subscribers.yaml', yaml);
    const loaded = await loadConfig(config.folder);
    await syncSubscribers({ config: loaded, store: records.store, now: () => NOON, log });
  }

  async function state(email: string): Promise<string | undefined> {
    const one = await records.store.subscribers.find(email);
    return one && `${one.state} ${one.managedBy}`;
  }

  test('decides on whom it names, and on nobody else', async () => {
    await run('subscribers', 'add', 'own@example.org');
    await sync(`subscribers:\n  - email: ${EMAIL}\n  - email: bea@example.org\n`);
    expect(await state(EMAIL)).toBe('active file');
    for (const args of [['add'], ['remove'], ['pause', '--until', 'none']]) {
      const [name = '', ...rest] = args;
      const { code, err } = await run('subscribers', name, EMAIL, ...rest);
      expect([code, err]).toEqual([1, expect.stringContaining('config/subscribers.yaml decides')]);
    }
    await sync('subscribers:\n  - { email: bea@example.org, language: de }\n');
    expect(await state(EMAIL)).toBe('left file');
    expect((await records.store.subscribers.find('bea@example.org'))?.preferences.language).toBe(
      'de',
    );
    expect(await state('own@example.org')).toBe('active records');
    await sync(null);
    expect(await state('bea@example.org')).toBe('active file');
  });

  test('brings nobody back who left by themselves, and says that it names one', async () => {
    const yaml = `subscribers:\n  - email: ${EMAIL}\n`;
    await sync(yaml);
    const token = (await records.store.subscribers.find(EMAIL))?.unsubscribeToken ?? '';
    await records.store.subscribers.leaveByToken(token, NOON);
    warnings.length = 0;
    await sync(yaml);
    expect(await state(EMAIL)).toBe('left file');
    expect(warnings).toMatchObject([{ leftThemselves: 1 }]);
    expect(JSON.stringify(warnings)).not.toContain(EMAIL);
    await sync(null);
  });
});

describe('mail bounce', () => {
  const KEY = 'c'.repeat(40);
  const DSN = (to: string): string =>
    [
      `To: ${to}`,
      'Content-Type: multipart/report; boundary=x',
      '',
      '--x',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; somebody@example.net',
      'Action: failed',
      'Status: 5.1.1',
      '--x--',
    ].join('\r\n');

  /** A mail that was sent to Anna. */
  async function sent(): Promise<void> {
    await run('subscribers', 'add', EMAIL);
    await records.pool.query(
      `with g as (insert into digests (subscriber_id, window_start, due_at, content, composed_at)
         select id, $1, $1, '{}', $1 from subscribers returning id)
       insert into deliveries (digest_id, message_id, state, next_attempt_at, sent_at)
       select id, $2, 'sent', $1, $1 from g`,
      [NOON, `<${KEY}@example.org>`],
    );
  }

  test('suppresses the address that the mail was really sent to, once', async () => {
    await sent();
    const file = await fileOf('bounce.eml', DSN(`bounces+${KEY}@example.org`));
    const first = await run('mail', 'bounce', file);
    expect(first).toEqual({
      code: 0,
      out: 'on record: hard; nothing more is sent to this address (hard bounce)',
      err: '',
    });
    expect((await run('mail', 'bounce', file)).out).toContain('on record already');
    expect((await run('mail', 'suppressed', 'list')).out).toMatch(
      /^anna@example\.org {2}hard bounce/u,
    );
    expect((await run('subscribers', 'list')).out).toContain('suppressed: hard bounce');
  });

  test.each([
    ['a mail that nobody sent', DSN(`bounces+${'d'.repeat(40)}@example.org`), /none of ours/u],
    ['an address alone', DSN('bounces@example.org'), /none of ours/u],
    ['something else', 'Subject: hello\r\n\r\nhello', /no report/u],
  ])('leaves everybody alone for %s', async (_what, text, words) => {
    await sent();
    const { code, out } = await run('mail', 'bounce', await fileOf('other.eml', text));
    expect(out).toMatch(words);
    expect(code).toBe(0);
    expect((await run('mail', 'suppressed', 'list')).out).toBe('');
  });

  test('shows what is held, and lets it go', async () => {
    await sent();
    await records.pool.query(
      `insert into mail_holds (kind, reason, at) values ('policy', 'many refusals', $1)`,
      [NOON],
    );
    const { out } = await run('mail', 'status');
    expect(out).toContain('many refusals');
    expect(out).toContain('1 sent');
    expect((await run('mail', 'release')).out).toBe(
      'sending goes on; 0 digests that were held or refused go out',
    );
    expect((await run('mail', 'release')).out).toBe('nothing was held');
  });

  test('a mail to the unsubscribe address ends the subscription it names', async () => {
    await sent();
    const token = (await records.store.subscribers.find(EMAIL))?.unsubscribeToken ?? '';
    const file = await fileOf('leave.eml', `Subject: unsubscribe ${token}\r\n\r\n`);
    expect((await run('mail', 'unsubscribe', file)).out).toBe('unsubscribed');
    expect((await records.store.subscribers.find(EMAIL))?.state).toBe('left');
    const other = await fileOf('leave.eml', 'Subject: unsubscribe somebody-else\r\n\r\n');
    expect((await run('mail', 'unsubscribe', other)).out).toContain('nothing to do');
  });
});

describe('digest', () => {
  test('previews what somebody would get, and writes nothing', async () => {
    await run('subscribers', 'add', EMAIL, '--language', 'de');
    const html = join(folder, 'digest.html');
    const at = minutesLater(60).toISOString();
    const { code, out, err } = await run('digest', 'preview', EMAIL, '--at', at, '--html', html);
    expect(code).toBe(0);
    expect(out).toContain('Subject: Nichts Neues, Mittwoch, 4. März 2026');
    expect(err).toContain('not sent now: there is nothing to tell');
    expect(await readFile(html, 'utf8')).toContain('lang="de"');
    const { rows } = await records.pool.query('select count(*)::int as n from digests');
    expect(rows).toEqual([{ n: 0 }]);
    expect((await run('digest', 'preview', 'nobody@example.org')).code).toBe(1);
    expect((await run('digest', 'preview', EMAIL, '--at', 'noon')).code).toBe(2);
  });

  test('sends a test into the outbox, to nobody who is suppressed', async () => {
    expect((await run('digest', 'send', '--to', EMAIL)).code).toBe(2);
    const { code, out } = await run('digest', 'send', '--to', EMAIL, '--test');
    expect([code, out]).toEqual([0, `for ${EMAIL}, into the outbox folder`]);
    await run('mail', 'suppressed', 'add', EMAIL);
    const refused = await run('digest', 'send', '--to', EMAIL, '--test');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('suppression list')]);
  });
});
