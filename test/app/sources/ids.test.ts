import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { freeId } from '../../../src/app/sources/ids.ts';

test.each([
  ['https://www.example.org/rss', 'The Daily News', 'the-daily-news'],
  ['https://www.example.org/rss', 'L’Équipe', 'lequipe'],
  ['https://www.sport-express.ru/feed', 'Спорт-Экспресс', 'sport-express'],
  [
    'https://feeds.bbci.co.uk/sport/rss.xml',
    'News, sport and opinion from all over the world',
    'bbci',
  ],
  ['https://news.example.org/rss', null, 'news-example'],
  ['http://127.0.0.1:8080/rss', null, '127-0-0-1'],
  ['http://localhost/rss', '!', 'localhost'],
])('%s called %j gets the id %s', (url, name, expected) => {
  expect(freeId(url, name, new Set())).toBe(expected);
});

test('an id is always one that a row may have, and nobody has it', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.option(fc.string()), fc.nat(4), (url, name, times) => {
      const taken = new Set<string>();
      for (let time = 0; time <= times; time += 1) {
        const id = freeId(url, name, taken);
        expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(id.length).toBeLessThanOrEqual(60);
        expect(taken.has(id)).toBe(false);
        taken.add(id);
      }
    }),
  );
});
