import { describe, expect, test } from '@jest/globals';
import { nextDigestAt, parseSchedule, scheduleText } from '../../../src/core/digest/schedule.ts';

describe('weekdays', () => {
  const schedule = { kind: 'weekdays', time: '08:00' } as const;

  test('skip Saturday and Sunday, on the clocks of the zone', () => {
    const due: string[] = [];
    let at: Date | null = new Date('2026-03-05T12:00:00Z');
    while (at !== null && due.length < 4) {
      at = nextDigestAt(schedule, 'Asia/Tokyo', at);
      if (at !== null) due.push(at.toISOString());
    }
    // Thursday night in Greenwich is Friday morning in Tokyo.
    expect(due).toEqual([
      '2026-03-05T23:00:00.000Z',
      '2026-03-08T23:00:00.000Z',
      '2026-03-09T23:00:00.000Z',
      '2026-03-10T23:00:00.000Z',
    ]);
  });

  test.each(['instant', 'daily 08:00', 'weekdays 07:05', 'weekly sun 23:59'])(
    '%s is written as it is read',
    (text) => {
      expect(scheduleText(parseSchedule(text))).toBe(text);
    },
  );
});
