import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import PostalMime, { decodeWords } from 'postal-mime';
import type { Digest, DigestStory } from '../../src/core/digest/digest.ts';
import { openDigestMail, type DigestSender } from '../../src/mail/digest-mail.ts';
import { renderDigest } from '../../src/mail/digest/render.tsx';
import { stringsOf } from '../../src/mail/digest/strings.ts';
import type { Mailer, OutgoingMail } from '../../src/mail/mailer.ts';
import { openNoticeMailer } from '../../src/mail/notice/notice-mailer.ts';
import { openLetterMailer, type LetterToSend } from '../../src/mail/sign-up/letter.ts';
import { openSmtp } from '../../src/mail/smtp.ts';
import { verifyDkim } from '../support/mail-reader.ts';
import { startSmtpSink, type SmtpSink, type SunkMail } from '../support/smtp-sink.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PUBLIC_PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const signer = {
  domain: 'example.org',
  selector: 'news',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};
const silent = { debug: () => undefined, warn: () => undefined };
const TOKEN = 'kEy-0123456789_abcdefghijklmnopqrstuv';
const AT = new Date('2026-11-14T05:00:07Z');
const SCHEDULE = { kind: 'daily', time: '08:00' } as const;
const SENDER: DigestSender = {
  name: 'Флагоносец «Спорт»',
  baseUrl: 'https://news.example.org',
  mail: {
    from: { name: 'Флагоносец «Спорт»', address: 'digest@example.org' },
    replyTo: 'desk@example.org',
    bounces: { address: 'bounces@example.org', perDelivery: true },
  },
};

/** What headlines may hold. */
const TITLES = [
  'Council keeps athletes out',
  'Международная федерация плавания продлила отстранение российских и белорусских спортсменов до конца сезона 2027 года',
  'Der Verband verlängert den Ausschluss – „bis auf Weiteres“, so die Präsidentin 🏊‍♀️',
  `=?UTF-8?B?0J3QtdGC?= Bcc: everybody@example.org ${'x'.repeat(300)}`,
  '  .\r\n.\r\n--part-0\r\nSubject: another one  ',
  'a=3D b=\u0000c \u202Ed <script>alert(1)</script> &amp; "quoted"',
];

function story(title: string, at: number): DigestStory {
  return {
    storyId: String(at + 1),
    change: 'new',
    label: 'sanction',
    direction: 'extended',
    polarity: 'tighter',
    targets: ['RUS', 'BLR'],
    countries: [],
    authority: 'FIS',
    sport: 'swimming',
    title,
    language: 'ru',
    url: `https://paper.example/${at}?a=1&b=2`,
    outlet: 'Спорт-Экспресс',
    publishedAt: '2026-11-14T04:30:00.000Z',
    quote: { text: `${title} – цитата`, marks: [[0, 3]] },
    outlets: ['Спорт-Экспресс', 'paper.example'],
    score: 0.9,
    nearestSeed: null,
  };
}

function digestOf(language: 'en' | 'ru' | 'de', titles: readonly string[]): Digest {
  return {
    kind: 'daily',
    language,
    zone: 'Europe/Minsk',
    from: '2026-11-13T05:00:00.000Z',
    to: '2026-11-14T05:00:00.000Z',
    stories: titles.map(story),
    coverage: { sources: 3, failing: ['Спорт'], items: 12 },
    revision: '3f2a9c1b7d20',
  };
}

let sink: SmtpSink;
let mailer: Mailer;
/** The mails as they were handed over. */
let outgoing: OutgoingMail[];

beforeAll(async () => {
  sink = await startSmtpSink();
  const smtp = openSmtp(`smtp://127.0.0.1:${sink.port}`, silent, undefined, signer);
  outgoing = [];
  mailer = {
    ...smtp,
    send: (mail) => {
      outgoing.push(mail);
      return smtp.send(mail);
    },
  };
});
afterAll(async () => {
  await mailer.close();
  await sink.close();
});

/** What arrived last, the same as the parser reads it, and as it was meant. */
async function last() {
  const got: SunkMail | undefined = sink.mails.at(-1);
  const meant = outgoing.at(-1);
  if (got === undefined || meant === undefined) throw new Error('nothing came');
  const parsed = await PostalMime.parse(Buffer.from(got.raw, 'latin1'));
  return { got, meant, parsed };
}

/** What holds for every mail: it is read as it was meant, has each header once, and is signed as it arrived. */
async function expectWhole() {
  const { got, meant, parsed } = await last();
  expect(parsed.subject).toBe(meant.subject.trim());
  expect(parsed.from).toMatchObject({ ...meant.from });
  expect(parsed.to).toMatchObject([{ address: meant.to }]);
  expect(parsed.messageId).toBe(meant.messageId);
  expect(parsed.date).toBe(`${AT.toISOString().slice(0, 19)}.000Z`);
  expect(plain(parsed.html)).toBe(plain(meant.html));
  expect(plain(parsed.text)).toBe(plain(meant.text));
  expect(parsed.attachments).toEqual([]);
  const names = parsed.headers.map(({ key }) => key);
  expect(names).toEqual([...new Set(names)]);
  const own = new Map(parsed.headers.map(({ key, value }) => [key, value]));
  for (const [name, value] of meant.headers) {
    expect(decodeWords(own.get(name.toLowerCase()) ?? '')).toBe(decodeWords(value));
  }
  expect(own.get('content-type')).toMatch(/^multipart\/alternative; boundary=/u);
  expect(Math.max(...got.raw.split('\r\n').map((line) => line.length))).toBeLessThan(998);
  expect(verifyDkim(got.raw, PUBLIC_PEM)).toEqual(
    expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id']),
  );
  return { got, meant, parsed, own };
}

function plain(text = ''): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}

describe('a parser that knows nothing of us reads', () => {
  test.each(['en', 'ru', 'de'] as const)('every digest in %s as it was meant', async (language) => {
    const mail = openDigestMail(mailer, SENDER);
    const lists = [[], ...TITLES.map((title) => [title]), TITLES];
    for (const [at, titles] of lists.entries()) {
      const digest = digestOf(language, titles);
      await mail.send({
        digest,
        email: 'reader@example.net',
        schedule: SCHEDULE,
        zone: 'Europe/Minsk',
        unsubscribeToken: TOKEN,
        messageId: mail.messageId(`${language}/${at}`),
        composedAt: AT,
      });
      const { own, parsed } = await expectWhole();
      // Not what passed through our own hands on the way, but what the digest alone says.
      const unsubscribeUrl = `https://news.example.org/unsubscribe/${TOKEN}`;
      const rendered = renderDigest(digest, {
        service: SENDER.name,
        baseUrl: SENDER.baseUrl,
        unsubscribeUrl,
        manageUrl: `https://news.example.org/preferences/${TOKEN}`,
        feedbackUrl: `https://news.example.org/feedback/${TOKEN}`,
        scheduleText: stringsOf(language).schedule(SCHEDULE, 'Europe/Minsk'),
      });
      expect(plain(parsed.html)).toBe(plain(rendered.html));
      expect(plain(parsed.text)).toBe(plain(rendered.text));
      expect(own.get('list-unsubscribe')).toBe(`<${unsubscribeUrl}>`);
      expect(own.get('list-id')).toMatch(/ <digest\.example\.org>$/u);
      expect(decodeWords(own.get('list-id') ?? '')).toBe('Флагоносец Спорт <digest.example.org>');
      expect(own.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
      expect(parsed.replyTo).toMatchObject([{ address: 'desk@example.org' }]);
    }
  });

  test('a notice to operators as it was meant', async () => {
    const notices = openNoticeMailer(mailer, SENDER);
    const content = {
      at: AT.toISOString(),
      lines: TITLES.map((title) => ({
        name: title,
        state: 'failing' as const,
        since: AT.toISOString(),
        reason: title,
      })),
      sources: 40,
      unwell: 6,
    };
    const messageId = '<0123456789012345678901234567890123456789@example.org>';
    await notices.send({ email: 'ops@example.org', messageId, content, composedAt: AT });
    await expectWhole();
  });

  const contents: readonly LetterToSend['content'][] = [
    { kind: 'sign-up', key: TOKEN },
    { kind: 'already', token: TOKEN },
  ];
  test.each(contents)('a letter about a subscription as it was meant: $kind', async (content) => {
    const letters = openLetterMailer(mailer, SENDER);
    for (const language of ['en', 'ru', 'de'] as const) {
      const messageId = '<0123456789012345678901234567890123456789@example.org>';
      await letters.send({
        email: 'new@example.org',
        language,
        messageId,
        composedAt: AT,
        content,
      });
      const { parsed } = await expectWhole();
      expect(parsed.text).toContain(TOKEN);
    }
  });
});
