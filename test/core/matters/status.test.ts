import { expect, test } from '@jest/globals';
import { towardOf, type Change } from '../../../src/core/matters/change.ts';
import { statusAfter, type Status } from '../../../src/core/matters/status.ts';

type Step = Pick<Change, 'kind' | 'direction' | 'scope' | 'toward'>;
const step = (kind: Change['kind'], parts: Partial<Step> = {}): Step => ({
  kind,
  direction: 'imposed',
  scope: 'whole',
  toward: null,
  ...parts,
});

test.each<readonly [Status, Step, Status]>([
  ['none known', step('imposed'), 'banned'],
  ['none known', step('imposed', { scope: 'part' }), 'partly'],
  ['banned', step('imposed', { scope: 'part' }), 'banned'],
  ['neutral', step('imposed', { scope: 'part' }), 'neutral'],
  ['neutral', step('reimposed'), 'banned'],
  ['none known', step('restated'), 'banned'],
  ['banned', step('restated', { direction: 'lifted' }), 'none known'],
  ['none known', step('extended'), 'banned'],
  ['neutral', step('extended'), 'neutral'],
  ['none known', step('upheld', { scope: 'part' }), 'partly'],
  ['none known', step('refused', { toward: 'tighter' }), 'partly'],
  ['none known', step('refused', { toward: 'looser' }), 'none known'],
  ['banned', step('refused', { toward: 'tighter' }), 'banned'],
  ['banned', step('eased', { scope: 'neutral' }), 'neutral'],
  ['banned', step('eased', { scope: 'part' }), 'partly'],
  ['neutral', step('lifted'), 'none known'],
  ['banned', step('proposed'), 'banned'],
  ['banned', step('appealed'), 'banned'],
  ['partly', step('contradiction', { direction: 'lifted' }), 'partly'],
])('after %s, %j: %s', (before, change, after) => {
  expect(statusAfter(before, change)).toBe(after);
});

test('what is refused is told by the title, or else by what the verdict says', () => {
  expect(towardOf('refused', ['refuse', 'neutral'], 'looser')).toBe('tighter');
  expect(towardOf('refused', ['refuse', 'ban'], 'tighter')).toBe('looser');
  expect(towardOf('refused', ['refuse', 'ban', 'ease'], 'tighter')).toBe('tighter');
  expect(towardOf('proposed', ['ban'], 'looser')).toBe('looser');
});
