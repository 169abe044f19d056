import type { Direction, Polarity } from '../verdict.ts';
import type { Weighed } from './strength.ts';

/** Which way an open direction points, by the acts that it is about: a ban that is proposed, a return that is condemned. */
export function towardOf(
  direction: Direction,
  concepts: readonly Weighed[],
): Exclude<Polarity, 'open'> | null {
  const sense = senseOf(direction, concepts);
  const tighter = pointsOf(concepts, TIGHTER) + pointsOfMeasures(concepts);
  const looser = pointsOf(concepts, LOOSER);
  if (sense === 0 || tighter === looser) return null;
  const [more, less] = [Math.max(tighter, looser), Math.min(tighter, looser)];
  if (more < CLEARLY * less) return null;
  return tighter > looser === sense > 0 ? 'tighter' : 'looser';
}

/** 1: what it is about is wanted; -1: it is not; 0: the text does not tell. */
function senseOf(direction: Direction, concepts: readonly Weighed[]): -1 | 0 | 1 {
  if (direction === 'proposed') return 1;
  if (direction === 'rejected') return -1;
  if (direction !== 'criticised') return 0;
  const against = strengthOf(concepts, AGAINST);
  const infavour = strengthOf(concepts, IN_FAVOUR);
  if (against === infavour) return 0;
  return against > infavour ? -1 : 1;
}

const AGAINST: readonly string[] = ['condemn', 'discriminate', 'decline', 'boycott'];
const IN_FAVOUR: readonly string[] = ['welcome'];
const TIGHTER: readonly Direction[] = ['imposed', 'extended', 'upheld'];
const LOOSER: readonly Direction[] = ['eased', 'lifted'];

/** A ban that is only named says half as much as one that is imposed. */
function pointsOfMeasures(concepts: readonly Weighed[]): number {
  return concepts.reduce(
    (sum, { concept, strength }) => sum + (concept.role === 'noun' ? strength / 2 : 0),
    0,
  );
}

function pointsOf(concepts: readonly Weighed[], directions: readonly Direction[]): number {
  return concepts.reduce(
    (sum, { concept, strength }) =>
      sum +
      (concept.role === 'act' &&
      concept.direction !== null &&
      directions.includes(concept.direction)
        ? strength
        : 0),
    0,
  );
}

function strengthOf(concepts: readonly Weighed[], ids: readonly string[]): number {
  return concepts.reduce(
    (most, { concept, strength }) => (ids.includes(concept.id) ? Math.max(most, strength) : most),
    0,
  );
}

/** One side must weigh so many times the other. */
const CLEARLY = 1.3;
