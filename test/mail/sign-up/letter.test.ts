import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { MAIL_LANGUAGES } from '../../../src/core/subscriber.ts';
import type { OutgoingMail } from '../../../src/mail/mailer.ts';
import { openLetterMailer, type LetterToSend } from '../../../src/mail/sign-up/letter.ts';
import { sourceOf } from '../../../src/mail/source.ts';
import { readMail } from '../../support/mail-reader.ts';

const KEY = 'k3J-9_xTail-of-a-key-AAAAAAAAAAAA';
const PLACES: readonly (readonly [LetterToSend['content'], string])[] = [
  [{ kind: 'sign-up', key: KEY }, `/subscribe/confirm/${KEY}`],
  [{ kind: 'already', token: KEY }, `/preferences/${KEY}`],
  [{ kind: 'new-address', key: KEY }, `/address/${KEY}`],
  [{ kind: 'old-address', key: KEY }, `/address/${KEY}`],
];

async function mailOf(
  content: LetterToSend['content'],
  parts: {
    readonly language?: LetterToSend['language'];
    readonly name?: string;
    readonly baseUrl?: string;
  } = {},
): Promise<OutgoingMail> {
  const { language = 'en', name = 'Flagbearer', baseUrl = 'https://flagbearer.test' } = parts;
  const mails: OutgoingMail[] = [];
  const letters = openLetterMailer(
    {
      kind: 'smtp',
      idempotent: false,
      send: (mail) => {
        mails.push(mail);
        return Promise.resolve();
      },
      verify: () => Promise.resolve(),
      close: () => Promise.resolve(),
    },
    { name, baseUrl, mail: { from: { name: 'Desk', address: 'digest@flagbearer.test' } } },
  );
  await letters.send({
    email: 'anna@example.org',
    language,
    messageId: '<one@flagbearer.test>',
    composedAt: new Date('2026-03-04T12:00:00Z'),
    content,
  });
  const [only] = mails;
  if (only === undefined) throw new Error('nothing was sent');
  return only;
}

describe.each(MAIL_LANGUAGES)('in %s', (language) => {
  test.each(PLACES)('a letter of %j leads to its page, and nowhere else', async (content, path) => {
    const { html, text, subject } = await mailOf(content, { language });
    const $ = load(html);
    expect($('html').attr('lang')).toBe(language);
    const links = $('a')
      .map((_, link) => $(link).attr('href'))
      .get();
    expect(links).toEqual([`https://flagbearer.test${path}`]);
    expect(text).toContain(`https://flagbearer.test${path}\n`);
    expect($('img, script, form, iframe')).toHaveLength(0);
    expect(subject).toContain('Flagbearer');
    expect(html.length).toBeLessThan(20_000);
    // Whoever reads the text reads what the page of HTML says.
    const said = $('h1, p')
      .map((_, part) => $(part).text())
      .get();
    for (const words of said.slice(1)) {
      expect(text.replaceAll(/\s+/gu, ' ')).toContain(words.replaceAll(/\s+/gu, ' '));
    }
  });

  test('four letters have four subjects', async () => {
    const subjects = await Promise.all(
      PLACES.map(async ([content]) => (await mailOf(content, { language })).subject),
    );
    expect(new Set(subjects).size).toBe(4);
  });
});

test('a letter is no list mail, and asks for no automatic answer', async () => {
  const mail = await mailOf({ kind: 'sign-up', key: KEY });
  const read = readMail((await sourceOf(mail, null)).toString('latin1'));
  expect(read.header('auto-submitted')).toBe('auto-generated');
  expect(read.header('x-auto-response-suppress')).toBe('All');
  expect(read.header('message-id')).toBe('<one@flagbearer.test>');
  expect(read.header('to')).toContain('anna@example.org');
  expect(read.headers.filter(([name]) => name.startsWith('list-'))).toEqual([]);
  expect([...read.parts.keys()]).toEqual(['text/plain', 'text/html']);
});

test('the name of the service is text wherever it stands', async () => {
  const name = '<script>x</script>\r\nBcc: y@z.example';
  const { html, subject, headers } = await mailOf({ kind: 'sign-up', key: KEY }, { name });
  expect(html).not.toContain('<script>');
  expect(subject).not.toMatch(/[\r\n]/u);
  expect(headers.every(([, value]) => !/[\r\n]/u.test(value))).toBe(true);
});

test('a service without a web address sends no broken link', async () => {
  const { html } = await mailOf({ kind: 'sign-up', key: KEY }, { baseUrl: 'ftp://x' });
  expect(load(html)('a')).toHaveLength(0);
});
