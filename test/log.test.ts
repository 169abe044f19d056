import { expect, test } from '@jest/globals';
import { openLog } from '../src/log.ts';

function written(...given: readonly [object, string]): string {
  const lines: string[] = [];
  openLog('info', { write: (line) => void lines.push(line) }).info(...given);
  return lines.join('');
}

test.each([
  ['an address', { email: 'reader@example.org' }],
  ['an address one level deeper', { subscriber: { email: 'reader@example.org' } }],
  ['an address that a mail server quotes', { problem: '550 <reader@example.org>: no such user' }],
  ['an address in the stack of an error', { err: new Error('cannot mail to reader@example.org') }],
  ['a token', { token: 'reader@example.org' }],
  ['a cookie', { cookie: 'session=reader@example.org' }],
  ['a user in an address', { problem: 'connect postgres://reader:example.org@db.internal/x' }],
  ['a link to unsubscribe', { path: '/unsubscribe/reader-example.org' }],
  ['a one-time link', { url: 'http://127.0.0.1:8080/ops/enter/reader-example.org' }],
  ['a header', { problem: 'sent Authorization: Bearer reader.example.org' }],
])('%s is not written', (_, facts) => {
  const line = written(facts, 'it happened');
  expect(line).not.toMatch(/reader/);
  expect(line).toContain('[Redacted]');
  expect(JSON.parse(line)).toMatchObject({ msg: 'it happened', level: 30 });
});

test('what is no secret is written as it is', () => {
  const facts = {
    server: 'PostgreSQL 18.4',
    address: 'postgres://db.internal:5432/flagbearer',
    file: 'config/keywords/lexicon/en.yaml:12:3',
    at: 'node_modules/@hono/node-server/dist/index.mjs:41:12',
    poll: 'read',
  };
  expect(JSON.parse(written(facts, 'it happened'))).toMatchObject(facts);
});

test('a long line is looked through in time', () => {
  const started = process.cpuUsage().user;
  written({ problem: `${'a'.repeat(200_000)}:// ${'b.'.repeat(100_000)}` }, 'it happened');
  expect(process.cpuUsage().user - started).toBeLessThan(3_000_000);
});
