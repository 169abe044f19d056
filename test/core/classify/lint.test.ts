import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileRules } from '../../../src/core/classify/automaton.ts';
import { lintKeywords, type PlacedPattern } from '../../../src/core/classify/lint.ts';
import { patternReader } from '../../../src/core/classify/pattern.ts';
import { createVocabulary } from '../../../src/core/classify/vocabulary.ts';
import type { Language } from '../../../src/core/source.ts';
import { tokenise } from '../../../src/core/text/tokens.ts';

type Short = readonly [kind: PlacedPattern['kind'], id: string, source: string];

/** Patterns one a line, in the order given. */
function placed(patterns: readonly Short[], language: Language | 'any' = 'en'): PlacedPattern[] {
  return patterns.map(([kind, id, source], index) => ({
    file: 'en.yaml',
    line: index + 1,
    column: 7,
    language,
    kind,
    id,
    scope: kind === 'concept' ? 'concept' : kind === 'entity' ? 'sport' : null,
    source,
  }));
}

function lint(patterns: readonly Short[], language: Language | 'any' = 'en') {
  return lintKeywords({
    patterns: placed(patterns, language),
    masks: new Map([
      ['no-act', ['concept']],
      ['no-sport', ['sport']],
    ]),
    stopwords: new Map<Language, string[]>([
      ['en', ['the', 'not', 'and']],
      ['ru', ['не', 'как', 'после']],
    ]),
  });
}

/** `line rule` of each finding. */
function rules(patterns: readonly Short[], language: Language | 'any' = 'en'): string[] {
  return lint(patterns, language).map(({ line, rule }) => `${line} ${rule}`);
}

describe('a pattern is told of', () => {
  test.each<readonly [string, readonly Short[], readonly string[]]>([
    [
      'two words that look like three choices',
      [['concept', 'ban', 'a|bar kick|shut out']],
      ['1 two-slots'],
    ],
    [
      'capitals that find small letters too',
      [['concept', 'ban', 'FIFA ~2 ban']],
      ['1 letter-case'],
    ],
    ['a word that texts are cut in', [['concept', 'ban', "don't come"]], ['1 never-matches']],
    [
      'several words in a word list',
      [
        ['words', 'w', 'hot dog'],
        ['concept', 'c', '@w'],
      ],
      ['1 never-matches'],
    ],
    ['a list that is not there', [['concept', 'ban', '@measure']], ['1 unknown-name']],
    ['a list that nobody calls', [['words', 'events', 'cup']], ['1 unused-list']],
    ['a pattern that makes no sense', [['concept', 'ban', 'anti-doping']], ['1 malformed']],
    ['a very short beginning', [['concept', 'ban', 'ba*']], ['1 short-affix']],
    ['a frequent word to open with', [['concept', 'ban', 'not allow']], ['1 costly']],
    [
      'a word that stands twice',
      [
        ['concept', 'ban', 'bar'],
        ['concept', 'ban', 'bar'],
      ],
      ['2 contained'],
    ],
    [
      'a form of a stem',
      [
        ['concept', 'ban', 'suspend'],
        ['concept', 'ban', '=suspended'],
      ],
      ['2 contained'],
    ],
    [
      'a narrower gap',
      [
        ['concept', 'ban', 'shut ~3 out'],
        ['concept', 'ban', 'shut ~1 out'],
      ],
      ['2 contained'],
    ],
    [
      'fewer choices',
      [
        ['concept', 'ban', 'shut|bar out'],
        ['concept', 'ban', 'bar out'],
      ],
      ['2 contained'],
    ],
    [
      'a word of its list',
      [
        ['words', 'w', 'ban'],
        ['concept', 'c', 'lift @w'],
        ['concept', 'c', 'lift ban'],
      ],
      ['3 contained'],
    ],
    [
      'two families',
      [
        ['concept', 'meet', 'visit'],
        ['negative', 'result', 'visit'],
      ],
      ['2 duplicate'],
    ],
    [
      'a mask over all of it',
      [
        ['concept', 'ban', 'banned substance'],
        ['mask', 'no-act', 'substance'],
      ],
      ['1 shadowed'],
    ],
  ])('%s', (_, patterns, found) => {
    expect(rules(patterns)).toEqual(found);
  });

  test.each([
    ['как* ~2 вид*', '1 short-affix'],
    ['росс*', null],
    ['не ~2 допус*', '1 costly'],
  ])('in Russian %j: %s', (source, found) => {
    expect(rules([['concept', 'ban', source]], 'ru')).toEqual(found === null ? [] : [found]);
  });
});

describe('a pattern is left alone', () => {
  test.each<readonly [string, readonly Short[]]>([
    ['two words with choices and a gap', [['concept', 'ban', 'bar|ban ~0 skier|judoka']]],
    ['choices in one word', [['concept', 'ban', 'bar|ban skier']]],
    ['an acronym', [['concept', 'ban', '=FIFA']]],
    [
      'a wider gap beside a narrow one',
      [
        ['concept', 'ban', 'shut ~1 out'],
        ['concept', 'lift', 'shut ~3 out'],
      ],
    ],
    [
      'a longer phrase',
      [
        ['concept', 'ban', 'ban'],
        ['concept', 'ban', 'ban for life'],
      ],
    ],
    [
      'the same word with a guard',
      [
        ['concept', 'ban', '!not ban'],
        ['concept', 'ban', 'bar'],
      ],
    ],
    [
      'a guarded mask',
      [
        ['concept', 'ban', 'ban'],
        ['mask', 'no-act', '!oil ban'],
      ],
    ],
    [
      'a mask of another kind',
      [
        ['concept', 'ban', 'ban'],
        ['mask', 'no-sport', 'ban'],
      ],
    ],
    [
      'a word that is a name too',
      [
        ['concept', 'group', '=russians'],
        ['entity', 'RUS', '=russians'],
      ],
    ],
    [
      'a list that is called',
      [
        ['words', 'w', 'cup'],
        ['concept', 'ban', 'leave ~2 @w'],
      ],
    ],
    ['a kind of name', [['concept', 'ban', '@target ~2 ban']]],
  ])('%s', (_, patterns) => {
    expect(rules(patterns)).toEqual([]);
  });
});

test('findings name file, line, column, owner and what to do', () => {
  const [finding] = lint([
    ['concept', 'lift', 'lift'],
    ['concept', 'ban', 'FIFA'],
  ]);
  expect(finding).toMatchObject({
    file: 'en.yaml',
    line: 2,
    column: 7,
    owner: 'concept ban',
    pattern: 'FIFA',
    message: expect.stringContaining('=FIFA'),
  });
});

test('any text is linted without an error', () => {
  const kinds = fc.constantFrom('entity', 'concept', 'negative', 'mask', 'background', 'words');
  const piece = fc.constantFrom(
    'ban',
    'ban*',
    '*ban',
    '=BAN',
    '@words',
    '@target',
    '~2',
    '!x',
    'a|b',
  );
  const source = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(piece, { maxLength: 5 }).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(kinds, fc.constantFrom('a', 'b'), source)), (patterns) => {
      for (const { message } of lint(patterns)) expect(message).not.toBe('');
    }),
  );
});

test('what is said to be contained is never found where the other is not', () => {
  const word = fc.constantFrom('bans', 'banned', 'lifted', 'not', 'out', 'shut');
  const slot = fc.constantFrom(
    'ban',
    'ban|lift',
    'ba*',
    '=banned',
    'shut',
    'out|lift',
    'shut|out',
    '*ed',
  );
  const gap = fc.constantFrom(' ', ' ~1 ', ' ~2 ');
  const guard = fc.constantFrom('', '', '!not ');
  const pattern = fc
    .tuple(guard, slot, gap, slot, fc.boolean())
    .map(([no, a, between, b, isLong]) => `${no}${a}${isLong ? `${between}${b}` : ''}`);
  let contained = 0;
  fc.assert(
    fc.property(pattern, pattern, fc.array(word, { maxLength: 8 }), (a, b, words) => {
      const found = lint([
        ['concept', 'ban', a],
        ['concept', 'ban', b],
      ]).filter(({ rule }) => rule === 'contained');
      for (const { line } of found) {
        const [inner, outer] = line === 1 ? [a, b] : [b, a];
        contained += 1;
        if (matches(inner, words.join(' '))) expect(matches(outer, words.join(' '))).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
  expect(contained).toBeGreaterThan(100);
});

function matches(source: string, text: string): boolean {
  const vocabulary = createVocabulary('en');
  const rule = {
    owner: { kind: 'concept', id: 'it' },
    pattern: patternReader('en')(source),
  } as const;
  const { find } = compileRules([rule], new Map(), vocabulary);
  const tokens = tokenise(text);
  return (
    find({
      words: tokens.map(({ raw }) => vocabulary.look(raw)),
      sentences: tokens.map(({ sentence }) => sentence),
      classes: [],
    }).length > 0
  );
}
