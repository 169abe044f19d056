import { polarityOf } from '../classify/direction.ts';
import type { Polarity } from '../verdict.ts';
import { actsOf } from './acts.ts';
import { contradictions, partnersOf, sportsOf } from './contradictions.ts';
import { cosine, meets } from './sets.ts';
import type { Signature } from './signature.ts';

/** One reason for or against two reports being of one event. `points` add up to the score. */
export type Reason = { readonly slot: string; readonly points: number };

/** How surely two reports tell of one event: from JOIN upwards they do. */
export type Likeness = { readonly score: number; readonly reasons: readonly Reason[] };

/**
 * Compares two reports. News of this subject is written from templates, so alike texts are no proof and often the
 * opposite; what the templates are filled with decides: sport, countries, names, numbers, and the act.
 */
export function compareReports(a: Signature, b: Signature): Likeness {
  const reasons = [...shared(a, b), ...acts(a, b), ...contradictions(a, b)].filter(
    ({ points }) => points !== 0,
  );
  return { score: reasons.reduce((sum, { points }) => sum + points, 0), reasons };
}

function shared(a: Signature, b: Signature): Reason[] {
  const text = a.language === b.language ? 0.5 * cosine(a.terms, b.terms) : 0;
  const names = sharedNames(a, b);
  return [
    { slot: 'text', points: text },
    { slot: 'concepts', points: 0.3 * cosine(told(a), told(b)) },
    { slot: 'sport', points: 0.22 * cosine(sportsOf(a), sportsOf(b)) },
    { slot: 'country', points: countryPoints(a, b) },
    { slot: 'person', points: meets(a.persons, b.persons) ? 0.22 : 0 },
    { slot: 'body', points: meets(a.bodies, b.bodies) ? 0.12 : 0 },
    { slot: 'number', points: meets(a.numbers, b.numbers) ? 0.15 : 0 },
    {
      slot: 'names',
      points: 0.15 * Math.min(1, names) + 0.1 * Math.min(2, Math.max(0, names - 1)),
    },
  ];
}

/** What is done: a report of the same sport and body on another act is of another event. */
function acts(a: Signature, b: Signature): Reason[] {
  const [one, other] = [actsOf(a), actsOf(b)];
  const isOther = one.length > 0 && other.length > 0 && !meets(one, other);
  const isOverview = breadth(a) >= OVERVIEW || breadth(b) >= OVERVIEW;
  return [
    { slot: 'direction', points: directionPoints(a, b) },
    { slot: 'act', points: isOther ? -0.15 : 0 },
    // It shares something with every event that it sums up, and is none of them.
    { slot: 'overview', points: isOverview ? -0.2 : 0 },
  ];
}

function directionPoints(a: Signature, b: Signature): number {
  if (a.topic === null || b.topic === null) return 0;
  if (a.topic !== b.topic) return -0.3;
  if (a.direction === b.direction) return 0.125;
  const [one, other] = [polarityOf(a.topic, a.direction), polarityOf(b.topic, b.direction)];
  if (isDecided(one) && isDecided(other)) return one === other ? 0.1 : -0.4;
  return isWord(a) === isWord(b) ? -0.05 : -0.1;
}

function isDecided(polarity: Polarity | null): boolean {
  return polarity === 'tighter' || polarity === 'looser';
}

/** What is said about a measure or asked for is an event of its own, beside the measure. */
function isWord({ direction }: Signature): boolean {
  return direction === 'criticised' || direction === 'proposed';
}

/** In this news nearly everything names Ukraine, so that alone says little. */
function countryPoints(a: Signature, b: Signature): number {
  const points = 0.25 * cosine(partnersOf(a), partnersOf(b));
  return points === 0 && meets(a.countries, b.countries) ? 0.05 : points;
}

/** Concepts that say something of the event; those that every report of the subject has say nothing. */
function told({ concepts }: Signature): string[] {
  return concepts.filter((concept) => !GENERAL.has(concept));
}

const GENERAL: ReadonlySet<string> = new Set([
  'group',
  'institution',
  'measure',
  'speak',
  'take-part',
]);

function breadth(signature: Signature): number {
  return new Set(sportsOf(signature)).size + (signature.concepts.includes('overview') ? 1 : 0);
}

/** So many sports are an overview's. */
const OVERVIEW = 3;

/** Names in common; one that may be a mere word in both reports counts half. */
function sharedNames(a: Signature, b: Signature): number {
  const all = new Set([...a.names, ...a.maybeNames]);
  const surely = (name: string): boolean => a.names.includes(name) || b.names.includes(name);
  const both = [...new Set([...b.names, ...b.maybeNames])].filter((name) => all.has(name));
  return both.reduce((sum, name) => sum + (surely(name) ? 1 : 0.5), 0);
}
