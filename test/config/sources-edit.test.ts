import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { addRows, changeRow } from '../../src/config/sources-edit.ts';
import { readSourceRows, type RowFields } from '../../src/config/sources.ts';

const shipped = readFileSync(new URL('../../config/sources.yaml', import.meta.url), 'utf8');
const NEW: RowFields = { id: 'new', url: 'https://new.example/rss', name: 'New: a paper' };

const read = (text: string) => readSourceRows('s.yaml', text, { maxAge: null });
const ids = (text: string) => read(text).map(({ source }) => source.id);
const lines = (text: string) => text.split(/(?<=\r\n|\n|\r(?!\n))/);

/** What stands in the second text but not in the first, where the first is the second without one stretch of lines. */
function insertedLines(before: string, after: string): string[] | null {
  const old = lines(before);
  const all = lines(after);
  const extra = all.length - old.length;
  for (let at = 0; at <= old.length; at += 1) {
    const rest = [...all.slice(0, at), ...all.slice(at + extra)];
    if (rest.join('') === before) return all.slice(at, at + extra);
  }
  return null;
}

describe('adding a row', () => {
  test.each<[string, string, string]>([
    [
      'goes behind the last row and before what follows the list',
      '# head\nsources:\n  # group\n  - id: a\n    url: https://a.org # here\n# foot\n',
      '# head\nsources:\n  # group\n  - id: a\n    url: https://a.org # here\nNEW# foot\n',
    ],
    [
      'goes behind the comments of the last row',
      'sources:\n- id: a\n  url: https://a.org\n  # of a\n# of all\n',
      'sources:\n- id: a\n  url: https://a.org\n  # of a\nNEW# of all\n',
    ],
    [
      'keeps away from the end of a text in lines',
      '- id: a\n  url: https://a.org\n  note: |\n    one\n\n    two\n\n# end\n',
      '- id: a\n  url: https://a.org\n  note: |\n    one\n\n    two\nNEW\n# end\n',
    ],
    [
      'begins a list that was empty',
      'sources: [] # none yet\n# foot\n',
      'sources: # none yet\nNEW# foot\n',
    ],
    ['begins a bare list that was empty', '[]\n', '\nNEW'],
    [
      'ends a file without a last line end',
      '- id: a\n  url: https://a.org',
      '- id: a\n  url: https://a.org\nNEW',
    ],
  ])('%s', (_case, before, expected) => {
    const after = addRows('s.yaml', before, [NEW]);
    const indent = before.startsWith('sources: []') || before.includes('  - id') ? '  ' : '';
    const row = stringify([NEW], { lineWidth: 0, singleQuote: true }).replaceAll(/^/gm, indent);
    const shown = row.slice(0, row.lastIndexOf('\n') + 1);
    expect(after.endsWith('\n') ? after : `${after}\n`).toBe(expected.replace('NEW', shown));
    expect(ids(after).at(-1)).toBe('new');
  });

  test.each([
    'sources: [{ id: a, url: https://a.org }] # one\n',
    'sources: [\n  { id: a, url: https://a.org }, # first\n  { id: b, url: https://b.org }, # last\n]\n',
    'sources: [ # nothing yet\n]\n',
    '{ sources: [] }\n',
  ])('goes into the brackets of %j and keeps its comments', (before) => {
    const after = addRows('s.yaml', before, [NEW]);
    expect(ids(after)).toEqual([...ids(before), 'new']);
    for (const [comment] of before.matchAll(/#.*/g)) expect(after).toContain(comment);
  });

  test('keeps every other line of the shipped list', () => {
    const after = addRows('s.yaml', shipped, [NEW]);
    expect(insertedLines(shipped, after)).toHaveLength(3);
    expect(ids(after)).toEqual([...ids(shipped), 'new']);
  });

  test('an id that is taken, or an address, is refused and said', () => {
    const before = '- { id: new, url: https://a.org }\n';
    expect(() => addRows('s.yaml', before, [NEW])).toThrow('the id `new` too');
    const same = '- { id: a, url: "https://NEW.example/rss" }\n';
    expect(() => addRows('s.yaml', same, [NEW])).toThrow('has this address too');
  });

  test('a file that is wrong before is left alone', () => {
    expect(() => addRows('s.yaml', '- { id: a }\n', [NEW])).toThrow('this key is missing');
  });

  test('any row added to any list in lines leaves all other lines as they are', () => {
    fc.assert(
      fc.property(aFile(), aRow(), (before, fields) => {
        const known = read(before);
        const row = { ...fields, id: 'the-new-one', url: 'https://the-new.example/one' };
        const after = addRows('s.yaml', before, [row]);
        const rows = read(after);
        expect(rows.slice(0, -1)).toEqual(known);
        expect(rows.at(-1)?.source.id).toBe('the-new-one');
        // Where the file had no last line end, its last line got one.
        const inserted =
          insertedLines(before, after) ??
          insertedLines(`${before}${endOf(before)}`, `${after}${endOf(before)}`);
        expect(inserted).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});

describe('changing a row', () => {
  test.each<[string, Record<string, string | boolean | null>, string, string]>([
    [
      'a key is added behind the last one',
      { enabled: false, reason: 'a bot wall: ask them' },
      '- id: a\n  url: https://a.org # x\n  # of a\n- id: b\n  url: https://b.org\n',
      "- id: a\n  url: https://a.org # x\n  enabled: false\n  reason: 'a bot wall: ask them'\n  # of a\n- id: b\n  url: https://b.org\n",
    ],
    [
      'a key is changed in its place',
      { enabled: false },
      '- id: a\n  enabled: true # for now\n  url: https://a.org\n',
      '- id: a\n  enabled: false # for now\n  url: https://a.org\n',
    ],
    [
      'a key is taken out with its line',
      { enabled: null, reason: null },
      '- id: a\n  enabled: false\n  # why\n  reason: |\n    asked to\n  url: https://a.org\n',
      '- id: a\n  # why\n  url: https://a.org\n',
    ],
    [
      'a comment behind a key that goes stays',
      { enabled: null },
      '- id: a\n  enabled: false # since May\n  url: https://a.org\n',
      '- id: a\n  # since May\n  url: https://a.org\n',
    ],
    [
      'the first key of a row goes without the dash',
      { enabled: null },
      '-   enabled: false\n    id: a\n    url: https://a.org\n',
      '-   id: a\n    url: https://a.org\n',
    ],
    [
      'braces stay braces',
      { unverified: null, enabled: false, reason: 'a, b' },
      '- { id: a, unverified: true, url: https://a.org } # x\n',
      '- { id: a, url: https://a.org, enabled: false, reason: "a, b" } # x\n',
    ],
    [
      'the last key in braces goes with its comma',
      { enabled: null },
      '- {id: a, url: https://a.org, enabled: false}',
      '- {id: a, url: https://a.org}',
    ],
  ])('%s', (_case, change, before, expected) => {
    expect(changeRow('s.yaml', before, 'a', change)).toBe(expected);
  });

  test('an id that no row has is said', () => {
    expect(() => changeRow('s.yaml', '[]', 'a', { enabled: false })).toThrow('has no row `a`');
  });

  test('what cannot be changed without harm is not changed', () => {
    const repeated =
      '- { id: a, url: https://a.org, enabled: &no false }\n- { id: b, url: https://b.org, enabled: *no }\n';
    expect(() => changeRow('s.yaml', repeated, 'a', { enabled: true })).toThrow();
  });

  test('switching any row off and on again gives the text as it was', () => {
    fc.assert(
      fc.property(aFile(), fc.nat(), (before, pick) => {
        const rows = read(before);
        const row = rows[pick % rows.length];
        if (row === undefined || !row.enabled || row.reason !== null) return;
        const { id } = row.source;
        const off = changeRow('s.yaml', before, id, { enabled: false, reason: 'because: so' });
        const changed = read(off).find(({ source }) => source.id === id);
        expect(changed).toMatchObject({ enabled: false, reason: 'because: so' });
        const on = changeRow('s.yaml', off, id, { enabled: null, reason: null });
        expect([before, `${before}${endOf(before)}`]).toContain(on);
      }),
      { numRuns: 300 },
    );
  });
});

function endOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** A row with any of the fields that a list may have. */
function aRow(): fc.Arbitrary<RowFields> {
  const words = fc.oneof(
    fc.constantFrom('a: b', '- x', 'yes', '# no', "it's", '"q"', 'Спорт', '[1]', '{', '1e3', '*a'),
    fc.stringMatching(/^[ -~]{1,30}$/).filter((text) => text.trim() !== ''),
  );
  return fc.record(
    {
      id: fc.constant('x'),
      url: fc.constant('https://x.example/'),
      name: words,
      language: fc.constantFrom('en', 'ru'),
      timezone: fc.constantFrom('Europe/Kyiv', 'UTC'),
      role: fc.constantFrom('paper', 'federation'),
      sport: fc.boolean(),
      domestic: fc.constantFrom('RUS', 'BLR'),
      priority: fc.constantFrom(1, 2, 3),
      maxAge: fc.constantFrom('48h', 'none'),
      note: words,
    },
    { requiredKeys: ['id', 'url'] },
  );
}

/** A list as people write it: their indentation, quotes, comments, blank lines, line ends. */
function aFile(): fc.Arbitrary<string> {
  const trivia = fc.constantFrom(
    '',
    '# about it',
    '    # deep',
    '  # less deep',
    '#',
    '  ',
    '# - id: no',
  );
  const style = fc.record({
    isBare: fc.boolean(),
    indent: fc.constantFrom('', '  ', '    '),
    dash: fc.constantFrom('- ', '-   '),
    end: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\uFEFF'),
    isClosed: fc.boolean(),
    quotes: fc.constantFrom('QUOTE_SINGLE' as const, 'QUOTE_DOUBLE' as const, 'PLAIN' as const),
  });
  const part = fc.record({
    row: aRow(),
    above: fc.array(trivia, { maxLength: 2 }),
    inside: fc.array(trivia, { maxLength: 2 }),
    tail: fc.constantFrom('', ' # tail'),
  });
  return fc
    .tuple(
      style,
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.array(trivia, { maxLength: 3 }),
    )
    .map(([{ isBare, indent, dash, end, mark, isClosed, quotes }, parts, foot]) => {
      const outer = isBare ? '' : indent;
      const body = parts.flatMap(({ row, above, inside, tail }, at) => {
        const own = { ...row, id: `row-${at}`, url: `https://row-${at}.example/` };
        const written = stringify(own, {
          lineWidth: 0,
          defaultStringType: quotes,
          defaultKeyType: 'PLAIN',
        });
        const keys = written.trimEnd().split('\n');
        const first = `${outer}${dash}${keys[0] ?? ''}${tail}`;
        const rest = keys.slice(1).map((key) => `${outer}${' '.repeat(dash.length)}${key}`);
        return [...above, first, ...inside, ...rest];
      });
      const all = ['# head', ...(isBare ? [] : ['sources:']), ...body, ...foot];
      return mark + all.join(end) + (isClosed ? end : '');
    });
}
