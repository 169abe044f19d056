import type { Sight } from '../../../src/core/identity/sight.ts';

/** An item as a fetch saw it, known by its number; parts say what is different about it. */
export function aSight(n: number | string, parts: Partial<Sight> = {}): Sight {
  return {
    guid: `guid-${n}`,
    link: `https://paper.example/${n}`,
    hash: `hash-${n}`,
    title: `title-${n}`,
    day: '2026-03-04',
    ...parts,
  };
}

/** Items from one number to another. */
export function sights(
  from: number,
  to: number,
  partsOf: (n: number) => Partial<Sight> = () => ({}),
): Sight[] {
  return Array.from({ length: to - from + 1 }, (_, index) =>
    aSight(from + index, partsOf(from + index)),
  );
}
