import { polarityOf } from '../classify/direction.ts';
import type { Polarity } from '../verdict.ts';
import { countContradictions, type Count } from './contradictions.ts';
import { profileOf, type Profile } from './profile.ts';
import { cosine, cosineOfHashes, differ, meets } from './sets.ts';
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
  const [one, other] = [profileOf(a), profileOf(b)];
  const text = a.language === b.language ? cosineOfHashes(one.termHashes, other.termHashes) : 0;
  const reasons: Reason[] = [];
  let score = 0;
  const count = (slot: string, points: number): void => {
    if (points === 0) return;
    score += points;
    reasons.push({ slot, points });
  };
  countShared(one, other, text, count);
  countAct(one, other, count);
  countContradictions(one, other, text, count);
  return { score, reasons };
}

function countShared(a: Profile, b: Profile, text: number, count: Count): void {
  const names = sharedNames(a, b);
  count('text', 0.5 * text);
  count('concepts', 0.3 * cosine(a.told, b.told));
  count('sport', 0.22 * cosine(a.fields, b.fields));
  count('country', countryPoints(a, b));
  count('person', meets(a.persons, b.persons) ? 0.22 : 0);
  count('body', meets(a.bodies, b.bodies) ? 0.12 : 0);
  count('place', meets(a.places, b.places) ? 0.15 : 0);
  count('competition', competitionPoints(a, b));
  count('stage', meets(a.stages, b.stages) ? 0.15 : 0);
  count('number', meets(a.numbers, b.numbers) ? 0.15 : 0);
  count('names', 0.15 * Math.min(1, names) + 0.1 * Math.min(2, Math.max(0, names - 1)));
}

/** What is done: a report of the same sport and body on another act is of another event. */
function countAct(a: Profile, b: Profile, count: Count): void {
  count('direction', directionPoints(a, b));
  count('act', actPoints(a, b));
  // It shares something with every event that it sums up, and is none of them.
  count('overview', a.isOverview || b.isOverview ? -0.2 : 0);
}

/** Other acts; more where one only proposes what the other decides. Of a measure that stays, languages tell differently. */
function actPoints(a: Profile, b: Profile): number {
  const isSameLanguage = a.language === b.language;
  if (isProposal(a) !== isProposal(b) && isDecision(a) !== isDecision(b)) {
    return isSameLanguage ? -0.45 : -0.3;
  }
  if (!differ(a.acts, b.acts)) return 0;
  const isSameWay = [a, b].every(({ acts }) => acts.some((act) => CLOSING.has(act)));
  return isSameWay && !isSameLanguage ? 0 : -0.15;
}

function isProposal({ direction, acts }: Profile): boolean {
  return direction === 'proposed' || (direction === null && acts.includes('propose'));
}

function isDecision({ topic, direction }: Profile): boolean {
  return topic === 'sanction' && isDecided(polarityOf(topic, direction));
}

const CLOSING: ReadonlySet<string> = new Set(['ban', 'extend', 'uphold', 'refuse']);

function directionPoints(a: Profile, b: Profile): number {
  if (a.topic === null || b.topic === null) return 0;
  if (a.topic !== b.topic) return -0.3;
  if (a.direction === b.direction) return 0.125;
  const [one, other] = [polarityOf(a.topic, a.direction), polarityOf(b.topic, b.direction)];
  const isDoubtful = mayBeMisread(a, b);
  if (isDecided(one) && isDecided(other)) return one === other ? 0.1 : isDoubtful ? -0.15 : -0.4;
  if (isDoubtful) return 0;
  return isWord(a) === isWord(b) ? -0.05 : -0.1;
}

/** Where both name the act in two languages, or tell of a reversal, another direction was misread more often than not. */
function mayBeMisread(a: Profile, b: Profile): boolean {
  const areReversals = a.stages.includes('turn') && b.stages.includes('turn');
  return areReversals || (a.language !== b.language && meets(a.acts, b.acts));
}

function isDecided(polarity: Polarity | null): boolean {
  return polarity === 'tighter' || polarity === 'looser';
}

/** What is said about a measure or asked for is an event of its own, beside the measure. */
function isWord({ direction }: Profile): boolean {
  return direction === 'criticised' || direction === 'proposed';
}

/** Reports tell of a competition by the way, so another one says little. */
function competitionPoints(a: Profile, b: Profile): number {
  if (differ(a.competitions, b.competitions)) return -0.15;
  return 0.1 * cosine(a.competitions, b.competitions);
}

/** In this news nearly everything names Ukraine, so that alone says little. */
function countryPoints(a: Profile, b: Profile): number {
  const points = 0.25 * cosine(a.partners, b.partners);
  return points === 0 && meets(a.countries, b.countries) ? 0.05 : points;
}

/** Names in common; one that may be a mere word in both reports counts half. */
function sharedNames(a: Profile, b: Profile): number {
  let shared = 0;
  for (const [name, weight] of b.nameWeights) {
    const other = a.nameWeights.get(name);
    if (other !== undefined) shared += Math.max(weight, other);
  }
  return shared;
}
