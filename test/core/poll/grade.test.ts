import { expect, test } from '@jest/globals';

import { gradeOf, type FailureFact } from '../../../src/core/poll/grade.ts';

const FACT: FailureFact = { status: null, errorKind: null, isWall: false, lastStatus: null };

test.each<[string, Partial<FailureFact>, string]>([
  ['a server error', { status: 500 }, 'passing'],
  ['a pause', { status: 503 }, 'passing'],
  ['too many requests', { status: 429 }, 'passing'],
  ['a time-out', { errorKind: 'timeout' }, 'passing'],
  ['a refused connection', { errorKind: 'connect' }, 'passing'],
  ['an error nobody knows', { errorKind: 'new' }, 'passing'],
  ['a page that is not there', { status: 404 }, 'doubtful'],
  ['a host name that is not there', { errorKind: 'dns' }, 'doubtful'],
  ['a first 403', { status: 403, lastStatus: 500 }, 'doubtful'],
  ['a document that is none', {}, 'doubtful'],
  ['a 304 that nobody asked for', { status: 304 }, 'doubtful'],
  ['a repeated 403', { status: 403, lastStatus: 403 }, 'standing'],
  ['a bot wall', { status: 503, isWall: true }, 'standing'],
  ['a missing login', { status: 401 }, 'standing'],
  ['what robots.txt forbids', { errorKind: 'robots' }, 'standing'],
  ['redirects without end', { errorKind: 'redirects' }, 'standing'],
])('%s is graded', (_name, fact, grade) => {
  expect(gradeOf({ ...FACT, ...fact })).toBe(grade);
});
