import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_PREFERENCES } from '../../src/core/subscribers/preferences.ts';
import type { Schedule } from '../../src/core/subscriber.ts';
import { testRecords, type TestRecords } from '../support/records.ts';
import { readContrary, readEdits, readEvents, START } from './fortnight/read-script.ts';
import { BOARD, REGISTER } from './fortnight/script.ts';
import { openWorld, type World } from './fortnight/world.ts';

const READERS: Readonly<Record<string, Schedule>> = {
  'instant@example.org': { kind: 'instant' },
  'daily@example.org': { kind: 'daily', time: '08:00' },
  'weekly@example.org': { kind: 'weekly', time: '07:30', weekday: 1 },
};
const READER_NAMES = Object.keys(READERS);

let records: TestRecords;
let world: World;

beforeAll(async () => {
  records = await testRecords();
  for (const [email, schedule] of Object.entries(READERS)) {
    await records.store.subscribers.save({
      email,
      schedule,
      zone: 'UTC',
      preferences: DEFAULT_PREFERENCES,
      since: START,
      nextDigestAt: schedule.kind === 'instant' ? null : START,
      unsubscribeToken: email,
    });
  }
  world = await openWorld(records);
  await world.live({ events: readEvents(), edits: readEdits(), contrary: readContrary() });
});
afterAll(() => records.close());

describe('in a fortnight of sixty events in four languages', () => {
  test('every event is told to every reader once, and nothing else is', () => {
    const events = readEvents();
    expect(events.length).toBeGreaterThanOrEqual(60);
    for (const reader of READER_NAMES) {
      const told = world.tellings(reader).map(({ event }) => event);
      const wanted = events.filter(({ kind }) => kind !== 'noise').map(({ name }) => name);
      expect({ reader, told: told.toSorted() }).toEqual({
        reader,
        told: [...wanted, 'not cas-ruling'].toSorted(),
      });
    }
  });

  test('every change of an article is told once, to whoever was told of it', () => {
    for (const reader of READER_NAMES) {
      expect({ reader, told: world.corrections(reader).toSorted() }).toEqual({
        reader,
        told: ['headline judo-lift', 'withdrawn fine-club'],
      });
    }
  });

  test('a report that contradicts what was told is told as such, once', () => {
    for (const reader of READER_NAMES) {
      expect({ reader, told: world.contradictions(reader) }).toEqual({
        reader,
        told: ['not cas-ruling'],
      });
    }
  });

  test('what follows from an earlier event says so', () => {
    const earlier = world
      .tellings('daily@example.org')
      .flatMap(({ event, before }) => (before === null ? [] : [`${event} after ${before}`]));
    expect(earlier).toEqual(
      expect.arrayContaining([
        'judo-back after judo-lift',
        'luge-follow after ioc-recommend',
        'ski-refused after ski-plan',
      ]),
    );
  });
});
test('the boards end as the script says', async () => {
  const { board, agreements } = records.store.matters;
  const measures = await board(world.trust());
  expect(
    measures.map(({ authority, target, sport, status, conflicts, pending }) =>
      [
        `${authority} ${target} ${sport} ${status}`,
        ...(conflicts.length > 0 ? ['disputed'] : []),
        ...(pending.length > 0 ? [`${pending.length} open`] : []),
      ].join(', '),
    ),
  ).toEqual(BOARD);
  const register = await agreements(world.trust());
  expect(
    register.map(({ parties, sport, kind }) => `${parties.join('+')} ${sport} ${kind}`),
  ).toEqual(REGISTER);
});

test('digests tell what an event makes of the board', () => {
  const told = world.boardLines('weekly@example.org');
  expect(told).toEqual(
    expect.arrayContaining([
      'FIL RUS luge banned',
      'FIG BLR gymnastics neutral',
      'IPC RUS multi none known',
    ]),
  );
  // The later step of an affair stands in a later digest.
  expect(told.filter((line) => line.startsWith('IJF BLR'))).toEqual([
    'IJF BLR judo none known',
    'IJF BLR judo banned',
  ]);
});
