import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { minimise } from '../../src/fit/minimise.ts';

test('the bottom of a bowl is found, however differently it bends along its axes', () => {
  const coefficient = fc.double({ min: 0.01, max: 1000, noNaN: true });
  const place = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(coefficient, place), { minLength: 1, maxLength: 6 }), (axes) => {
      const found = minimise(
        Float64Array.from(axes, ([bend]) => bend),
        (point, gradient) => {
          let value = 0;
          for (const [axis, [bend, bottom]] of axes.entries()) {
            const off = (point[axis] ?? 0) - bottom;
            gradient[axis] = bend * off;
            value += (bend / 2) * off * off;
          }
          return value;
        },
      );
      for (const [axis, [, bottom]] of axes.entries()) expect(found[axis]).toBeCloseTo(bottom, 1);
    }),
  );
});

test('what is at the bottom already stays there', () => {
  const found = minimise(Float64Array.from([1, 1]), (_, gradient) => {
    gradient.fill(0);
    return 7;
  });
  expect([...found]).toEqual([0, 0]);
});
