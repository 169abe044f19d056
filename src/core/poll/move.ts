import { DAY_MS } from './spans.ts';

/** A permanent redirect (301, 308) of a source, as far as it has been watched. */
export type Move = {
  readonly to: string;
  readonly since: Date;
  readonly sightings: number;
  /** Whether the items there are those of the source; null while none could be read. */
  readonly isSameFeed: boolean | null;
};

/** What one poll saw of a redirect. */
export type MoveSighting = {
  /** Where permanent redirects led; null when the source answered itself. */
  readonly to: string | null;
  readonly at: Date;
  /** The share (0…1) of items that the fetch before had too; null when nothing was read, or before the first. */
  readonly shared: number | null;
};

/**
 * Adds a sighting. A source that answers at its own address again, or leads elsewhere, starts afresh. Other items at the target,
 * once seen, speak against it as long as it stays: a domain that was sold keeps its redirect, and its new content.
 */
export function sightMove(move: Move | null, { to, at, shared }: MoveSighting): Move | null {
  if (to === null) return null;
  const isSameFeed = shared === null ? null : shared >= SAME_FEED_SHARE;
  if (move === null || move.to !== to) return { to, since: at, sightings: 1, isSameFeed };
  const soFar = move.isSameFeed;
  return {
    ...move,
    sightings: move.sightings + 1,
    isSameFeed: soFar === false ? false : (isSameFeed ?? soFar),
  };
}

/** Whether a redirect has been seen often and long enough, with the source’s own items behind it, to be believed. */
export function isSettled({ since, sightings, isSameFeed }: Move, at: Date): boolean {
  const ms = at.getTime() - since.getTime();
  return isSameFeed === true && sightings >= SETTLED_SIGHTINGS && ms >= SETTLED_MS;
}

/** Between two polls even a busy feed keeps so many of its items. */
const SAME_FEED_SHARE = 1 / 3;
/** Maintenance pages and mistakes are over by then. */
const SETTLED_MS = 7 * DAY_MS;
const SETTLED_SIGHTINGS = 5;
