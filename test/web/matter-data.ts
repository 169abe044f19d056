import type { Agreement } from '../../src/core/matters/agreements.ts';
import type { Measure } from '../../src/core/matters/board.ts';
import type { ChangeSource, Matter, RecordedChange } from '../../src/core/matters/recorded.ts';
import { NOW } from './fake-ports.ts';

/** A report behind an entry. */
export function aSource(facts: Partial<ChangeSource> = {}): ChangeSource {
  return {
    itemId: '501',
    sourceId: 'paper',
    url: 'https://paper.example/relay',
    outlet: 'paper.example',
    title: 'Ski federation bars Russian teams',
    publishedAt: new Date('2026-03-14T12:30:00Z'),
    isWithdrawn: false,
    ...facts,
  };
}

/** An entry of the board, proposed and without dispute. */
export function aMeasure(facts: Partial<Measure> = {}): Measure {
  return {
    matterId: '1',
    entry: '11',
    authority: 'FIS',
    target: 'RUS',
    sport: 'skiing',
    status: 'banned',
    since: new Date('2026-03-01T10:00:00Z'),
    lastConfirmed: NOW,
    standing: 'proposed',
    confirmedBy: null,
    certain: null,
    sources: [aSource()],
    conflicts: [],
    pending: [],
    ...facts,
  };
}

/** An entry of the register. */
export function anAgreement(facts: Partial<Agreement> = {}): Agreement {
  return {
    matterId: '2',
    entry: '21',
    parties: ['RUS', 'CHN'],
    sport: 'multi',
    kind: 'signed',
    at: NOW,
    endedAt: null,
    standing: 'proposed',
    confirmedBy: null,
    sources: [aSource()],
    conflicts: [],
    ...facts,
  };
}

/** A step of a matter. */
export function aStep(facts: Partial<RecordedChange> = {}): RecordedChange {
  return {
    id: '31',
    kind: 'imposed',
    direction: 'imposed',
    storyId: '7',
    at: NOW,
    scope: 'whole',
    toward: null,
    party: null,
    against: null,
    isPrimary: false,
    itemIds: ['501'],
    recordedAt: NOW,
    corrects: null,
    sources: [aSource()],
    word: null,
    ...facts,
  };
}

/** A matter of the given steps. */
export function aMatter(...changes: readonly RecordedChange[]): Matter {
  return { id: '1', key: { topic: 'sanction', a: 'FIS', b: 'RUS', sport: 'skiing' }, changes };
}
