import { expect, test } from '@jest/globals';
import type { ParsedFeed, SightedItem } from '../../src/core/item.ts';
import { NO_HINTS } from '../../src/core/poll/hints.ts';
import { toItem } from '../../src/sources/item.ts';
import { describeFetch, type PollOutcome } from '../../src/workers/describe-fetch.ts';
import { aSource } from '../sources/a-source.ts';

const at = new Date('2026-03-04T12:00:00Z');
const run = { at, wasConditional: true, lastStatus: null };
const validators = { etag: '"a"', lastModified: null };
const refusal = { kind: 'refused', retryAfterSeconds: null, wall: null, problem: 'busy' } as const;

function item(published: Date | null): SightedItem {
  const entry = { guid: 'g', title: 'T', summary: '', link: null, published };
  const found = toItem(entry, aSource(), { fetchedAt: at, responseUrl: 'https://paper.example/' });
  if (found === null) throw new Error('it is no item');
  return found;
}

function read(items: readonly SightedItem[], parsed: Partial<ParsedFeed> = {}) {
  const feed = { format: 'rss20', encoding: 'utf-8', title: null, entries: [], problems: [] };
  return describeFetch(
    {
      kind: 'read',
      status: 200,
      validators,
      items,
      contentHash: 'h',
      bytes: 10,
      finalUrl: 'x',
      permanentTo: 'https://new.example/',
      hints: NO_HINTS,
      parsed: { ...feed, ...parsed },
    },
    run,
  );
}

test('a poll that brought items is fine', () => {
  const dated = new Date('2026-03-03T12:00:00Z');
  expect(read([item(dated), item(null), item(new Date('2027-01-01'))])).toEqual({
    at,
    outcome: 'read',
    status: 200,
    problem: null,
    grade: null,
    validators,
    wasConditional: true,
    hints: NO_HINTS,
    retryAfterSeconds: null,
    permanentTo: 'https://new.example/',
    // What lies ahead is as new as can be; what has no date says nothing of it.
    content: { items: 3, hash: 'h', newestAt: at },
  });
  expect(read([item(null)]).content?.newestAt).toBeNull();
});

test('a document without a single item is a failure, whose validators are kept', () => {
  const bare = { grade: 'doubtful', validators, hints: null, content: null };
  expect(read([])).toMatchObject({
    ...bare,
    outcome: 'bare',
    problem: 'the document holds no item',
  });
  expect(read([], { format: null, problems: ['it is a page'] })).toMatchObject({
    ...bare,
    outcome: 'unreadable',
    problem: 'it is a page',
  });
});

test.each<[PollOutcome, object]>([
  [
    { kind: 'unchanged', status: 304, validators, hints: NO_HINTS, permanentTo: null },
    { outcome: 'unchanged', grade: null, problem: null, validators },
  ],
  [
    { kind: 'gone', status: 410 },
    { outcome: 'gone', validators: null },
  ],
  [
    { ...refusal, status: 503, retryAfterSeconds: 60 },
    { outcome: 'failed', grade: 'passing', problem: 'busy', retryAfterSeconds: 60 },
  ],
  [
    { ...refusal, status: 403, wall: 'Cloudflare' },
    {
      outcome: 'blocked',
      grade: 'standing',
      problem: expect.stringMatching(/^Cloudflare .*\(403\).*ask the publisher/),
    },
  ],
  [
    { kind: 'failed', errorKind: 'dns', problem: 'no answer', advice: 'look' },
    { outcome: 'failed', grade: 'doubtful', status: null, problem: 'no answer. look' },
  ],
])('%j is recorded as what it is', (outcome, expected) => {
  expect(describeFetch(outcome, run)).toMatchObject(expected);
});

test('a 403 after another one asks for more patience', () => {
  const outcome = { ...refusal, status: 403 };
  expect(describeFetch(outcome, run).grade).toBe('doubtful');
  expect(describeFetch(outcome, { ...run, lastStatus: 403 }).grade).toBe('standing');
});

test.each([
  ['https://a.example/rss?key=hush: no answer', 'a.example: no answer'],
  ['http://me:hush@a.example:8080/x, then https://b.example.', 'a.example:8080, then b.example.'],
  ['no address at all', 'no address at all'],
])('of the addresses in "%s" only the hosts are told', (problem, told) => {
  expect(describeFetch({ ...refusal, status: 403, problem }, run).problem).toBe(told);
});
