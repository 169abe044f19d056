import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readService } from '../../src/config/service.ts';

const SCHEMA = new URL('../../config/schemas/flagbearer.schema.json', import.meta.url);
const SHIPPED = new URL('../../config/flagbearer.yaml', import.meta.url);

test('the shipped file says what holds without it', () => {
  expect(readService('f', readFileSync(SHIPPED, 'utf8'))).toEqual(readService('f', ''));
});

test('the shipped file names every key there is', () => {
  const text = readFileSync(SHIPPED, 'utf8');
  const keys = keysOf(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  expect(keys).toEqual(expect.arrayContaining(['politeness', 'perHost', 'sameEvent', 'listId']));
  for (const key of keys) expect(text).toMatch(new RegExp(`\\b${key}: ?`));
});

/** All keys that the schema knows. */
function keysOf(schema: { properties?: Record<string, object> }): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

test('the defaults are those that the documentation names', () => {
  expect(readService('f', '')).toEqual({
    name: 'Flagbearer',
    console: { operators: [], session: 43_200_000 },
    mail: { from: { name: 'Flagbearer', address: 'digest@flagbearer.example' } },
    operators: [],
    network: { contact: 'https://flagbearer.example', allow: [] },
    politeness: { spacing: 5_000, perHost: 2, scope: 'host' },
    polling: { minimum: 600_000, default: 1_800_000, maximum: 86_400_000 },
    items: { maxAge: 259_200_000, readArticles: true },
    stories: { windowMs: 259_200_000, copies: 0.5, sameLanguage: 0.45, otherLanguage: 0.37 },
    digests: {
      patience: 900_000,
      alerts: { quiet: 60_000, longest: 300_000, perHour: 6 },
      holdFactor: 5,
    },
    board: { trustOwnSites: true },
    retention: { items: 34_560_000_000, bodies: 2_592_000_000, fetches: 30 },
  });
});

test('keys that are given replace their defaults, the others stay', () => {
  const text = `
baseUrl: https://digest.example.org/
mail: { from: { name: Desk }, replyTo: desk@example.org, listId: digest.example.org }
network: { contact: desk@example.org, allow: ['LOCALHOST:80', '[::1]:8080'] }
items: { maxAge: none }
polling: { minimum: 1s }
`;
  expect(readService('f', text)).toMatchObject({
    baseUrl: 'https://digest.example.org',
    mail: {
      from: { name: 'Desk', address: 'digest@flagbearer.example' },
      replyTo: 'desk@example.org',
      listId: 'digest.example.org',
    },
    network: { contact: 'desk@example.org', allow: ['localhost:80', '[::1]:8080'] },
    items: { maxAge: null, readArticles: true },
    polling: { minimum: 1000, default: 1_800_000 },
  });
});

describe('what cannot work is refused', () => {
  test.each([
    [
      'baseUrl: digest.example.org',
      '1:10 baseUrl: expected an http or https address, got "digest.example.org"',
    ],
    ['baseUrl: https://a.org/?x', '1:10 baseUrl: must have nothing after `?` or `#`'],
    ['name: "a\\r\\nBcc: x@y.org"', '1:7 name: must be one line without control characters'],
    [
      'mail: { from: { address: nobody } }',
      '1:26 mail.from.address: expected a mail address, got "nobody"',
    ],
    ['mail: { listId: digest }', '1:17 mail.listId: expected a name such as `digest.example.org`'],
    ['network: { contact: us }', '1:21 network.contact: expected a web address or a mail address'],
    [
      'network: { contact: "https://приклад.укр/" }',
      '1:21 network.contact: expected a web address or a mail address',
    ],
    [
      'network: { allow: [127.0.0.1] }',
      '1:20 network.allow.0: expected `host:port`, such as `127.0.0.1:8080`',
    ],
    ['operators: [nobody]', '1:13 operators.0: expected a mail address, got "nobody"'],
    ['politeness: { perHost: 0 }', '1:24 politeness.perHost: must be at least 1'],
    ['polling: { minimum: 0s }', '1:21 polling.minimum: must be at least `1s`'],
    ['polling: { minimum: 2h }', '1:21 polling.minimum: must not be longer than `polling.default`'],
    ['polling: { default: 2d }', '1:21 polling.default: must not be longer than `polling.maximum`'],
    ['stories: { similarity: 50 }', '1:24 stories.similarity: must be at most 1'],
    ['retention: { items: 1h }', '1:21 retention.items: must be at least `1d`'],
    ['poling: { minimum: 2h }', '1:1 poling: unknown key, did you mean `polling`?'],
    [
      'mail:\nname: a',
      '1:1 mail: expected a map of keys and values, got nothing: give the key a value or take it out',
    ],
  ])('%s', (text, message) => {
    expect(() => readService('f', text)).toThrow(new Error(`f:${message}`));
  });
});
