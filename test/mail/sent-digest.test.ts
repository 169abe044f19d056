import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Digest } from '../../src/core/digest/digest.ts';
import {
  openDigestMail,
  type DigestSender,
  type DigestToSend,
} from '../../src/mail/digest-mail.ts';
import { openSmtp } from '../../src/mail/smtp.ts';
import { readMail, verifyDkim } from '../support/mail-reader.ts';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signer = {
  domain: 'example.org',
  selector: 'news',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};
const silent = { debug: () => undefined, warn: () => undefined };
const sender: DigestSender = {
  name: 'Flagbearer',
  baseUrl: 'https://news.example.org',
  mail: {
    from: { name: 'Flagbearer', address: 'digest@example.org' },
    unsubscribeAddress: 'leave@example.org',
    bounces: { address: 'bounces@example.org', perDelivery: true },
  },
};
const digest: Digest = {
  kind: 'daily',
  language: 'ru',
  zone: 'Europe/Minsk',
  from: '2026-11-13T05:00:00.000Z',
  to: '2026-11-14T05:00:00.000Z',
  stories: [],
  coverage: { sources: 3, failing: ['Спорт'], items: 12 },
  revision: '3f2a9c1b7d20',
};

let sink: SmtpSink;
beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink.close());

/** What the mail server got. */
async function sent(change: Partial<DigestToSend> = {}, from: DigestSender = sender) {
  const mailer = openSmtp(`smtp://127.0.0.1:${sink.port}`, silent, undefined, signer);
  try {
    const mail = openDigestMail(mailer, from);
    await mail.send({
      digest,
      email: 'reader@example.net',
      schedule: { kind: 'weekdays', time: '08:00' },
      zone: 'Europe/Minsk',
      unsubscribeToken: 'kEy-0123456789_abcdef',
      messageId: mail.messageId('token/2026-11-14T05:00:00.000Z'),
      composedAt: new Date('2026-11-14T05:00:07Z'),
      ...change,
    });
  } finally {
    await mailer.close();
  }
  const got = sink.mails.at(-1);
  if (got === undefined) throw new Error('nothing came');
  return { ...got, ...readMail(got.raw) };
}

describe('a digest as it arrives', () => {
  test('has every header of list mail, once each', async () => {
    const { headers, header } = await sent();
    const names = headers.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.fromEntries(headers)).toMatchObject({
      from: 'Flagbearer <digest@example.org>',
      to: 'reader@example.net',
      date: 'Sat, 14 Nov 2026 05:00:07 +0000',
      'list-id': 'Flagbearer <digest.example.org>',
      'list-unsubscribe':
        '<https://news.example.org/unsubscribe/kEy-0123456789_abcdef>, <mailto:leave@example.org?subject=unsubscribe%20kEy-0123456789_abcdef>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'All',
      'feedback-id': 'daily:example.org:digest:flagbearer',
    });
    expect(header('message-id')).toMatch(/^<[0-9a-f]{40}@example\.org>$/u);
  });

  test('comes back to an address of its own, which tells the delivery and not the reader', async () => {
    const { from, header } = await sent();
    const key = header('message-id').slice(1, 41);
    expect(from).toBe(`bounces+${key}@example.org`);
    const plain = { ...sender, mail: { ...sender.mail, bounces: undefined } };
    expect((await sent({}, plain)).from).toBe('digest@example.org');
    const bounces = { address: 'bounces@example.org', perDelivery: false };
    expect((await sent({}, { ...sender, mail: { ...sender.mail, bounces } })).from).toBe(
      'bounces@example.org',
    );
  });

  test('is signed, and the signature covers both ways to unsubscribe', async () => {
    const { raw } = await sent();
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const signed = verifyDkim(raw, pem);
    expect(signed).toEqual(
      expect.arrayContaining([
        'from',
        'to',
        'subject',
        'date',
        'message-id',
        'list-id',
        'list-unsubscribe',
        'list-unsubscribe-post',
      ]),
    );
    // The check itself notices what was changed on the way.
    expect(verifyDkim(raw.replace('One-Click', 'Two-Click'), pem)).toMatch(/does not fit/u);
    expect(verifyDkim(raw.replace(/\r\n\r\n/u, '\r\n\r\nx'), pem)).toMatch(/body/u);
    const other = createPublicKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
    expect(verifyDkim(raw, other.export({ type: 'spki', format: 'pem' }).toString())).toMatch(
      /fit/u,
    );
  });

  test('is the same mail, byte for byte, at every attempt', async () => {
    expect((await sent()).raw).toBe((await sent()).raw);
  });

  test('tells the same in text and HTML, in the reader’s language', async () => {
    const { parts, header } = await sent();
    expect([...parts.keys()]).toEqual(['text/plain', 'text/html']);
    for (const part of parts.values()) {
      expect(part.replaceAll(/\s+/gu, ' ')).toContain('Прочитать не удалось (1): Спорт.');
      expect(part.replaceAll(/\s+/gu, ' ')).toContain('с понедельника по пятницу в 08:00');
    }
    expect(parts.get('text/html')).toContain('lang="ru"');
    expect(header('subject')).toMatch(/^=\?UTF-8\?/u);
  });

  test('says that it is a test where it is one', async () => {
    const english = { ...digest, language: 'en' as const };
    expect((await sent({ isTest: true, digest: english })).header('subject')).toBe(
      '[Test] Nothing new, Saturday, 14 November 2026',
    );
  });
});
