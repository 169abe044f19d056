import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { FetchError } from '../../src/sources/fetch-error.ts';
import { openRobotsGate } from '../../src/sources/robots-gate.ts';

const HOUR_MS = 3_600_000;
const NEWS = new URL('https://example.org/news');

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A gate before sites that answer what they are told to, one after another; the last again and again. */
function gateBefore(...answers: (string | number | FetchError)[]) {
  const asked: string[] = [];
  const gate = openRobotsGate((url) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? '';
    asked.push(url);
    if (answer instanceof FetchError) return Promise.reject(answer);
    const [status, text] = typeof answer === 'number' ? [answer, ''] : [200, answer];
    return Promise.resolve({ status, body: Buffer.from(text) });
  }, 'flagbearer');
  const admits = (url: URL) =>
    gate.admit(url).then(
      () => 'admitted',
      (error: unknown) => (error instanceof FetchError ? error.kind : 'thrown'),
    );
  return { gate, asked, admits };
}

const CLOSED = 'User-agent: *\nDisallow: /news\nCrawl-delay: 7';
const OPEN = 'User-agent: *\nDisallow:';

describe('what a site’s answer means', () => {
  test.each<[string, string | number | FetchError, string]>([
    ['rules that forbid', CLOSED, 'robots'],
    ['rules that do not', OPEN, 'admitted'],
    ['nothing there', 404, 'admitted'],
    ['nothing to be given away', 403, 'admitted'],
    ['too many redirects', new FetchError('redirects', 'x'), 'admitted'],
    ['trouble on the server', 503, 'broken'],
    ['no answer', new FetchError('timeout', 'x'), 'timeout'],
    ['an address that must not be asked', new FetchError('refused', 'x'), 'refused'],
  ])('%s', async (_case, answer, expected) => {
    const { admits, asked } = gateBefore(answer);
    expect(await admits(NEWS)).toBe(expected);
    expect(asked).toEqual(['https://example.org/robots.txt']);
  });
});

test('whoever is turned away learns by which rule', async () => {
  await expect(gateBefore(CLOSED).gate.admit(NEWS)).rejects.toMatchObject({
    message: 'https://example.org/news: the site’s robots.txt says “Disallow: /news”',
    advice: expect.stringContaining('feed'),
  });
});

test('whoever is admitted learns what pause the site wishes for', async () => {
  const url = new URL('https://example.org/a');
  expect(await gateBefore(CLOSED).gate.admit(url)).toEqual({ crawlDelaySeconds: 7 });
  expect(await gateBefore(404).gate.admit(url)).toEqual({ crawlDelaySeconds: null });
});

test('a site is asked once a day, however many want to know', async () => {
  const { admits, asked } = gateBefore(OPEN, CLOSED);
  expect(await Promise.all([admits(NEWS), admits(NEWS)])).toEqual(['admitted', 'admitted']);
  jest.advanceTimersByTime(23 * HOUR_MS);
  expect(await admits(NEWS)).toBe('admitted');
  expect(asked).toHaveLength(1);
  jest.advanceTimersByTime(HOUR_MS);
  expect(await admits(NEWS)).toBe('robots');
  expect(asked).toHaveLength(2);
});

test('each port and scheme is a site of its own', async () => {
  const { admits, asked } = gateBefore(OPEN);
  await admits(new URL('http://example.org/a'));
  await admits(new URL('https://example.org:8443/a'));
  expect(asked).toEqual(['http://example.org/robots.txt', 'https://example.org:8443/robots.txt']);
});

test('a failure is not held for long', async () => {
  const { admits, asked } = gateBefore(500, OPEN);
  expect(await admits(NEWS)).toBe('broken');
  expect(await admits(NEWS)).toBe('broken');
  expect(asked).toHaveLength(1);
  jest.advanceTimersByTime(HOUR_MS);
  expect(await admits(NEWS)).toBe('admitted');
});

test('what a site said before holds while it cannot be asked', async () => {
  const { admits, asked } = gateBefore(CLOSED, 500, OPEN);
  expect(await admits(NEWS)).toBe('robots');
  jest.advanceTimersByTime(25 * HOUR_MS);
  expect(await admits(NEWS)).toBe('robots');
  expect(asked).toHaveLength(2);
  jest.advanceTimersByTime(HOUR_MS);
  expect(await admits(NEWS)).toBe('admitted');
});

test('no more than a thousand sites are remembered', async () => {
  const { admits, asked } = gateBefore(OPEN);
  for (let site = 0; site <= 1000; site += 1)
    await admits(new URL(`https://s${site}.example.org/`));
  await admits(new URL('https://s1000.example.org/'));
  expect(asked).toHaveLength(1001);
  await admits(new URL('https://s0.example.org/'));
  expect(asked).toHaveLength(1002);
});
