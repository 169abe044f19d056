import type { Direction, Polarity, Topic } from '../verdict.ts';
import type { TopicRules } from './keywords.ts';
import { strongest, type Reading, type Weighed } from './strength.ts';

/** What the overrides need besides the reading. */
export type Headline = { readonly title: string };

/**
 * The direction of the strongest act, where each direction's strength is weighed by its precedence; null when no concept
 * tells one. Four overrides follow: lifted on conditions is eased; a recommended easing is eased; who speaks without a
 * deciding body in the title reacts; a question asks for the present state.
 */
export function directionOf(
  rules: TopicRules,
  reading: Reading,
  { title }: Headline,
): Direction | null {
  const concepts = reading.concepts.filter(({ concept }) => concept.topic === rules.topic);
  const best = strongestDirection(rules, concepts);
  if (rules.topic === 'agreement') return best ?? 'meeting';
  if (title.trimEnd().endsWith('?') && best !== 'proposed') return 'extended';
  if (best === 'lifted' && isConditional(concepts)) return 'eased';
  if (has(concepts, 'eased') && isRecommended(concepts)) return 'eased';
  if (isReaction(concepts, reading)) return 'criticised';
  return best ?? 'criticised';
}

/** Whether isolation grows or shrinks; `open` where the direction does not decide it, null where the word has no sense. */
export function polarityOf(topic: Topic, direction: Direction | null): Polarity | null {
  if (topic === 'agreement' || direction === null) return null;
  if (direction === 'imposed' || direction === 'extended' || direction === 'upheld') {
    return 'tighter';
  }
  return direction === 'eased' || direction === 'lifted' ? 'looser' : 'open';
}

function strongestDirection(rules: TopicRules, concepts: readonly Weighed[]): Direction | null {
  let best: Direction | null = null;
  let most = 0;
  for (const [direction, precedence] of rules.precedence) {
    const points = precedence * strengthOf(concepts, direction);
    if (points <= most) continue;
    most = points;
    best = direction;
  }
  return best;
}

/** The strongest mention, and a fifth of the next concepts: two ways to say it weigh more than one. */
function strengthOf(concepts: readonly Weighed[], direction: Direction): number {
  const best = new Map<string, number>();
  for (const weighed of concepts) {
    const { concept, strength } = weighed;
    if (directionIn(concepts, weighed) !== direction) continue;
    best.set(concept.id, Math.max(best.get(concept.id) ?? 0, strength));
  }
  const sorted = [...best.values()].toSorted((a, b) => b - a);
  return sorted.reduce((sum, strength, rank) => sum + (rank === 0 ? strength : strength / 5), 0);
}

/** What someone only calls for or considers, up to four words before the act, has not happened: "urged to ban". */
function directionIn(concepts: readonly Weighed[], act: Weighed): Direction | null {
  const { concept, find } = act;
  if (concept.role !== 'act') return concept.direction;
  const start = find.places[0] ?? 0;
  const governor = concepts.find(({ concept: other, find: { places, sentence, zone } }) => {
    if (other.role !== 'propose' || zone !== find.zone || sentence !== find.sentence) return false;
    const end = places[0] ?? 0;
    return end < start && start - end <= REACH;
  });
  return governor?.concept.direction ?? concept.direction;
}

/** Words from the verb of a proposal to what is proposed. */
const REACH = 5;

function isConditional(concepts: readonly Weighed[]): boolean {
  return strongest(concepts, ({ concept }) => concept.role === 'condition') > 0.3;
}

function has(concepts: readonly Weighed[], direction: Direction): boolean {
  return strongest(concepts, ({ concept }) => concept.direction === direction) > 0.3;
}

function isRecommended(concepts: readonly Weighed[]): boolean {
  return concepts.some(({ concept }) => concept.id === 'recommend');
}

/** Someone speaks in the title, and no body does anything there. */
function isReaction(concepts: readonly Weighed[], { mentions }: Reading): boolean {
  const inTitle = concepts.filter(({ find }) => find.zone === 0);
  const reacts = inTitle.some(({ concept }) => concept.role === 'react');
  const acts = inTitle.some(({ concept }) => concept.role === 'act' && concept.id !== 'boycott');
  const decides = mentions.some(
    ({ entity, find }) => find.zone === 0 && entity.kind === 'body' && entity.targets.length === 0,
  );
  return reacts && !(acts && decides);
}
