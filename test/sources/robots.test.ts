import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { matchesPath, pathOf, readPathPattern } from '../../src/sources/path-pattern.ts';
import { readRobots, robotsVerdict } from '../../src/sources/robots.ts';

const TOKEN = 'flagbearer';

function allows(robots: string | Buffer, path: string): boolean {
  const read = readRobots(Buffer.from(robots), TOKEN);
  return robotsVerdict(read, new URL(path, 'https://example.org')).allowed;
}

function matches(pattern: string, path: string): boolean {
  return matchesPath(readPathPattern(pattern), pathOf(new URL(path, 'https://example.org')));
}

describe('the group that counts', () => {
  test.each([
    [
      'is the one that names the robot',
      'User-agent: *\nDisallow: /\nUser-agent: Flagbearer\nDisallow: /x',
      '/a',
      true,
    ],
    ['is that for everyone where none names it', 'User-agent: *\nDisallow: /a', '/a', false],
    ['is none where only others are named', 'User-agent: other\nDisallow: /', '/a', true],
    ['is told by the product alone', 'User-agent: FlagBearer/1.0 (news)\nDisallow: /', '/a', false],
    ['is not told by the beginning of a name', 'User-agent: flag\nDisallow: /', '/a', true],
    [
      'may be written in several places',
      'User-agent: flagbearer\nDisallow: /a\nUser-agent: x\nAllow: /\nUser-agent: FLAGBEARER\nDisallow: /b',
      '/b',
      false,
    ],
    ['may name several robots', 'User-agent: x\nUser-agent: flagbearer\nDisallow: /', '/a', false],
    [
      'does not end at a line that is no rule',
      'User-agent: flagbearer\nSitemap: https://example.org/s.xml\nUser-agent: x\nDisallow: /',
      '/a',
      false,
    ],
    [
      'begins with its agents, so earlier rules are nobody’s',
      'Disallow: /\nUser-agent: *\nDisallow: /x',
      '/a',
      true,
    ],
    [
      'may forbid nothing',
      'User-agent: *\nDisallow: /\nUser-agent: flagbearer\nDisallow:',
      '/a',
      true,
    ],
  ])('%s', (_case, robots, path, expected) => {
    expect(allows(robots, path)).toBe(expected);
  });
});

describe('the rule that counts', () => {
  const group = (...rules: string[]) => ['User-agent: *', ...rules].join('\n');

  test.each([
    ['is the longest', group('Disallow: /news', 'Allow: /news/sport'), '/news/sport/1', true],
    [
      'is the longest, wherever it stands',
      group('Allow: /news/sport', 'Disallow: /news'),
      '/news/1',
      false,
    ],
    ['allows where two are as long', group('Disallow: /news', 'Allow: /news'), '/news', true],
    ['may count a star as long', group('Allow: /page', 'Disallow: /*.htm'), '/page.htm', false],
    ['never is about the robots.txt', group('Disallow: /'), '/robots.txt', true],
    ['is none where none matches', group('Disallow: /b'), '/a', true],
    ['looks at the query as well', group('Disallow: /*?sort='), '/a?sort=1', false],
    ['minds the case of the path', group('Disallow: /News'), '/news', true],
    ['stands before a comment', group('Disallow: /a # not now'), '/a', false],
  ])('%s', (_case, robots, path, expected) => {
    expect(allows(robots, path)).toBe(expected);
  });

  test('is named when it forbids', () => {
    const robots = readRobots(Buffer.from(group('Disallow: /a*b$')), TOKEN);
    expect(robotsVerdict(robots, new URL('https://example.org/a/b'))).toEqual({
      allowed: false,
      rule: 'Disallow: /a*b$',
    });
  });
});

test.each([
  ['/fish', '/fish.html', true],
  ['/fish', '/Fish', false],
  ['/fish*', '/fishheads?id=1', true],
  ['/fish/', '/fish', false],
  ['/*.php$', '/a/b.php', true],
  ['/*.php$', '/a/b.php?x', false],
  ['/*.php$', '/a.php/b.php', true],
  ['/a*b*c', '/a-b-b-c', true],
  ['/a*b*c$', '/a-c-b', false],
  ['/*', '/', true],
  ['*/x', '/a/x', true],
  ['/$', '/', true],
  ['/$', '/a', false],
  ['/a*$', '/abc', true],
  ['/ab*bc$', '/abc', false],
  ['/a-%2A', '/a-*', true],
  ['/a-%24', '/a-$', true],
  ['/a$b', '/a$b', true],
  ['/%7Ejoe', '/~joe', true],
  ['/~joe', '/%7ejoe', true],
  ['/новости', '/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8', true],
  ['/%d0%bd', '/новости', true],
  ['/a%2Fb', '/a/b', false],
  ['/a?u=https://x.org', '/a?u=https%3A%2F%2Fx.org', true],
  ['/a b|c', '/a%20b%7Cc', true],
])('the pattern %s and the path %s: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

test.each([
  ['line feeds', '\n'],
  ['carriage returns', '\r'],
  ['both', '\r\n'],
])('lines may end in %s', (_name, end) => {
  const robots = ['\ufeffuser-agent : *', 'DISALLOW : /a ', '', 'Allow: /a/b'].join(end);
  expect([allows(robots, '/a'), allows(robots, '/a/b')]).toEqual([false, true]);
});

test('the first 500 KiB are read, however long the file is', () => {
  const filler = `#${'x'.repeat(1022)}\n`.repeat(499);
  const robots = `User-agent: *\n${filler}Disallow: /a\n${filler}Disallow: /b\n`;
  expect([allows(robots, '/a'), allows(robots, '/b')]).toEqual([false, true]);
});

test('a page instead of a robots.txt forbids nothing', () => {
  expect(allows('<!doctype html><title>Not found: /</title><p>User-agent', '/a')).toBe(true);
});

test('the delay that a site wishes for is a hint', () => {
  const delay = (value: string) =>
    readRobots(Buffer.from(`User-agent: *\nCrawl-delay: ${value}`), TOKEN).crawlDelaySeconds;
  expect(['10', '2.5', '-1', 'soon', '999999'].map(delay)).toEqual([10, 2.5, null, null, 86_400]);
});

const alphabet = fc.constantFrom('a', 'b', '/', '*', '$', '?', '%2F', '%61', 'ж');
const text = fc.array(alphabet, { maxLength: 12 }).map((letters) => letters.join(''));

/** The plain meaning of a pattern, by trying every way to place the stars. */
function matchesSlowly(pattern: string, path: string): boolean {
  if (pattern === '') return true;
  if (pattern === '$') return path === '';
  if (pattern.startsWith('*')) {
    const rest = pattern.slice(1);
    return Array.from({ length: path.length + 1 }, (_each, at) => path.slice(at)).some((end) =>
      matchesSlowly(rest, end),
    );
  }
  return path.startsWith(pattern.charAt(0)) && matchesSlowly(pattern.slice(1), path.slice(1));
}

test('patterns match as if every place of every star had been tried', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 8 });
  const patterns = fc.array(fc.constantFrom('a', 'b', '/', '*'), { maxLength: 8 });
  fc.assert(
    fc.property(patterns, letters, fc.boolean(), (pieces, path, isAnchored) => {
      const pattern = `/${pieces.join('')}${isAnchored ? '$' : ''}`;
      const asked = `/${path.join('')}`;
      expect(matchesPath(readPathPattern(pattern), asked)).toBe(matchesSlowly(pattern, asked));
    }),
    { numRuns: 1000 },
  );
});

test('any bytes are a robots.txt, and what it says of an address does not hang on how that is escaped', () => {
  const lines = fc.array(
    fc.tuple(fc.constantFrom('User-agent: *', 'Allow: /', 'Disallow: /', 'Disallow: *'), text),
  );
  fc.assert(
    fc.property(fc.uint8Array(), lines, text, (bytes, pairs, path) => {
      const said = pairs.map(([key, rest]) => key + rest).join('\n');
      const robots = readRobots(
        Buffer.concat([Buffer.from(bytes), Buffer.from(`\n${said}`)]),
        TOKEN,
      );
      const url = new URL(`https://example.org/${path}`);
      const escaped = new URL(url.href.replaceAll('a', '%61').replace('ex%61mple', 'example'));
      expect(robotsVerdict(robots, escaped)).toEqual(robotsVerdict(robots, url));
    }),
  );
});
