import { describe, expect, test } from '@jest/globals';
import {
  sendingTrouble,
  suppressionReason,
  type BounceKind,
} from '../../../src/core/subscribers/bounces.ts';
import { bounceKindOf, statusOf } from '../../../src/core/subscribers/smtp-reply.ts';
import { minutesLater, NOON } from '../../support/records.ts';

const DAY = 24 * 60;

describe('a reply', () => {
  test.each([
    [550, '5.1.1', 'hard'],
    [550, '5.1.10', 'hard'],
    [550, null, 'hard'],
    [553, null, 'hard'],
    [554, null, 'soft'],
    [552, '5.2.2', 'soft'],
    [550, '5.2.1', 'hard'],
    [552, '5.3.4', 'soft'],
    [550, '5.4.1', 'soft'],
    [501, '5.1.7', 'soft'],
    [550, '5.7.1', 'policy'],
    [550, '5.7.26', 'policy'],
    [550, '5.7.515', 'policy'],
    [450, '4.2.1', 'soft'],
    [451, '4.7.1', 'soft'],
    [421, null, 'soft'],
    [null, '5.1.1', 'hard'],
    [null, '4.4.7', 'soft'],
    [250, null, null],
    [250, '2.0.0', null],
  ] as const)('%s %s is %s', (code, status, kind) => {
    expect(bounceKindOf({ code, status })).toBe(kind);
  });

  test('to the data says nothing of the mailbox where it names no status', () => {
    expect(bounceKindOf({ code: 550, status: null }, 'mail')).toBe('soft');
  });

  test.each([
    ['550 5.1.1 <x@y.example> no such user', '5.1.1'],
    ['550-5.7.26 unauthenticated', '5.7.26'],
    ['5.2.2 (mailbox full)', '5.2.2'],
    ['550 no such user 5.1.1', null],
    ['550 5.1.1.1.1', null],
    ['550 10.0.0.1 is listed', null],
    ['', null],
  ])('%j has the status %s', (text, status) => {
    expect(statusOf(text)).toBe(status);
  });
});

describe('an address', () => {
  const at = (kind: BounceKind, day: number) => ({ kind, at: minutesLater(-day * DAY) });

  test.each([
    ['after one hard bounce', [at('hard', 0)], 'hard bounce'],
    ['after one complaint, however long ago', [at('complaint', 900)], 'complaint'],
    ['after soft ones on five days', [0, 1, 2, 3, 4].map((day) => at('soft', day)), 'soft bounces'],
  ])('gets no more mail %s', (_when, bounces, reason) => {
    expect(suppressionReason(bounces, NOON)).toBe(reason);
  });

  test.each([
    ['nothing happened', []],
    ['it was full on four days', [0, 1, 2, 3].map((day) => at('soft', day))],
    ['it was full all day long', [0, 0, 0, 0, 0, 0].map((day) => at('soft', day))],
    ['it was full on five days of a year', [0, 40, 80, 120, 160].map((day) => at('soft', day))],
    ['its server wants none of our mail', [0, 1, 2, 3, 4, 5].map((day) => at('policy', day))],
  ])('still gets mail when %s', (_when, bounces) => {
    expect(suppressionReason(bounces, NOON)).toBeNull();
  });
});

describe('sending', () => {
  const calm = { policy: 0, sentInHour: 100, complaints: 0, sentInWeek: 2_000 };

  test.each([
    ['refusals for policy', { policy: 30 }, 'policy'],
    ['refusals for policy of a small list', { policy: 5, sentInHour: 2 }, 'policy'],
    ['complaints', { complaints: 8 }, 'complaints'],
  ])('stops at a spike of %s', (_what, change, kind) => {
    expect(sendingTrouble({ ...calm, ...change })?.kind).toBe(kind);
  });

  test.each([
    ['all is well', {}],
    ['one server in a hundred refuses', { policy: 1 }],
    ['few of many refuse', { policy: 5 }],
    ['two of a small list complain', { complaints: 2, sentInWeek: 10 }],
    ['few of very many complain', { complaints: 5 }],
  ])('goes on while %s', (_what, change) => {
    expect(sendingTrouble({ ...calm, ...change })).toBeNull();
  });
});
