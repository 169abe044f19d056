import { describe, expect, test } from '@jest/globals';
import { hashOfToken, newToken } from '../../src/app/ops/tokens.ts';
import { ConfigError } from '../../src/config/error.ts';
import { readService } from '../../src/config/service.ts';

const HASH = hashOfToken('a token');

test('operators are their names and the hashes of their tokens', () => {
  const text = `console:\n  operators:\n    - { name: Anna Öz, token: '${HASH}' }\n  session: 1h\n`;
  expect(readService('f', text).console).toEqual({
    operators: [{ name: 'Anna Öz', token: HASH }],
    session: 3_600_000,
  });
});

describe('mistakes name their place and the mend', () => {
  test.each([
    ['a token itself', `operators: [{ name: anna, token: ${newToken()} }]`, 'flagbearer ops token'],
    [
      'a hash that was cut',
      `operators: [{ name: anna, token: '${HASH.slice(0, -1)}' }]`,
      'sha256:',
    ],
    ['a name that breaks lines', `operators: [{ name: "a\\nb", token: '${HASH}' }]`, 'letters'],
    [
      'two of one name',
      `operators: [{ name: a, token: '${HASH}' }, { name: a, token: '${HASH}' }]`,
      'a name of their own',
    ],
    ['a session without an end', 'session: 30d', '7d'],
  ])('%s', (_, yaml, mend) => {
    expect(() => readService('f', `console: { ${yaml} }`)).toThrow(ConfigError);
    expect(() => readService('f', `console: { ${yaml} }`)).toThrow(mend);
  });

  test('and never the token', () => {
    const token = newToken();
    const read = () =>
      readService('f', `console: { operators: [{ name: anna, token: ${token} }] }`);
    expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining(token) }));
  });
});

test('tokens are 256 random bits, and can be told from other secrets', () => {
  const [first, second] = [newToken(), newToken()];
  expect(first).toMatch(/^flagbearer_ops_[\w-]{43}$/);
  expect(second).not.toBe(first);
  expect(hashOfToken(first)).toMatch(/^sha256:[0-9a-f]{64}$/);
});
