import type { Direction, DirectionEvidence, Polarity, Topic } from '../verdict.ts';
import { reactsBefore, reactsInTitle } from './direction-reaction.ts';
import { towardOf } from './direction-toward.ts';
import type { ConceptRole, TopicRules } from './keywords.ts';
import { strongest, type Reading, type Weighed } from './strength.ts';

/** What the rules need besides the reading. */
export type Headline = { readonly title: string };

/** The direction with the most points. Agreements without a sign are meetings, measures without one reactions. */
export function readDirection(
  rules: TopicRules,
  reading: Reading,
  headline: Headline,
): DirectionEvidence {
  const fallback: Direction = rules.topic === 'agreement' ? 'meeting' : 'criticised';
  const concepts = reading.concepts.filter(({ concept }) => concept.topic === rules.topic);
  const [best, next] = [...directionScores(rules, reading, headline)]
    .filter(([, points]) => points > 0)
    .toSorted((a, b) => b[1] - a[1]);
  const value = best?.[0] ?? fallback;
  return {
    value,
    margin: best === undefined ? 0 : (best[1] - (next?.[1] ?? 0)) / best[1],
    runnerUp: next?.[0] ?? null,
    toward: towardOf(value, concepts),
  };
}

/** The direction alone; see readDirection. */
export function directionOf(rules: TopicRules, reading: Reading, headline: Headline): Direction {
  return readDirection(rules, reading, headline).value;
}

/** Whether isolation grows or shrinks; `open` where the direction does not decide it, null where the word has no sense. */
export function polarityOf(topic: Topic, direction: Direction | null): Polarity | null {
  if (topic === 'agreement' || direction === null) return null;
  if (direction === 'imposed' || direction === 'extended' || direction === 'upheld') {
    return 'tighter';
  }
  return direction === 'eased' || direction === 'lifted' ? 'looser' : 'open';
}

/**
 * Points of each direction, 0 and more: the strength of its acts × its precedence. Four rules raise one of them: lifted on
 * conditions is eased; a recommended easing is eased; who speaks in the title while no body acts reacts; and a
 * question asks for the present state.
 */
export function directionScores(
  rules: TopicRules,
  reading: Reading,
  { title }: Headline,
): ReadonlyMap<Direction, number> {
  const concepts = reading.concepts.filter(({ concept }) => concept.topic === rules.topic);
  const scores = new Map<Direction, number>();
  const points = pointsByDirection(concepts, reading);
  for (const [direction, precedence] of rules.precedence) {
    scores.set(direction, precedence * (points.get(direction) ?? 0));
  }
  if (rules.topic === 'agreement') return scores;
  const most = Math.max(0, ...scores.values());
  const raise = (direction: Direction, to: number): void => {
    scores.set(direction, Math.max(scores.get(direction) ?? 0, to));
  };
  const score = (direction: Direction): number => scores.get(direction) ?? 0;
  if (isConditional(concepts)) raise('eased', score('lifted') * 1.1);
  if (score('eased') > 0.3 && isRecommended(concepts)) raise('eased', most * 1.1);
  if (reactsInTitle(reading, concepts, title)) raise('criticised', Math.max(most, 0.3) * 1.3);
  if (asksForState(title, concepts)) raise('extended', Math.max(most, 0.3) * 1.5);
  return scores;
}

/** Of each direction the strongest mention, and a fifth of its next concepts: two ways to say it weigh more than one. */
function pointsByDirection(
  concepts: readonly Weighed[],
  reading: Reading,
): ReadonlyMap<Direction, number> {
  const best = new Map<Direction, Map<string, number>>();
  const lead = leadingAct(concepts);
  for (const weighed of concepts) {
    const { concept, strength } = weighed;
    const direction = strength === 0 ? null : directionOfAct(concepts, weighed, reading);
    if (direction === null) continue;
    const points = steady(weighed) * (weighed === lead ? LEAD : 1);
    const known = best.get(direction) ?? new Map<string, number>();
    best.set(direction, known.set(concept.id, Math.max(known.get(concept.id) ?? 0, points)));
  }
  return new Map([...best].map(([direction, known]) => [direction, sumOf([...known.values()])]));
}

function sumOf(points: readonly number[]): number {
  return points
    .toSorted((a, b) => b - a)
    .reduce((sum, one, rank) => sum + (rank === 0 ? one : one / 5), 0);
}

/** For the direction, nearness to the country matters less than for whether the item counts. */
function steady({ concept, strength, place }: Weighed): number {
  return 0.5 * strength + 0.5 * (concept.weight / 3) * place;
}

/** The act that the title begins with is its main clause. */
function leadingAct(concepts: readonly Weighed[]): Weighed | undefined {
  const [lead] = concepts
    .filter(({ concept, find }) => concept.role === 'act' && find.zone === 0)
    .toSorted((a, b) => (a.find.places[0] ?? 0) - (b.find.places[0] ?? 0));
  return lead;
}

const LEAD = 1.15;

function directionOfAct(
  concepts: readonly Weighed[],
  act: Weighed,
  reading: Reading,
): Direction | null {
  const direction = directionIn(concepts, act);
  if (act.concept.role !== 'act' || direction === 'proposed') return direction;
  return reactsBefore(act, concepts, reading) ? 'criticised' : direction;
}

/**
 * What someone only calls for or considers, up to four words before the act, has not happened: "urged to ban"; nor has what
 * they mean to sign or hold together.
 */
export function directionIn(concepts: readonly Weighed[], act: Weighed): Direction | null {
  const { concept, find } = act;
  const governing = GOVERNORS[concept.role];
  if (governing === undefined) return concept.direction;
  const start = find.places[0] ?? 0;
  const governor = concepts.find(({ concept: other, find: { places, sentence, zone } }) => {
    if (other.role !== governing || zone !== find.zone || sentence !== find.sentence) return false;
    const from = places[0] ?? 0;
    return (from < start && start - from <= REACH) || (from === start && places.length > 1);
  });
  return governor?.concept.direction ?? concept.direction;
}

/** Which role makes a plan of which. */
const GOVERNORS: Readonly<Partial<Record<ConceptRole, ConceptRole>>> = {
  act: 'propose',
  sign: 'intent',
  document: 'intent',
  joint: 'intent',
};

/** Words from the verb of a proposal to what is proposed. */
const REACH = 6;

function isConditional(concepts: readonly Weighed[]): boolean {
  return strongest(concepts, ({ concept }) => concept.role === 'condition') > 0.3;
}

function isRecommended(concepts: readonly Weighed[]): boolean {
  return concepts.some(({ concept }) => concept.id === 'recommend');
}

/** A question in the title asks how things stand, unless it is about something that is only proposed. */
function asksForState(title: string, concepts: readonly Weighed[]): boolean {
  if (!title.trimEnd().endsWith('?')) return false;
  return !concepts.some(({ concept, find }) => concept.role === 'propose' && find.zone === 0);
}
