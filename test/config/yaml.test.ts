import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { ConfigError } from '../../src/config/error.ts';
import { parseYaml } from '../../src/config/yaml.ts';

const schema = z.strictObject({
  name: z.string().min(1),
  weight: z.number().min(0).max(3).default(1),
  kind: z.enum(['feed', 'html-list']).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  count: z.int().optional(),
  on: z.boolean().optional(),
  day: z.iso.date().optional(),
  rows: z
    .array(z.strictObject({ id: z.string(), words: z.array(z.string()).optional() }))
    .optional(),
  any: z.union([z.string(), z.array(z.string()), z.strictObject({ word: z.number() })]).optional(),
  scores: z.record(z.string().regex(/^[a-z]+$/), z.number()).optional(),
});

function linesOf(text: string): string[] {
  try {
    parseYaml(schema, 'f.yaml', text);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
}

describe('what can be read', () => {
  test.each([
    ['plain text', 'name: a'],
    ['a byte order mark', '\uFEFFname: a'],
    ['Windows line ends', 'name: a\r\nweight: 1\r\n'],
    ['old Macintosh line ends', 'name: a\rweight: 1\r'],
    ['one document with its marks', '---\nname: a\n...\n'],
    ['YAML 1.1 words as text', '%YAML 1.1\n---\nname: a\n'],
    ['a part repeated by name', 'name: &n a\nany: *n'],
    ['tabs between words', 'name:\ta'],
  ])('%s is read', (_case, text) => {
    expect(parseYaml(schema, 'f.yaml', text)).toMatchObject({ name: 'a', weight: 1 });
  });

  test('`no` and dates stay text', () => {
    const open = z.record(z.string(), z.unknown());
    const text = 'a: no\nb: 2026-01-02\nc: 0x10\nd: ~';
    expect(parseYaml(open, 'f.yaml', text)).toEqual({ a: 'no', b: '2026-01-02', c: 16, d: null });
  });

  test.each(['', '\n\n', '# nothing\n', '---\n'])(
    'a text without content (%j) is an empty map where every key may be left out',
    (text) => {
      expect(parseYaml(z.strictObject({ a: z.int().default(3) }), 'f.yaml', text)).toEqual({
        a: 3,
      });
    },
  );
});

describe('what is wrong is told by line, column and sentence', () => {
  test.each<[string, string, string[]]>([
    ['an empty file', '', ['f.yaml:1:1: the file is empty']],
    ['blank lines', '\n\n ', ['f.yaml:1:1: the file is empty']],
    ['only comments', '# a\n# b\n', ['f.yaml:1:1: the file holds nothing but comments']],
    [
      'a list where a map is due',
      '- a\n- b',
      ['f.yaml:1:1: expected a map of keys and values, got a list'],
    ],
    ['text where a map is due', 'abc', ['f.yaml:1:1: expected a map of keys and values, got text']],
    [
      'two documents',
      'name: a\n---\nname: b',
      ['f.yaml:2:1: a second document begins here: one file holds one document'],
    ],
    [
      'a tab that indents',
      'name: a\nrows:\n\t- id: x',
      ['f.yaml:3:1: a tab stands where only spaces may indent: replace it by spaces'],
    ],
    [
      'a doubled key, and what else is wrong',
      'name: a\nname: b\nweight: x',
      [
        'f.yaml:2:1 name: this key is given twice',
        'f.yaml:3:9 weight: expected a number, got text',
      ],
    ],
    [
      'a mistyped key',
      'name: a\nwieght: 2',
      ['f.yaml:2:1 wieght: unknown key, did you mean `weight`?'],
    ],
    [
      'an unknown key deep below',
      'name: a\r\nrows:\r\n  - id: x\r\n    word: []',
      ['f.yaml:4:5 rows.0.word: unknown key, did you mean `words`?'],
    ],
    [
      'an unknown key like no other',
      'name: a\nrows: [{ id: x, publisher: y }]',
      ['f.yaml:2:17 rows.0.publisher: unknown key, expected `id` or `words`'],
    ],
    [
      'a mistyped choice',
      'name: a\nkind: HTML_list',
      ['f.yaml:2:7 kind: "HTML_list" is unknown, did you mean `html-list`?'],
    ],
    [
      'no choice at all',
      'name: a\nkind: sitemap',
      ['f.yaml:2:7 kind: expected `feed` or `html-list`, got "sitemap"'],
    ],
    [
      'a missing key of a list entry',
      'name: a\nrows:\n  - id: x\n  - words: [a]',
      ['f.yaml:4:5 rows.1.id: this key is missing'],
    ],
    [
      'a number for text',
      'name: 2026',
      ['f.yaml:1:7 name: expected text, got a number: put quotes round it'],
    ],
    ['empty text', 'name: ""', ['f.yaml:1:7 name: must not be empty']],
    [
      'a key without a value',
      'name:\nweight: 1',
      ['f.yaml:1:1 name: expected text, got nothing: give the key a value or take it out'],
    ],
    [
      'a fraction',
      'name: a\ncount: 1.5',
      ['f.yaml:2:8 count: expected a whole number, got a number'],
    ],
    ['no number', 'name: a\nweight: .nan', ['f.yaml:2:9 weight: expected a number, got NaN']],
    ['too much', 'name: a\nweight: 4', ['f.yaml:2:9 weight: must be at most 3']],
    ['yes for true', 'name: a\non: yes', ['f.yaml:2:5 on: expected `true` or `false`, got text']],
    [
      'a date of another form',
      'name: a\nday: 2.1.2026',
      ['f.yaml:2:6 day: expected a date as YYYY-MM-DD, got "2.1.2026"'],
    ],
    [
      'no address',
      'name: a\nurl: ftp://a.org',
      ['f.yaml:2:6 url: expected an http or https address, got "ftp://a.org"'],
    ],
    [
      'none of several forms',
      'name: a\nany: 3',
      ['f.yaml:2:6 any: expected text, a list or a map of keys and values, got a number'],
    ],
    [
      'one of several forms with a mistake',
      'name: a\nany: { wrod: 3 }',
      [
        'f.yaml:2:6 any.word: this key is missing',
        'f.yaml:2:8 any.wrod: unknown key, did you mean `word`?',
      ],
    ],
    [
      'a key of another form',
      'name: a\nscores: { A: 1 }',
      ['f.yaml:2:11 scores.A: expected text that fits /^[a-z]+$/, got "A"'],
    ],
    [
      'a word that YAML takes for a repeat',
      'name: *term',
      [
        'f.yaml:1:7 name: `*term` repeats `&term`, which does not stand above it: quote text that begins with `*`',
      ],
    ],
    [
      'a part that holds itself',
      'name: a\nany: &x [*x]',
      [
        'f.yaml:2:10 any.0: `*x` repeats `&x`, which does not stand above it: quote text that begins with `*`',
      ],
    ],
    [
      'a tag',
      'name: !secret a',
      ['f.yaml:1:7: tags (`!name`) are not used here: quote text that begins with `!`'],
    ],
    [
      'a colon in text',
      'name: a: b',
      ['f.yaml:1:7: a second `: ` on one line: put quotes round text that holds `: `'],
    ],
    [
      'text that begins with @',
      'name: @body',
      ['f.yaml:1:7: text cannot begin with this character: put quotes round it'],
    ],
    [
      'a line without colon',
      'name: x\nfoo\nweight: 3',
      ['f.yaml:2:1: a key without `:`, or text that runs on over several lines'],
    ],
    ['a map as key', '? [a]\n: b', ['f.yaml:1:3: a key must be a plain word']],
    [
      'an open quote',
      'name: "x\nweight: 3',
      ['f.yaml:2:10: cannot be read as YAML: missing closing "quote'],
    ],
    [
      'a merge key',
      'name: a\n<<: { weight: 2 }',
      [
        'f.yaml:2:1 <<: unknown key, expected `name`, `weight`, `kind`, `url`, `count`, `on`, `day`, `rows`, `any` or `scores`',
      ],
    ],
    [
      'a name of the prototype',
      'name: a\n__proto__: { weight: 2 }',
      [
        'f.yaml:2:1 __proto__: unknown key, expected `name`, `weight`, `kind`, `url`, `count`, `on`, `day`, `rows`, `any` or `scores`',
      ],
    ],
    [
      'a hidden character',
      'name: a # \u0000',
      ['f.yaml:1:11: holds the control character U+0000: take it out'],
    ],
    [
      'an escaped hidden character',
      'name: "a\\0"',
      ['f.yaml:1:7 name: holds the control character U+0000: take it out'],
    ],
    [
      'half a character',
      'name: "\\ud83d"',
      ['f.yaml:1:7 name: holds the control character U+D83D: take it out'],
    ],
  ])('%s', (_case, text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });

  test('the error carries each problem as facts', () => {
    const error = new ConfigError([
      { file: 'a.yaml', line: 3, column: 5, path: 'x.y', message: 'is wrong' },
      { file: 'b.yaml', line: 1, column: 1, path: '', message: 'is empty' },
    ]);
    expect(error.message).toBe('a.yaml:3:5 x.y: is wrong\nb.yaml:1:1: is empty');
    expect(error.problems).toHaveLength(2);
    expect(error.mend).toContain('Correct');
  });

  test('what no schema can say is told with the rest, in the order of the file', () => {
    const taken = { path: ['name'], message: 'is taken', aboutKey: false };
    const read = () => parseYaml(schema, 'f.yaml', 'weight: x\nname: a', () => [taken]);
    expect(read).toThrow(
      'f.yaml:1:9 weight: expected a number, got text\nf.yaml:2:7 name: is taken',
    );
  });
});

describe('any text is read or refused with a ConfigError, and soon', () => {
  const piece = fc.oneof(
    fc.constantFrom('name', 'rows', 'any', 'a', '1', ': ', ':', '- ', '-', '\n', '\n  ', '\t', ' '),
    fc.constantFrom('[', ']', '{', '}', ',', '"', "'", '*a', '&a ', '!x ', '|', '>', '#', '? '),
    fc.constantFrom('---\n', '...\n', '%', '@', '~', '\u0000', '\r', '\uFEFF', '<<'),
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  );

  test('random text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const line of linesOf(text)) expect(line).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['repeats that double nine times over', bomb(), 'grow too large'],
    ['a list in a list in a list', '['.repeat(20_000), 'f.yaml:1:41: is nested too deeply'],
    ['entries on one line', '- '.repeat(20_000), 'is nested too deeply'],
    ['maps in maps', '{a: '.repeat(10_000), 'is nested too deeply'],
    [
      'thousands of unknown keys',
      Array.from({ length: 5000 }, (_, i) => `k${i}: 1`).join('\n'),
      'unknown key',
    ],
    ['thousands of doubled keys', 'a:\n'.repeat(10_000), 'given twice'],
    ['thousands of repeats', `name: &a x\nany: [${'*a,'.repeat(10_000)}]`, 'more than 100 repeats'],
    ['a file far too long', ' '.repeat(400_000), 'longer than 300000 characters'],
  ])('%s', (_case, text, expected) => {
    expect(linesOf(text).join('\n')).toContain(expected);
  });
});

function bomb(): string {
  const names = 'abcdefghij'.split('');
  return names
    .map((name, index) => {
      const entry = index === 0 ? 'x' : `*${names[index - 1]}`;
      return `${name}: &${name} [${Array(9).fill(entry).join(', ')}]`;
    })
    .join('\n');
}
