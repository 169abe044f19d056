import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/config/error.ts';
import { readSeeds } from '../../src/config/seeds.ts';

const WHOLE = `---
title: Two ministries sign
publisher: The Example
published: 2020-11-20
language: en
label: agreement
direction: signed
parties: [Ministry A, Ministry B]
sport: multi
url: https://example.org/1
note: invented
---

First paragraph,
over two lines.


Second paragraph.  
`;

function one(text: string, file = 'config/seeds/a.md') {
  const [seed] = readSeeds(new Map([[file, text]]));
  if (seed === undefined) throw new Error('no seed was read');
  return seed;
}

test('an article with front matter is read whole', () => {
  expect(one(WHOLE)).toEqual({
    id: 'a',
    title: 'Two ministries sign',
    publisher: 'The Example',
    published: '2020-11-20',
    language: 'en',
    label: 'agreement',
    direction: 'signed',
    parties: ['Ministry A', 'Ministry B'],
    sport: 'multi',
    text: 'First paragraph,\nover two lines.\n\nSecond paragraph.',
  });
});

test('line ends and a byte order mark make no difference', () => {
  expect(one(`\uFEFF${WHOLE.replaceAll('\n', '\r\n')}`)).toEqual(one(WHOLE));
});

test('front matter needs no more than a title', () => {
  expect(one('---\ntitle: Спорт\n---\nСоглашение подписано.')).toEqual({
    id: 'a',
    title: 'Спорт',
    publisher: '',
    published: '',
    language: 'ru',
    label: null,
    direction: null,
    parties: [],
    sport: '',
    text: 'Соглашение подписано.',
  });
});

describe('a text without front matter', () => {
  test('is titled by its first line; its label is left to the rules', () => {
    expect(one('# Body lifts ban\n\nThe council voted.\nIt was close.', 'x/b.txt')).toEqual({
      id: 'b',
      title: 'Body lifts ban',
      publisher: '',
      published: '',
      language: 'en',
      label: null,
      direction: null,
      parties: [],
      sport: '',
      text: 'The council voted.\nIt was close.',
    });
  });

  test('is titled by its first sentence when it begins with a paragraph', () => {
    const long = `The council voted. ${'It was close. '.repeat(30)}`.trim();
    expect(one(long)).toMatchObject({ title: 'The council voted.', text: long });
  });

  test('of one line is title and text in one', () => {
    expect(one('Совет снял запрет.')).toMatchObject({
      title: 'Совет снял запрет.',
      text: 'Совет снял запрет.',
      language: 'ru',
    });
  });

  test('may hold a line `---` further down', () => {
    expect(one('Title\n---\nText').text).toBe('---\nText');
  });
});

test('articles are sorted by id, whatever the order of the files', () => {
  const files = ['c.md', 'a.txt', 'b.md'].map((file) => [file, 'Title\n\nText'] as const);
  expect(readSeeds(new Map(files)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('what is no article is left out', () => {
  const names = ['README.md', 'readme.md', 'notes.pdf', '.a.md', 'a.md~'];
  expect(readSeeds(new Map(names.map((name) => [`seeds/${name}`, ''])))).toEqual([]);
});

describe('what is wrong is told by the line of the file', () => {
  test.each<[string, string, string[]]>([
    ['an empty file', '', ['1:1: the file is empty']],
    ['blank lines', ' \n\r\n', ['1:1: the file is empty']],
    [
      'front matter without end',
      '---\ntitle: A\nText',
      ['1:1: the front matter has no end: a line `---` is missing'],
    ],
    ['empty front matter', '---\n---\nText', ['1:1: the file is empty']],
    ['no text', front('').replace('Text', ''), ['1:1: no text follows the front matter']],
    ['no title', '---\nlabel: sanction\n---\nText', ['2:1 title: this key is missing']],
    [
      'a mistyped label',
      front('label: sanctions'),
      ['3:8 label: "sanctions" is unknown, did you mean `sanction`?'],
    ],
    [
      'a date of another form',
      front('published: 20.11.2020'),
      ['3:12 published: expected a date as YYYY-MM-DD, got "20.11.2020"'],
    ],
    [
      'a day that never was',
      front('published: 2020-02-30'),
      ['3:12 published: expected a date as YYYY-MM-DD, got "2020-02-30"'],
    ],
    [
      'a direction of the other label',
      front('label: sanction\ndirection: signed'),
      [
        '4:12 direction: a sanction cannot be `signed`: expected imposed, extended, upheld, eased, lifted, rejected, proposed or criticised',
      ],
    ],
    [
      'a direction without label',
      front('direction: signed'),
      ['3:1 direction: a direction needs a `label`'],
    ],
    [
      'several mistakes',
      front('lable: sanction\nparties: Ministry'),
      ['3:1 lable: unknown key, did you mean `label`?', '4:10 parties: expected a list, got text'],
    ],
    [
      'a tab',
      front('parties:\n\t- A'),
      ['4:1: a tab stands where only spaces may indent: replace it by spaces'],
    ],
  ])('%s', (_case, text, expected) => {
    const message = expected.map((line) => `a.md:${line}`).join('\n');
    expect(() => one(text, 'a.md')).toThrow(new Error(message));
  });

  test('the mistakes of all files are told together', () => {
    const files = new Map([
      ['a.md', ''],
      ['b.md', '---\ntitel: A\n---\nText'],
      ['c.md', 'Title\n\nText'],
      ['x/c.txt', 'Title\n\nText'],
    ]);
    const read = () => readSeeds(files);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(
      /a\.md:1:1: .*\nb\.md:2:1 .*\n.*\nx\/c\.txt:1:1: a second article is called `c`/,
    );
  });
});

function front(lines: string): string {
  return `---\ntitle: A\n${lines}\n---\nText`;
}
