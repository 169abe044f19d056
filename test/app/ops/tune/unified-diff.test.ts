import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineEdits } from '../../../../src/app/ops/tune/line-edits.ts';
import { countEdits, unifiedDiff } from '../../../../src/app/ops/tune/unified-diff.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flagbearer-diff-'));
  mkdirSync(join(folder, 'config'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PATH = 'config/words.yaml';
const TOOLS = [
  ['git apply', ['git', 'apply', '--whitespace=nowarn', 'change.diff']],
  ['patch -p1', ['patch', '--binary', '-s', '-p1', '-i', 'change.diff']],
] as const;

/** What a tool makes of a text with our diff. */
function applied([program, ...args]: readonly [string, ...string[]], before: string, diff: string) {
  writeFileSync(join(folder, PATH), before);
  writeFileSync(join(folder, 'change.diff'), diff);
  // A folder that is no repository: git looks no further up.
  const env = { PATH: process.env['PATH'] ?? '', GIT_CEILING_DIRECTORIES: tmpdir() };
  execFileSync(program, args, { cwd: folder, env, stdio: 'pipe' });
  return readFileSync(join(folder, PATH), 'utf8');
}

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

const CASES: readonly (readonly [string, string, string])[] = [
  ['a line is added at the end', 'a\nb\n', 'a\nb\nc\n'],
  ['a line is added at the start', 'b\nc\n', 'a\nb\nc\n'],
  ['the last line has no end before', 'a\nb', 'a\nb\n'],
  ['the last line has no end after', 'a\nb\n', 'a\nb'],
  ['neither last line has an end', 'a\nb', 'a\nc'],
  ['lines end with CR and LF', 'a\r\nb\r\nc\r\n', 'a\r\nB\r\nc\r\n'],
  ['only the line ends change', 'a\r\nb\r\n', 'a\nb\n'],
  ['the file was empty', '', 'a\n'],
  ['two changes are near', lines(1, 20), lines(1, 20).replace('8\n', 'x\n').replace('12\n', 'y\n')],
  ['two changes are far', lines(1, 40), lines(1, 40).replace('8\n', 'x\n').replace('30\n', '')],
  ['lines look like a diff', '--- a\n+++ b\n@@ -1 +1 @@\n', '--- a\n++ b\n@@ -1 +1 @@\n-\n'],
  ['a line is of another script', 'ban:\n- отстран*\n', 'ban:\n- отстран*\n- дисквалиф*\n'],
];

describe.each(TOOLS.filter(([, [program]]) => has(program)))('by %s', (_, command) => {
  test.each(CASES)('a diff gives the edited text where %s', (_name, before, after) => {
    expect(applied(command, before, unifiedDiff(PATH, before, after))).toBe(after);
  });

  test('a diff of any two texts gives the second of the first', () => {
    const line = fc.constantFrom('a', 'b', 'c', '', ' ', '\t', 'a\r', '- x', '+ y', '\\ z');
    const text = fc
      .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
      .map(([all, ends]) => all.join('\n') + (ends ? '\n' : ''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && after !== '');
        expect(applied(command, before, unifiedDiff(PATH, before, after))).toBe(after);
      }),
      { numRuns: 60 },
    );
  });
});

test('the diff shows the change with three lines around it', () => {
  expect(unifiedDiff(PATH, lines(1, 9), lines(1, 9).replace('5\n', 'five\n'))).toBe(
    `--- a/${PATH}\n+++ b/${PATH}\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n`,
  );
});

test('texts that are the same have no diff', () => {
  expect(unifiedDiff(PATH, 'a\n', 'a\n')).toBe('');
});

test('no fewer lines could be changed', () => {
  const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(word, word, (before, after) => {
      const kept = lineEdits(before, after).filter(({ kind }) => kind === ' ').length;
      expect(kept).toBe(longestCommon(before, after));
    }),
  );
});

test('a text that is wholly another is told as one block, in good time', () => {
  const [before, after] = [lines(1, 30_000), lines(40_000, 70_000)];
  expect(countEdits(before, after)).toEqual({ gone: 30_000, added: 30_001 });
});

function lines(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, at) => `${from + at}\n`).join('');
}

/** The length of the longest common subsequence, by the table of the textbook. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0);
  for (const one of a) {
    const next = [0];
    b.forEach((other, at) => {
      const best = Math.max(row[at + 1] ?? 0, next[at] ?? 0);
      next.push(one === other ? (row[at] ?? 0) + 1 : best);
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}
