import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NoticeLine, NoticeMail, OperatorNotice } from '../../src/core/health/notice-mail.ts';
import type { OutgoingMail } from '../../src/mail/mailer.ts';
import { openNoticeMailer } from '../../src/mail/notice/notice-mailer.ts';
import { openOutbox } from '../../src/mail/outbox.ts';

const AT = '2026-03-04T12:00:00.000Z';
const SENDER = {
  name: 'Flagbearer',
  baseUrl: 'https://flagbearer.test',
  mail: { from: { name: 'Desk', address: 'digest@flagbearer.test' } },
};

function line(parts: Partial<NoticeLine> = {}): NoticeLine {
  return {
    name: 'The Paper',
    state: 'failing',
    since: AT,
    reason: 'paper.example answered 500',
    ...parts,
  };
}

function content(...lines: readonly NoticeLine[]): NoticeMail {
  return { at: AT, lines, sources: 40, unwell: 3 };
}

function notice(mail: OperatorNotice) {
  const messageId = '<one@flagbearer.test>';
  return { email: 'ops@example.org', messageId, content: mail, composedAt: new Date(AT) };
}

/** The mail as it would leave. */
async function mailOf(mail: OperatorNotice): Promise<OutgoingMail> {
  const sent: OutgoingMail[] = [];
  const mailer = openNoticeMailer(
    {
      kind: 'smtp',
      idempotent: false,
      send: (outgoing) => {
        sent.push(outgoing);
        return Promise.resolve();
      },
      verify: () => Promise.resolve(),
      close: () => Promise.resolve(),
    },
    SENDER,
  );
  await mailer.send(notice(mail));
  const [only] = sent;
  if (only === undefined) throw new Error('nothing was sent');
  return only;
}

describe('a mail to operators', () => {
  test('says in its subject how many sources are in trouble, and how many well again', async () => {
    const subject = async (...lines: readonly NoticeLine[]) =>
      (await mailOf(content(...lines))).subject;
    const well = line({ state: 'ok' });
    expect(await subject(line())).toBe('Flagbearer: 1 source in trouble');
    expect(await subject(line(), line(), well)).toBe(
      'Flagbearer: 2 sources in trouble, 1 well again',
    );
    expect(await subject(well)).toBe('Flagbearer: 1 well again');
  });

  test('tells in HTML and text alike what became of each source, and why', async () => {
    const { html, text } = await mailOf(
      content(line(), line({ name: 'Wire', state: 'ok', reason: null })),
    );
    for (const part of [html.replaceAll(/<[^>]+>/g, ''), text]) {
      expect(part).toMatch(/The Paper:? failing since 2026-03-04 12:00 UTC/);
      expect(part).toContain('paper.example answered 500');
      expect(part).toMatch(/Wire:? well again since/);
      expect(part).toContain('3 of 40 sources are not well.');
    }
    expect(html).toContain('href="https://flagbearer.test/sources"');
    expect(text).toContain('https://flagbearer.test/sources');
  });

  test('carries no list’s headers, and asks for no automatic answers', async () => {
    const { headers, to, messageId, date } = await mailOf(content(line()));
    expect(headers.map(([name]) => name)).toEqual(['Auto-Submitted', 'X-Auto-Response-Suppress']);
    expect({ to, messageId, date }).toEqual({
      to: 'ops@example.org',
      messageId: '<one@flagbearer.test>',
      date: new Date(AT),
    });
  });

  test('escapes what comes from elsewhere, and lets no line break into its headers', async () => {
    const hostile = line({
      name: '<b>Paper</b>\r\nBcc: x@example.org',
      reason: '<script>alert(1)</script>',
    });
    const { html, subject } = await mailOf(content(hostile));
    expect(html).not.toMatch(/<b>|<script>/);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test('stays small, however much has happened', async () => {
    const lines = Array.from({ length: 1000 }, (_, n) =>
      line({ name: `Paper ${n}`, reason: 'x '.repeat(5000) }),
    );
    const { html, text } = await mailOf(content(...lines));
    expect(Buffer.byteLength(html)).toBeLessThan(90_000);
    expect(text).toContain('and 900 more');
  });
});

describe('a mail about mail that is held', () => {
  const held = [
    { id: 'hold-1', reason: '5 mailboxes refused our mail for policy (5.7.x) within an hour' },
    { id: 'digest-7', reason: '31 stories, <b>where</b> 1 are usual' },
  ];

  test('says what is held, why, and how to let it go, in HTML and text alike', async () => {
    const { subject, html, text } = await mailOf({ at: AT, held });
    expect(subject).toBe('Flagbearer: mail is held back');
    for (const words of ['hold-1', 'no digest is sent', 'digest-7', 'flagbearer mail release']) {
      expect(html).toContain(words);
      expect(text).toContain(words);
    }
    expect(html).not.toContain('<b>where');
    expect(html + text).not.toContain('/sources');
  });

  test('stays small, however much is held', async () => {
    const many = Array.from({ length: 5_000 }, (_, at) => ({ id: `digest-${at}`, reason: 'x' }));
    const { html, text } = await mailOf({ at: AT, held: many });
    expect(html.length).toBeLessThan(100_000);
    expect(text).toContain('and 4900 more');
  });
});

describe('in the outbox', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flagbearer-notice-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('a mail sent twice is one', async () => {
    const outbox = openOutbox(folder);
    const mailer = openNoticeMailer(outbox, SENDER);
    await mailer.send(notice(content(line())));
    await mailer.send(notice(content(line())));
    expect(await outbox.list()).toMatchObject([
      { to: 'ops@example.org', subject: 'Flagbearer: 1 source in trouble', date: new Date(AT) },
    ]);
  });
});
