import { describe, expect, test } from '@jest/globals';
import { DEFAULT_PREFERENCES } from '../../../src/core/subscribers/preferences.ts';
import { planSync, type KnownSubscriber } from '../../../src/core/subscribers/sync.ts';
import { plannedDigest, termsOf, type SubscriberWish } from '../../../src/core/subscribers/wish.ts';
import { minutesLater, NOON } from '../../support/records.ts';

const EMAIL = 'anna@example.org';

function known(change: Partial<KnownSubscriber> = {}): KnownSubscriber {
  return {
    id: '1',
    email: EMAIL,
    schedule: { kind: 'daily', time: '08:00' },
    zone: 'UTC',
    // As Postgres gives it back: in another order.
    preferences: Object.assign({}, ...entriesBackwards()),
    pausedUntil: null,
    since: NOON,
    nextDigestAt: minutesLater(600),
    unsubscribeToken: 'token',
    state: 'active',
    managedBy: 'file',
    leftBy: null,
    ...change,
  };
}

function entriesBackwards(): object[] {
  return Object.entries(DEFAULT_PREFERENCES)
    .toReversed()
    .map(([key, value]) => ({ [key]: value }));
}

function row(change: Partial<SubscriberWish> = {}): SubscriberWish {
  return { email: EMAIL, preferences: {}, ...change };
}

/** What becomes of the rows, in a word each. */
function fates(rows: readonly SubscriberWish[], subscribers: readonly KnownSubscriber[]) {
  const { save, remove, elsewhere, unwilling } = planSync(rows, subscribers);
  return { save: save.map(({ terms }) => terms.email), remove, elsewhere, unwilling };
}

const NOTHING = { save: [], remove: [], elsewhere: [], unwilling: [] };

describe('a list', () => {
  test.each([
    ['adds whom nobody knows', [row()], [], { save: [EMAIL] }],
    ['leaves alone what is the same already', [row()], [known()], {}],
    ['knows an address in capitals', [row({ email: 'Anna@Example.org' })], [known()], {}],
    ['updates what it says otherwise', [row({ zone: 'Asia/Tokyo' })], [known()], { save: [EMAIL] }],
    ['removes whom it names no longer', [], [known()], { remove: [EMAIL] }],
    ['leaves alone whom others signed up', [], [known({ managedBy: 'records' })], {}],
    [
      'changes nothing of whom others signed up',
      [row({ zone: 'Asia/Tokyo' })],
      [known({ managedBy: 'records' })],
      { elsewhere: [EMAIL] },
    ],
    [
      'brings back whom it removed itself',
      [row()],
      [known({ state: 'left', leftBy: 'file' })],
      { save: [EMAIL] },
    ],
    [
      'brings back nobody who left by themselves',
      [row()],
      [known({ state: 'left', leftBy: 'subscriber' })],
      { unwilling: [EMAIL] },
    ],
    ['removes nobody twice', [], [known({ state: 'left', leftBy: 'file' })], {}],
  ])('%s', (_what, rows, subscribers, expected) => {
    expect(fates(rows, subscribers)).toEqual({ ...NOTHING, ...expected });
  });

  test('says all: what a row leaves out is as usual again', () => {
    const german = { ...DEFAULT_PREFERENCES, language: 'de' as const };
    const { save } = planSync([row()], [known({ preferences: german })]);
    expect(save[0]?.terms.preferences).toEqual(DEFAULT_PREFERENCES);
  });
});

describe('a wish', () => {
  test('changes what it names, and leaves the rest as it was', () => {
    const before = known({ preferences: { ...DEFAULT_PREFERENCES, sports: ['judo'] } });
    const terms = termsOf(row({ preferences: { topics: ['sanction'] } }), before);
    expect(terms).toMatchObject({ zone: 'UTC', schedule: before.schedule });
    expect(terms.preferences).toMatchObject({ topics: ['sanction'], sports: ['judo'] });
  });

  test('that names a preference without a value changes nothing of it', () => {
    const before = known({ preferences: { ...DEFAULT_PREFERENCES, sports: ['judo'] } });
    expect(termsOf(row({ preferences: { sports: undefined } }), before).preferences.sports).toEqual(
      ['judo'],
    );
  });

  test('that leaves the times alone keeps the digest that is planned, also one that is overdue', () => {
    const before = known({ nextDigestAt: minutesLater(-1) });
    const terms = termsOf(row({ preferences: { topics: ['sanction'] } }), before);
    expect(plannedDigest(terms, before, NOON)).toEqual(minutesLater(-1));
    const later = termsOf(row({ schedule: { kind: 'daily', time: '13:00' } }), before);
    expect(plannedDigest(later, before, NOON)).toEqual(minutesLater(60));
  });
});
