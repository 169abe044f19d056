import { expect, test } from '@jest/globals';
import type { ParsedFeed } from '../../src/core/item.ts';
import { describeFetch } from '../../src/workers/describe-fetch.ts';
import { aSource } from '../sources/a-source.ts';

const timing = { at: new Date('2026-03-04T12:00:00Z'), ms: 12.5, kept: 30 };
const validators = { etag: '"a"', lastModified: null };
const entry = { guid: 'g', title: 'T', summary: '', link: null, published: null };

function read(parts: Partial<ParsedFeed>) {
  const parsed = {
    format: 'rss20',
    encoding: 'utf-8',
    title: null,
    entries: [],
    problems: [],
    ...parts,
  };
  const hints = { maxAgeSeconds: null, ttlMinutes: null };
  const outcome = {
    kind: 'read',
    status: 200,
    validators,
    items: [],
    bytes: 10,
    finalUrl: 'x',
    hints,
  } as const;
  return describeFetch(aSource(), { ...outcome, parsed }, timing);
}

test('a poll that brought entries is fine, and its validators are kept', () => {
  expect(read({ entries: [entry] })).toMatchObject({ state: 'ok', entries: 1, validators });
});

test('a document without a single item is a failure, and would not look unchanged next time', () => {
  const none = { etag: null, lastModified: null };
  expect(read({ problems: ['it is a page'] })).toMatchObject({
    state: 'failing',
    problem: 'it is a page',
    validators: none,
  });
  expect(read({})).toMatchObject({ state: 'failing', validators: none });
});

test.each([
  [{ kind: 'unchanged', status: 304, validators } as const, { state: 'ok', problem: null }],
  [{ kind: 'gone', status: 410 } as const, { state: 'gone', validators: null }],
  [
    { kind: 'refused', status: 503, retryAfterSeconds: 60, problem: 'busy' } as const,
    { state: 'failing', status: 503, problem: 'busy', validators: null },
  ],
  [
    { kind: 'failed', problem: 'no answer', advice: 'look' } as const,
    { state: 'failing', status: null, problem: 'no answer. look' },
  ],
])('%j is recorded as what it is', (outcome, expected) => {
  expect(describeFetch(aSource(), outcome, timing)).toMatchObject(expected);
});

test.each([
  ['https://a.example/rss?key=hush: no answer', 'a.example: no answer'],
  ['http://me:hush@a.example:8080/x, then https://b.example.', 'a.example:8080, then b.example.'],
  ['no address at all', 'no address at all'],
])('of the addresses in "%s" only the hosts are told', (problem, told) => {
  const outcome = { kind: 'refused', status: 403, retryAfterSeconds: null, problem } as const;
  expect(describeFetch(aSource(), outcome, timing).problem).toBe(told);
});
