import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { choicesOf } from '../../../src/app/sign-up/choices.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { COUNTRY_CODES } from '../../../src/core/countries.ts';
import { readTerms } from '../../../src/core/sign-up/form.ts';

const SHIPPED = join(import.meta.dirname, '..', '..', '..', 'config');

/** What the pages read of a body at most. */
const BODY_LIMIT = 16 * 1024;

test('whoever ticks every box of the shipped configuration but one sends a form that is read', async () => {
  const choices = choicesOf(await loadConfig(SHIPPED));
  expect(choices.sports.length).toBeGreaterThan(50);
  const [, ...sports] = choices.sports;
  const [, ...federations] = choices.federations;
  const fields = new Map<string, readonly string[]>([
    ['email', [`${'a'.repeat(64)}@${'b'.repeat(180)}.example`]],
    ['when', ['weekdays']],
    ['time', ['23:59']],
    ['weekday', ['7']],
    ['zone', ['America/Argentina/ComodRivadavia']],
    ['minimumConfidence', ['0.75']],
    ['length', ['120']],
    ['language', ['de']],
    ['countries', COUNTRY_CODES],
    ['sports', sports],
    ['federations', federations],
    ['topics', ['sanction']],
    ['languages', ['en', 'ru', 'uk', 'be', 'de', 'fr']],
  ]);
  const pairs = [...fields].flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  expect(new URLSearchParams(pairs).toString().length).toBeLessThan(BODY_LIMIT);
  const { terms, problems } = readTerms(fields, choices);
  expect(problems).toEqual([]);
  expect([terms.preferences.sports, terms.preferences.federations]).toEqual([sports, federations]);
});

test('names that somebody has already stay among the choices, also when the configuration drops them', async () => {
  const own = { sports: ['quidditch'], federations: ['IQA'] };
  const choices = choicesOf(await loadConfig(SHIPPED), own);
  expect(choices.sports).toContain('quidditch');
  expect(choices.federations).toContain('IQA');
  expect(choices.sports).not.toContain('multi');
});
