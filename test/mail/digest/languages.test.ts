import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Digest } from '../../../src/core/digest/digest.ts';
import { MAIL_LANGUAGES, type MailLanguage } from '../../../src/core/subscriber.ts';
import { AGREEMENT_DIRECTIONS, SANCTION_DIRECTIONS } from '../../../src/core/verdict.ts';
import { renderDigest } from '../../../src/mail/digest/render.tsx';
import { stringsOf } from '../../../src/mail/digest/strings.ts';

const OTHERS = ['ru', 'de'] as const satisfies readonly MailLanguage[];

function mailIn(language: MailLanguage, stories = 1) {
  const digest: Digest = {
    kind: 'weekdays',
    language,
    zone: 'Europe/Berlin',
    from: '2026-11-13T07:00:00.000Z',
    to: '2026-11-14T07:00:00.000Z',
    stories: Array.from({ length: stories }, (_, index) => ({
      storyId: String(index),
      change: 'new',
      label: 'sanction',
      direction: 'imposed',
      polarity: 'tighter',
      targets: ['RUS', 'BLR'],
      countries: ['VNM', 'SRB', 'CHN', 'IRN', 'CUB', 'KAZ'],
      authority: 'FIS',
      sport: 'figure-skating',
      title: 'A headline',
      language: 'en',
      url: 'https://paper.example/1',
      outlet: 'paper.example',
      publishedAt: '2026-11-14T06:30:00.000Z',
      quote: { text: 'A quote.', marks: [] },
      outlets: ['paper.example', 'b.example', 'c.example'],
      independent: 2,
      score: 0.9,
      nearestSeed: null,
    })),
    coverage: { sources: 21, failing: [], items: 1204 },
    revision: '3f2a9c1b7d20',
  };
  const words = stringsOf(language);
  return renderDigest(digest, {
    service: 'Flagbearer',
    baseUrl: 'https://news.example.org',
    unsubscribeUrl: 'https://news.example.org/unsubscribe/abc',
    scheduleText: words.schedule({ kind: 'weekdays', time: '08:00' }, 'Europe/Berlin'),
  });
}

describe('a mail', () => {
  test('in Russian is Russian from subject to foot', () => {
    const { html, text, subject } = mailIn('ru', 3);
    expect(subject).toBe('A headline (и ещё 2)');
    expect(load(html)('html').attr('lang')).toBe('ru');
    for (const words of [
      'Сводка за день, суббота, 14 ноября 2026',
      '3 события, 13 нояб., 08:00 — 14 нояб., 08:00',
      '▲ Санкция введена · Россия · Беларусь · Вьетнам · Сербия · Китай · Иран · ещё 2 страны · FIS · фигурное катание',
      'paper.example и ещё 2, 2 независимых сообщения, 14 нояб., 07:30',
      'Почему это прислано?',
      'Прочитать удалось все источники.',
      'Вы просили Flagbearer присылать эти письма с понедельника по пятницу в 08:00',
      'Отписаться',
    ]) {
      expect(text.replaceAll(/\s+/gu, ' ')).toContain(words);
    }
  });

  test('in German is German from subject to foot', () => {
    const { html, text, subject } = mailIn('de', 2);
    expect(subject).toBe('A headline (und 1 weitere)');
    expect(load(html)('html').attr('lang')).toBe('de');
    for (const words of [
      'Tagesüberblick, Samstag, 14. November 2026',
      '2 Ereignisse, 13. Nov., 08:00 bis 14. Nov., 08:00',
      '▲ Sanktion verhängt · Russland · Belarus · Vietnam · Serbien · China · Iran · 2 weitere Länder · FIS · Eiskunstlauf',
      'paper.example und 2 weitere, 2 unabhängige Berichte, 14. Nov., 07:30',
      'Warum kam das?',
      '21 Quellen geprüft, 1.204 neue Einträge gelesen. Alle Quellen waren lesbar.',
      'Sie haben diese Mail von Flagbearer bestellt: montags bis freitags um 08:00',
      'Abbestellen',
    ]) {
      expect(text.replaceAll(/\s+/gu, ' ')).toContain(words);
    }
  });

  test.each(OTHERS)('in %s holds no English words of ours', (language) => {
    const english = load(mailIn('en').html);
    const other = load(mailIn(language).html);
    const words = (page: typeof other): Set<string> =>
      new Set(
        page('body')
          .text()
          .match(/[A-Za-z]{3,}/gu),
      );
    // Names and the publisher's own text are the same in both.
    const same = [...words(other)].filter((word) => words(english).has(word));
    const names =
      /^(Flagbearer|FIS|Europe|Berlin|headlineA|headline|quote|paper|example|Vietnam|China|Iran|Serbien|Belarus|November|Nov)$/u;
    expect(same.filter((word) => !names.test(word))).toEqual([]);
  });

  test.each(MAIL_LANGUAGES)('in %s says when nothing happened', (language) => {
    const { subject, text } = mailIn(language, 0);
    expect(subject).toMatch(/^\S+ \S+, /u);
    expect(text.replaceAll(/\s+/gu, ' ')).toContain(stringsOf(language).nothing);
  });
});

describe.each(OTHERS)('the words in %s', (language) => {
  const words = stringsOf(language);
  const english = stringsOf('en');

  test('name every direction, each in a way of its own', () => {
    const measures = [
      ...SANCTION_DIRECTIONS.map((one) => words.measure('sanction', one)),
      ...AGREEMENT_DIRECTIONS.map((one) => words.measure('agreement', one)),
    ];
    expect(new Set(measures).size).toBe(measures.length);
    expect(measures.filter((one) => /undefined/u.test(one))).toEqual([]);
  });

  test('name every sport of the shipped keywords', () => {
    const file = join(import.meta.dirname, '../../../config/keywords/entities.yaml');
    const { sports } = z
      .object({ sports: z.record(z.string(), z.unknown()) })
      .parse(parse(readFileSync(file, 'utf8')));
    const names = [...Object.keys(sports), 'multi'];
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => words.sport(name) === '')).toEqual([]);
    if (language === 'ru')
      expect(names.filter((name) => /[a-z]/iu.test(words.sport(name)))).toEqual([]);
    expect(words.sport('quidditch')).toBe('quidditch');
  });

  test('name every kind and time', () => {
    for (const kind of ['instant', 'daily', 'weekdays', 'weekly'] as const) {
      expect(words.title(kind, 'x')).not.toBe(english.title(kind, 'x'));
      expect(words.title(kind, 'x')).not.toContain('undefined');
    }
    for (let weekday = 1; weekday <= 7; weekday += 1) {
      const text = words.schedule({ kind: 'weekly', weekday, time: '07:30' }, 'Europe/Minsk');
      expect(text).toMatch(/07:30 \(Europe\/Minsk\)/u);
    }
  });
});

test.each([
  [1, '1 событие'],
  [2, '2 события'],
  [5, '5 событий'],
  [11, '11 событий'],
  [21, '21 событие'],
  [22, '22 события'],
  [112, '112 событий'],
])('Russian counts %i as it should', (count, words) => {
  expect(stringsOf('ru').window(count, 'a', 'b')).toContain(words);
});
