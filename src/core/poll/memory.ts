import type { Identity } from '../identity/sight.ts';
import { NO_HINTS, type PollHints } from './hints.ts';
import type { Move } from './move.ts';
import { NO_VALIDATORS, type RememberedValidators } from './validators.ts';

/** What the last poll made of a source: read, failing, surely gone, behind a bot wall, or read but without items. */
export type ReadState = 'waiting' | 'ok' | 'failing' | 'gone' | 'blocked' | 'empty';

/** All that is remembered of a source from one poll to the next. */
export type SourceMemory = {
  readonly sourceId: string;
  /** The configured address. */
  readonly url: string;
  readonly state: ReadState;
  readonly stateSince: Date | null;
  /** What is wrong, for people; null when nothing is. */
  readonly problem: string | null;
  /** Null: never again. */
  readonly nextPollAt: Date | null;
  readonly nextPollReason: string;
  readonly lastFetchedAt: Date | null;
  readonly lastOkAt: Date | null;
  /** When it was last read without validators. */
  readonly wholeReadAt: Date | null;
  readonly failures: FailuresSoFar;
  readonly validators: RememberedValidators;
  readonly hints: PollHints;
  /** Null before the first read. */
  readonly identity: Identity | null;
  /** The list of items that was last read; null before the first read. */
  readonly content: Content | null;
  /** The date of the newest item of the last read; null where none has a date. */
  readonly newestAt: Date | null;
  /** The address that was adopted instead of the configured one. */
  readonly adopted: { readonly url: string; readonly at: Date } | null;
  /** A permanent redirect that is being watched. */
  readonly move: Move | null;
};

/** The failures since the last poll that was fine. */
export type FailuresSoFar = {
  readonly count: number;
  /** The sum of their grades' weights. */
  readonly score: number;
  readonly since: Date | null;
  readonly lastStatus: number | null;
  /** How many of the last ones said 410. */
  readonly gone: number;
};

/** A list of items, by the hash of it: since when it has been the same, and how often the server called it changed. */
export type Content = { readonly hash: string; readonly since: Date; readonly moves: number };

export const NO_FAILURES: FailuresSoFar = {
  count: 0,
  score: 0,
  since: null,
  lastStatus: null,
  gone: 0,
};

/** What is known of a source that was never read: nothing, and it is due. */
export function newMemory(
  { sourceId, url }: Pick<SourceMemory, 'sourceId' | 'url'>,
  now: Date,
): SourceMemory {
  return {
    sourceId,
    url,
    state: 'waiting',
    stateSince: null,
    problem: null,
    nextPollAt: now,
    nextPollReason: 'First poll.',
    lastFetchedAt: null,
    lastOkAt: null,
    wholeReadAt: null,
    failures: NO_FAILURES,
    validators: NO_VALIDATORS,
    hints: NO_HINTS,
    identity: null,
    content: null,
    newestAt: null,
    adopted: null,
    move: null,
  };
}

/**
 * What is known of a source whose address was changed: nothing that was learned of the old one need hold for the new one, but
 * its stored items still have the keys that they were given.
 */
export function atNewAddress(
  { sourceId, identity }: Pick<SourceMemory, 'sourceId' | 'identity'>,
  url: string,
  now: Date,
): SourceMemory {
  return { ...newMemory({ sourceId, url }, now), identity, nextPollReason: 'New address.' };
}

/** Where a source is read: the adopted address or the configured one. */
export function addressOf({ adopted, url }: Pick<SourceMemory, 'adopted' | 'url'>): string {
  return adopted?.url ?? url;
}
