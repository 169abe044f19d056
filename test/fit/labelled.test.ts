import { expect, test } from '@jest/globals';
import { UsageError } from '../../src/errors.ts';
import { readLabelled } from '../../src/fit/labelled.ts';

const ROW = { id: 'a', lang: 'en', title: 'T', label: 'sanction', family: 'red-card', kind: 'k' };

function read(row: object, isOutside = false): ReturnType<typeof readLabelled>[number] | undefined {
  return readLabelled('items.jsonl', `${JSON.stringify(row)}\n\n`, isOutside)[0];
}

test.each([
  ['own items by family', ROW, false, 'sanction:red-card'],
  ['own items without a label by kind', { ...ROW, label: 'none' }, false, 'none:k'],
  ['own items without a family by kind', { ...ROW, family: null }, false, 'sanction:k'],
  [
    'own items without either by themselves',
    { ...ROW, family: null, kind: null },
    false,
    'sanction:a',
  ],
  ['items from outside by outlet', { ...ROW, publisher: 'The Paper' }, true, 'outlet:The Paper'],
])('%s belong together', (_, row, isOutside, group) => {
  expect(read(row, isOutside)).toMatchObject({ group, isOutside });
});

test('what is left out is empty, and border items are marked', () => {
  expect(read(ROW)).toMatchObject({ summary: '', direction: null, isBorder: false });
  expect(read({ ...ROW, confidence: 'border' })).toMatchObject({ isBorder: true });
});

test.each([
  ['{', 'items.jsonl:1: '],
  [`${JSON.stringify(ROW)}\n{"id": "b"}`, 'items.jsonl:2: '],
  [JSON.stringify({ ...ROW, label: 'ban' }), 'label'],
])('%j is refused with file and line', (text, why) => {
  const reading = (): unknown => readLabelled('items.jsonl', text, false);
  expect(reading).toThrow(UsageError);
  expect(reading).toThrow(why);
});
