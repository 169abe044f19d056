import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  NO_VALIDATORS,
  validatorsAfter,
  validatorsToSend,
  type RememberedValidators,
} from '../../../src/core/poll/validators.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-03-04T12:00:00Z');
const SENT = { etag: '"a"', lastModified: 'yesterday' };
const HELD: RememberedValidators = { ...SENT, use: 'send' };
const NOTHING = { etag: null, lastModified: null };

function toSend(held: RememberedValidators, daysAgo: number | null, sourceId = 'a') {
  const wholeReadAt = daysAgo === null ? null : new Date(NOW.getTime() - daysAgo * DAY);
  return validatorsToSend(held, { sourceId, wholeReadAt }, NOW);
}

describe('validators', () => {
  test('are sent back', () => {
    expect(toSend(HELD, 1)).toEqual(SENT);
  });

  test('are left out once a week, and before the first whole read', () => {
    expect(toSend(HELD, 7)).toEqual(NOTHING);
    expect(toSend(HELD, null)).toEqual(NOTHING);
  });

  test('are left out at other hours by other sources, all within a day', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour);
    const of = (sourceId: string) =>
      hours.filter((hour) => toSend(HELD, 6 + hour / 24, sourceId).etag === null).length;
    const counts = Array.from({ length: 50 }, (_, n) => of(`source-${n}`));
    expect(new Set(counts).size).toBeGreaterThan(10);
    expect(toSend(HELD, 5.9)).toEqual(SENT);
  });

  test.each(['unread', 'false'] as const)('that are %s are kept but not sent', (use) => {
    expect(toSend({ ...SENT, use }, 1)).toEqual(NOTHING);
  });
});

describe('after a document', () => {
  const read = (changes: object) =>
    validatorsAfter(HELD, { received: SENT, isReadable: true, unseen: 0, ...changes });

  test('whatever came with it is kept, byte for byte', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), fc.nat(9), (etag, isReadable, unseen) => {
        const received = { etag, lastModified: ' Mon,  odd ' };
        expect(read({ received, isReadable, unseen })).toMatchObject(received);
      }),
    );
  });

  test('that could not be read, they are not sent back: it would look unchanged for ever', () => {
    expect(read({ isReadable: false }).use).toBe('unread');
    expect(
      validatorsAfter({ ...SENT, use: 'unread' }, { received: SENT, isReadable: true, unseen: 0 })
        .use,
    ).toBe('send');
  });

  test('that changed though they did not, they are not trusted until they change with it', () => {
    const lying = read({ unseen: 3 });
    expect(lying.use).toBe('false');
    expect(validatorsAfter(lying, { received: SENT, isReadable: true, unseen: 0 }).use).toBe(
      'false',
    );
    const received = { etag: '"b"', lastModified: 'today' };
    expect(validatorsAfter(lying, { received, isReadable: true, unseen: 1 }).use).toBe('send');
  });

  test('without any, there is nothing to distrust', () => {
    expect(
      validatorsAfter(NO_VALIDATORS, { received: NOTHING, isReadable: true, unseen: 9 }).use,
    ).toBe('send');
  });
});
