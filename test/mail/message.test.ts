import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { PermanentError, SetupError } from '../../src/errors.ts';
import { buildMessage, type MessageParts } from '../../src/mail/message.ts';
import { DeliveryError } from '../../src/core/digest/delivery-error.ts';
import { messageIdFor } from '../../src/mail/message-id.ts';
import { sourceOf } from '../../src/mail/source.ts';

const parts: MessageParts = {
  subject: 'Федерация продлила отстранение России (and 2 more)',
  html: `<p>${'Санкции продлены. '.repeat(40)}</p>\n<p>.</p>\n.\n`,
  text: `Санкции продлены.\n\n.\nFrom the start\n${'x'.repeat(1200)}\n`,
  from: { name: 'Flagbearer «Спорт»', address: 'news@example.org' },
  to: 'reader@example.net',
  messageId: messageIdFor('7/2026-11-14T05:00:00.000Z', 'example.org'),
  date: new Date('2026-11-14T05:00:00Z'),
  listId: 'digests.example.org',
  listName: 'Flagbearer',
  unsubscribeUrl: 'https://news.example.org/unsubscribe/abc',
  archiveUrl: 'https://news.example.org/',
};

/** Header fields and parts of a mail, read back by hand. */
async function readBack(change: Partial<MessageParts> = {}) {
  const raw = (await sourceOf(buildMessage({ ...parts, ...change }))).toString('latin1');
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/gu, ' ').split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)];
  });
  return { raw, headers, fields: new Map(headers), body: rest.join('\r\n\r\n') };
}

function words(value = ''): string {
  const joined = value.replaceAll(/\?=\s+=\?UTF-8\?[QB]\?/gu, '');
  return joined.replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gu, (_, kind: string, text: string) =>
    kind === 'B'
      ? Buffer.from(text, 'base64').toString()
      : quotedPrintable(text.replaceAll('_', ' ')),
  );
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replaceAll(/=\r\n/gu, '')
    .replaceAll(/=([0-9A-F]{2})/gu, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(bytes, 'latin1').toString();
}

function partOf(body: string, type: string): string {
  const at = body.indexOf(`Content-Type: ${type}`);
  const part = body.slice(body.indexOf('\r\n\r\n', at) + 4);
  return quotedPrintable(part.slice(0, part.indexOf('\r\n--part-'))).replaceAll('\r\n', '\n');
}

describe('the headers of a digest', () => {
  test('say whose list it is, how to leave it, and that no machine should answer', async () => {
    const { fields } = await readBack();
    expect(Object.fromEntries(fields)).toMatchObject({
      to: 'reader@example.net',
      date: 'Sat, 14 Nov 2026 05:00:00 +0000',
      'message-id': parts.messageId,
      'list-id': 'Flagbearer <digests.example.org>',
      'list-unsubscribe': '<https://news.example.org/unsubscribe/abc>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      'list-archive': '<https://news.example.org/>',
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'All',
      precedence: 'bulk',
      'mime-version': '1.0',
    });
    expect(words(fields.get('subject'))).toBe(parts.subject);
    expect(words(fields.get('from'))).toMatch(/^"?Flagbearer «Спорт»"? <news@example.org>$/u);
    expect(fields.has('x-mailer')).toBe(false);
  });

  test('stand there once each', async () => {
    const { headers, fields } = await readBack({ replyTo: 'desk@example.org' });
    expect(headers).toHaveLength(fields.size);
    expect(fields.get('reply-to')).toBe('desk@example.org');
  });

  test('over http there is a link to leave, but no one-click button', async () => {
    const { fields } = await readBack({ unsubscribeUrl: 'http://localhost:8080/unsubscribe/abc' });
    expect(fields.get('list-unsubscribe')).toBe('<http://localhost:8080/unsubscribe/abc>');
    expect(fields.has('list-unsubscribe-post')).toBe(false);
  });

  test('bounces go where they are wanted, to the sender otherwise', () => {
    expect(buildMessage(parts).bounceTo).toBe('news@example.org');
    expect(buildMessage({ ...parts, bounceTo: 'bounces@example.org' }).bounceTo).toBe(
      'bounces@example.org',
    );
  });
});

describe('the body of a digest', () => {
  test('is text first, HTML second, both as given', async () => {
    const { body, fields } = await readBack();
    expect(fields.get('content-type')).toMatch(/^multipart\/alternative;/u);
    expect(body.indexOf('text/plain; charset=utf-8')).toBeLessThan(
      body.indexOf('text/html; charset=utf-8'),
    );
    expect(partOf(body, 'text/plain')).toBe(parts.text);
    expect(partOf(body, 'text/html')).toBe(parts.html);
  });

  test('is ASCII in lines that every server takes', async () => {
    const { raw } = await readBack();
    expect(raw).toMatch(/^[\r\n\t\u0020-\u007E]*$/u);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(200);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
  });

  test('is the same, byte for byte, each time it is made', async () => {
    expect((await readBack()).raw).toBe((await readBack()).raw);
  });
});

describe('nothing given adds a header', () => {
  const evil = 'a\r\nBcc: victim@example.com\r\n\r\n<p>x\u0000\u2028\u0085';

  test('neither subject nor names do', async () => {
    const { raw, headers } = await readBack({
      subject: evil,
      from: { name: `${evil}" <x@y.example>, `, address: 'news@example.org' },
      listName: evil,
    });
    const usual = await readBack();
    expect(headers.map(([name]) => name)).toEqual(usual.headers.map(([name]) => name));
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc/imu);
  });

  test('links are written as a parser reads them', async () => {
    const { fields } = await readBack({
      unsubscribeUrl: 'https://a.example/u/x>,<mailto:b@c.example>\r\nBcc: d',
    });
    expect(fields.get('list-unsubscribe')).toMatch(/^<https:\/\/a\.example\/[^<>,\s]*>$/u);
    expect(fields.has('bcc')).toBe(false);
  });

  test.each([
    'reader@example.net\r\nBcc: victim@example.com',
    'reader@example.net, victim@example.com',
    'reader@example.net;victim@example.com',
    'Reader <reader@example.net>',
    '"a b"@example.net',
    'reader',
    '@example.net',
    'reader@',
    '',
    `${'a'.repeat(65)}@example.net`,
  ])('%j is no recipient', (to) => {
    expect(() => buildMessage({ ...parts, to })).toThrow(DeliveryError);
  });

  test.each([
    'reader@example.net',
    'o.brien+sport@sub.example.co.uk',
    "o'brien@example.net",
    'читач@приклад.укр',
  ])('%s is one', (to) => {
    expect(buildMessage({ ...parts, to }).to).toBe(to);
  });

  test.each([
    [{ from: { name: 'x', address: 'nobody' } }],
    [{ replyTo: 'a@b.example\nBcc: c' }],
    [{ bounceTo: 'x y@b.example' }],
    [{ listId: 'a b' }],
    [{ unsubscribeUrl: 'javascript:alert(1)' }],
    [{ unsubscribeUrl: '/unsubscribe' }],
    [{ archiveUrl: 'data:text/html,x' }],
  ])('%j is a setting to be put right', (change) => {
    expect(() => buildMessage({ ...parts, ...change })).toThrow(SetupError);
  });

  test('a Message-ID of another shape is refused', () => {
    expect(() => buildMessage({ ...parts, messageId: '<a@b>\r\nBcc: c' })).toThrow(PermanentError);
  });

  test('whatever the texts are, the head is the usual one', async () => {
    const usual = (await readBack()).headers.map(([name]) => name);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        async (subject, name) => {
          const { headers } = await readBack({ subject: `${subject}!`, listName: name });
          expect(headers.map(([field]) => field)).toEqual(usual);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('Message-IDs', () => {
  test('are the same for a delivery, and differ between deliveries and domains', () => {
    const id = messageIdFor('7/2026-11-14', 'Example.org');
    expect(id).toMatch(/^<[0-9a-f]{40}@example\.org>$/u);
    expect(messageIdFor('7/2026-11-14', 'example.org')).toBe(id);
    expect(messageIdFor('8/2026-11-14', 'example.org')).not.toBe(id);
    expect(messageIdFor('7/2026-11-14', 'example.net')).not.toBe(id);
  });

  test('hold nothing that a header could not', () => {
    expect(messageIdFor('x\r\ny', 'a>\r\nBcc: b')).toMatch(/^<[0-9a-f]{40}@[a-z0-9.-]+>$/u);
    expect(messageIdFor('', '')).toMatch(/^<[0-9a-f]{40}@localhost>$/u);
  });
});
