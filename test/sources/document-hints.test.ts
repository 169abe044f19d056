import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { documentHintsOf } from '../../src/sources/document-hints.ts';

const NONE = { ttlMinutes: null, updateMinutes: null, skipHours: [], skipDays: [] };

function hints(channel: string) {
  return documentHintsOf(
    Buffer.from(`<rss version="2.0"><channel>${channel}<item/></channel></rss>`),
  );
}

test.each([
  ['<ttl>60</ttl>', { ttlMinutes: 60 }],
  ['<TTL>\n 60 \n</TTL>', { ttlMinutes: 60 }],
  ['<ttl>soon</ttl>', {}],
  ['<ttl>-5</ttl>', {}],
  ['<sy:updatePeriod>hourly</sy:updatePeriod>', { updateMinutes: 60 }],
  [
    '<sy:updatePeriod> Daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>',
    { updateMinutes: 360 },
  ],
  ['<syn:updateFrequency>2</syn:updateFrequency>', { updateMinutes: 720 }],
  ['<sy:updatePeriod>dayly</sy:updatePeriod>', { updateMinutes: 1440 }],
  [
    '<sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>0.1</sy:updateFrequency>',
    { updateMinutes: 100_800 },
  ],
  [
    '<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>',
    { updateMinutes: 60 },
  ],
  [
    '<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>9999</sy:updateFrequency>',
    { updateMinutes: 1 },
  ],
  ['<sy:updatePeriod>always</sy:updatePeriod>', {}],
  [
    '<skipHours><hour>0</hour><hour> 23 </hour><hour>24</hour><hour>25</hour><hour>x</hour></skipHours>',
    { skipHours: [0, 23, 0] },
  ],
  [
    '<skipDays><day>Saturday</day><day>sun</day><day>Blursday</day></skipDays>',
    { skipDays: [6, 0] },
  ],
  ['<skipHours><hour>1</hour>', {}],
  ['', {}],
])('%s', (channel, expected) => {
  expect(hints(channel)).toEqual({ ...NONE, ...expected });
});

describe('whatever a document holds', () => {
  const pieces = fc.constantFrom(
    '<ttl>',
    '</ttl>',
    '<skipHours>',
    '<hour>',
    '<skipDays>',
    '<day>',
    '<sy:updatePeriod>',
    ' ',
    '9',
    '<',
  );

  test('its hints are numbers that make sense', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const found = hints(parts.join(''));
        for (const value of [found.ttlMinutes, found.updateMinutes]) {
          if (value !== null) expect(value).toBeGreaterThanOrEqual(0);
        }
        for (const hour of found.skipHours) expect(hour).toBeLessThan(24);
        for (const day of found.skipDays) expect(day).toBeLessThan(7);
      }),
    );
  });

  test('only its beginning is looked at', () => {
    expect(hints(`${' '.repeat(20_000)}<ttl>60</ttl>`)).toEqual(NONE);
    for (const piece of ['<hour>', '<skipHours>', '<sy:updatePeriod> ', '<ttl> ']) {
      expect(hints(piece.repeat(1_000_000))).toMatchObject({ skipHours: [] });
    }
  });
});
