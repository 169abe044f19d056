import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draftOfFolder, textsOfDraft } from '../../../../src/app/ops/tune/draft.ts';
import {
  KEYWORD_FILES,
  plainText,
  writtenLike,
} from '../../../../src/app/ops/tune/keyword-files.ts';
import {
  mergeComparisons,
  NOTHING_COMPARED,
} from '../../../../src/app/ops/tune/merge-comparisons.ts';
import { readResult } from '../../../../src/app/ops/tune/backtest-result.ts';
import { startComparison } from '../../../../src/core/classify/compare.ts';
import { LANGUAGES } from '../../../../src/core/source.ts';
import { sampleOfText, textOfSample } from '../../../../src/web/ops/tune/sample-text.ts';
import { aVerdict } from '../../../support/records.ts';
import { smallConfig } from '../../../support/small-config.ts';

const shipped = join(import.meta.dirname, '..', '..', '..', '..', 'config');

test('every file of keywords that people write can be edited', () => {
  const names = readdirSync(join(shipped, 'keywords'), { recursive: true, encoding: 'utf8' });
  const written = names.filter((name) => name.endsWith('.yaml')).map((name) => `keywords/${name}`);
  expect(KEYWORD_FILES.map(({ name }) => name).toSorted()).toEqual(written.toSorted());
  expect(KEYWORD_FILES.every(({ name }) => existsSync(join(shipped, name)))).toBe(true);
});

test('a comparison in portions is the comparison of the whole', () => {
  const verdict = fc.constantFrom(
    aVerdict({ label: 'none', direction: null }),
    aVerdict(),
    aVerdict({ direction: 'lifted' }),
  );
  const item = fc.record({
    id: fc.string({ maxLength: 3 }),
    title: fc.constant('t'),
    language: fc.constantFrom(...LANGUAGES),
    source: fc.constantFrom('a', 'b', '__proto__', null),
  });
  const portions = fc.array(fc.array(fc.tuple(item, verdict, verdict), { maxLength: 6 }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(portions, (parts) => {
      const compared = (judged: (typeof parts)[number]) => {
        const comparison = startComparison(4);
        for (const one of judged) comparison.add(...one);
        return comparison.result();
      };
      const merged = parts
        .map(compared)
        .reduce((all, one) => mergeComparisons(all, one, 4), NOTHING_COMPARED);
      expect(merged).toEqual(compared(parts.flat()));
    }),
  );
});

describe('a sample', () => {
  test.each([
    ['a headline', 'A', { title: 'A', summary: '', body: '' }],
    ['a headline and a summary', 'A\r\nb\r\nc', { title: 'A', summary: 'b c', body: '' }],
    ['an article', '\n A \nb\n\nc\n\nd\n', { title: 'A', summary: 'b', body: 'c\n\nd' }],
    ['an article without a summary', 'A\n\nc', { title: 'A', summary: '', body: 'c' }],
    ['nothing', ' \n ', { title: '', summary: '', body: '' }],
  ])('of %s is understood', (_, text, expected) => {
    expect(sampleOfText(text)).toEqual(expected);
  });

  test('that was read is shown so that it is understood as it was', () => {
    const line = fc.stringMatching(/^[a-z][a-z .]{0,20}[a-z]$/);
    const body = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(line, fc.option(line, { nil: '' }), body, (title, summary, text) => {
        const words = { title, summary, body: text };
        expect(sampleOfText(textOfSample({ ...words, language: null, source: null }))).toEqual(
          words,
        );
      }),
    );
  });
});

test('an edited text is written as the file is, and read as it was edited', () => {
  const line = fc.constantFrom('a', 'б', '', '- x');
  const lines = fc.array(line, { maxLength: 8 });
  fc.assert(
    fc.property(lines, lines, fc.boolean(), fc.boolean(), (before, after, mark, windows) => {
      const end = windows ? '\r\n' : '\n';
      const exact = (mark ? '\uFEFF' : '') + before.map((one) => one + end).join('');
      const edited = after.map((one) => `${one}\n`).join('');
      const written = writtenLike(edited, exact);
      expect(plainText(written)).toBe(edited);
      expect(writtenLike(plainText(exact), exact)).toBe(exact);
      expect(written.startsWith('\uFEFF')).toBe(mark);
    }),
  );
});

test('a draft is what differs from a revision, and gives the folder over it', async () => {
  const config = await smallConfig();
  try {
    const name = 'keywords/lexicon/en.yaml';
    const gone = 'seeds/gone.md';
    const whole = await draftOfFolder(config.folder, { name, text: 'edited' }, new Map());
    const revision = textsOfDraft(
      new Map([
        ['sources.yaml', 's'],
        [gone, 'g'],
      ]),
      whole,
    );
    expect(revision.get(gone)).toBe('g');
    expect(revision.has('sources.yaml')).toBe(false);
    const draft = await draftOfFolder(config.folder, { name, text: 'edited' }, revision);
    expect(draft).toEqual({ [name]: 'edited', [gone]: null });
    const over = textsOfDraft(revision, draft);
    expect(over.get(name)).toBe('edited');
    expect(over.has(gone)).toBe(false);
    expect(over.size).toBe(revision.size - 1);
  } finally {
    await config.remove();
  }
});

test.each([[null], [{}], [{ comparison: NOTHING_COMPARED }], ['text']])(
  'a result of another form is none: %j',
  (stored) => {
    expect(readResult(stored)).toBeNull();
  },
);
