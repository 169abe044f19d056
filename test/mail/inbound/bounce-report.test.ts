import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBounceReport } from '../../../src/mail/inbound/bounce-report.ts';
import { unsubscribeToken } from '../../../src/mail/inbound/unsubscribe-request.ts';

const KEY = 'ab'.repeat(20);
const ID = `<${KEY}@example.org>`;

type Dsn = {
  readonly to?: string;
  readonly action?: string;
  readonly status?: string;
  readonly said?: string;
  readonly returned?: string;
  readonly encoding?: 'base64';
  readonly preamble?: string;
};

/** A delivery status notification as a mail server writes it. */
function dsn(given: Dsn = {}): string {
  const {
    to = `bounces+${KEY}@example.org`,
    action = 'failed',
    status = '5.1.1',
    said = 'smtp; 550 5.1.1 <reader@example.net> no such user',
    returned = `Message-ID: ${ID}`,
    encoding,
    preamble = 'This is MIME.',
  } = given;
  const report = [
    'Reporting-MTA: dns; mx.example.net',
    '',
    'Final-Recipient: rfc822; reader@example.net',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: ${said}`,
  ].join('\r\n');
  return [
    'From: Mail Delivery System <MAILER-DAEMON@mx.example.net>',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="=_x"',
    '',
    preamble,
    '--=_x',
    'Content-Type: text/plain',
    '',
    'I am sorry.',
    '--=_x',
    'Content-Type: message/delivery-status',
    ...(encoding === undefined ? [] : [`Content-Transfer-Encoding: ${encoding}`]),
    '',
    encoding === undefined ? report : Buffer.from(report).toString('base64'),
    '--=_x',
    'Content-Type: text/rfc822-headers',
    '',
    returned,
    'Subject: A headline',
    '--=_x--',
    '',
  ].join('\r\n');
}

/** An abuse report as a feedback loop writes it. */
function arf(type = 'abuse'): string {
  return [
    'From: <feedback@provider.example>',
    'To: bounces@example.org',
    'Content-Type: multipart/report; report-type=feedback-report; boundary=x',
    '',
    '--x',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${type}`,
    'User-Agent: SomeLoop/1.0',
    `Original-Mail-From: <bounces+${KEY}@example.org>`,
    '',
    '--x',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: ${ID}`,
    '',
    'body',
    '--x--',
  ].join('\r\n');
}

function read(text: string) {
  return readBounceReport(Buffer.from(text, 'latin1'));
}

describe('a notification', () => {
  test('of a failure tells the kind, the words, and which mail it was', () => {
    expect(read(dsn())).toEqual({
      kind: 'hard',
      status: '5.1.1',
      detail: '550 5.1.1 <reader@example.net> no such user',
      returnKeys: [KEY],
      messageIds: [ID],
    });
  });

  test.each([
    ['a full mailbox', { status: '5.2.2', said: 'smtp; 552 5.2.2 full' }, 'soft'],
    ['a mail given up after delays', { status: '4.4.7', said: 'smtp; 421 busy' }, 'soft'],
    ['a policy', { status: '5.0.0', said: 'smtp; 550 5.7.26 unauthenticated' }, 'policy'],
    ['a bare status', { status: '5.1.1', said: '' }, 'hard'],
    ['nothing but a failure', { status: '', said: '' }, 'soft'],
  ])('of %s is of the kind %s', (_what, given, kind) => {
    expect(read(dsn(given))?.kind).toBe(kind);
  });

  test.each(['delayed', 'delivered', 'relayed', 'expanded', ''])(
    'with the action %j is none',
    (action) => {
      expect(read(dsn({ action }))).toBeNull();
    },
  );

  test('with line feeds alone, or in base64, is read as well', () => {
    expect(read(dsn().replaceAll('\r\n', '\n'))?.kind).toBe('hard');
    expect(read(dsn({ encoding: 'base64' }))?.kind).toBe('hard');
  });

  test('is known by the returned mail where the return address has no key', () => {
    const report = read(dsn({ to: 'bounces@example.org' }));
    expect(report).toMatchObject({ returnKeys: [], messageIds: [ID] });
    expect(read(dsn({ to: 'bounces@example.org', returned: 'X: y' }))).toMatchObject({
      returnKeys: [],
      messageIds: [],
    });
  });
});

describe('an abuse report', () => {
  test('is a complaint', () => {
    expect(read(arf())).toEqual({
      kind: 'complaint',
      status: null,
      detail: 'abuse SomeLoop/1.0',
      returnKeys: [KEY],
      messageIds: [ID],
    });
  });

  test.each(['not-spam', 'auth-failure', ''])('of the type %j is none', (type) => {
    expect(read(arf(type))).toBeNull();
  });
});

describe('hostile messages', () => {
  test.each([
    ['nothing', ''],
    ['an answer by a machine', 'Subject: out of office\r\nAuto-Submitted: auto-replied\r\n\r\nBye'],
    ['no headers', '\r\n\r\n--x'],
    ['no boundary', 'Content-Type: multipart/report\r\n\r\nx'],
    ['a boundary that is a pattern', 'Content-Type: multipart/report; boundary="(a+)+$"\r\n\r\nx'],
    [
      'parts without end',
      `Content-Type: multipart/report; boundary=x\r\n\r\n${'--x\r\n'.repeat(99_999)}`,
    ],
    ['headers without end', 'a: b\r\n'.repeat(200_000)],
    ['a header of a megabyte', `Content-Type: ${' '.repeat(1_000_000)}x\r\n\r\n`],
    ['spaces without end', `Subject: unsubscribe${' '.repeat(1_000_000)}`],
    ['ten megabytes before the report', dsn({ preamble: 'x'.repeat(10_000_000) })],
  ])('%s is no report of ours, and reading it ends', (_what, text) => {
    expect(read(text)?.kind ?? null).toBeNull();
    expect(unsubscribeToken(Buffer.from(text))).toBeNull();
  });

  test('what a server says is one short line', () => {
    const report = read(dsn({ said: `smtp; 550 5.1.1 \u001B[31m${'x'.repeat(5_000)}` }));
    expect(report?.detail?.length).toBeLessThanOrEqual(300);
    expect(report?.detail).not.toMatch(/\p{Cc}/u);
  });

  test('whatever the bytes are, an answer comes back', () => {
    const whole = dsn();
    const broken = fc
      .array(fc.tuple(fc.nat(whole.length), fc.string({ unit: 'binary', maxLength: 5 })))
      .map((cuts) =>
        cuts.reduce((text, [at, put]) => text.slice(0, at) + put + text.slice(at + 3), whole),
      );
    fc.assert(
      fc.property(fc.oneof(broken, fc.string({ unit: 'binary' })), (text) => {
        const report = read(text);
        expect(report === null || report.returnKeys.length <= 10).toBe(true);
        unsubscribeToken(Buffer.from(text));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a mail to the unsubscribe address', () => {
  test.each([
    ['unsubscribe kEy-0123456789_abcdef', 'kEy-0123456789_abcdef'],
    ['Re: Unsubscribe kEy-0123456789_abcdef', 'kEy-0123456789_abcdef'],
    ['=?utf-8?Q?unsubscribe_kEy-0123456789=5Fabcdef?=', 'kEy-0123456789_abcdef'],
    ['unsubscribe', null],
    ['please stop', null],
    ['unsubscribe <script>', null],
  ])('with the subject %j has the token %j', (subject, token) => {
    expect(unsubscribeToken(Buffer.from(`Subject: ${subject}\r\n\r\n`))).toBe(token);
  });
});
