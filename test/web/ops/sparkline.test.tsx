import { expect, test } from '@jest/globals';
import { renderToStaticMarkup } from 'react-dom/server';
import fc from 'fast-check';
import { Sparkline, sparkText } from '../../../src/web/ops/sparkline.tsx';

test('what a sparkline shows is said in words', () => {
  expect(sparkText([0, 0])).toBe('No item in 2 days.');
  expect(sparkText([3, 0, 1])).toBe('4 items in 3 days, at most 3 a day, none on 1; today 1 item.');
  expect(renderToStaticMarkup(<Sparkline days={[3, 0, 1]} />)).toContain(
    'role="img" aria-label="4 items in 3 days',
  );
});

test('its bars stay within the picture, whatever the counts are', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 60 }), (days) => {
      const svg = renderToStaticMarkup(<Sparkline days={days} />);
      const bars = [...svg.matchAll(/M([\d.]+) 24v-([\d.]+)h([\d.]+)v([\d.]+)z/g)];
      expect(bars).toHaveLength(days.filter((items) => items > 0).length);
      for (const [, x, up, width, down] of bars) {
        expect(Number(x) + Number(width)).toBeLessThanOrEqual(120);
        expect(Number(up)).toBeLessThanOrEqual(24);
        expect(Number(up)).toBeGreaterThan(0);
        expect(down).toBe(up);
      }
    }),
  );
});
