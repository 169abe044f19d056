import type { Topic } from '../verdict.ts';
import type { ConceptRole } from './keywords.ts';
import type { Reading, Weighed } from './strength.ts';

/** The features of a topic with their values, each once. */
export type FeatureValues = readonly (readonly [feature: string, value: number])[];

/** Measures a reading on the features of a topic. Values lie in 0…1 unless a name says otherwise. */
export function featuresOf(topic: Topic, reading: Reading): FeatureValues {
  return topic === 'sanction' ? sanctionFeatures(reading) : agreementFeatures(reading);
}

/**
 * How surely the text is about sport, 0…1: names of sports and bodies count in full, words like "team", people known for
 * sport and neutral athletes in part.
 */
export function sportEvidence(reading: Reading): number {
  const known = SPORT.get(reading) ?? measureSport(reading);
  SPORT.set(reading, known);
  return known;
}

/** Gates and features of both topics ask for it. */
const SPORT = new WeakMap<Reading, number>();

function measureSport({ mentions }: Reading): number {
  let sum = 0;
  const seen = new Set<string>();
  for (const { entity } of mentions) {
    if (seen.has(entity.id)) continue;
    seen.add(entity.id);
    if (entity.kind === 'sport') sum += entity.strength;
    if (entity.kind === 'club' || (entity.kind === 'body' && isOfSport(entity))) sum += 1;
    if ((entity.kind === 'person' || entity.kind === 'target') && entity.sport !== null) sum += 0.5;
  }
  return Math.min(1, sum);
}

function sanctionFeatures(reading: Reading): FeatureValues {
  const { concepts, mentions } = reading;
  const of = roleStrength(concepts);
  const act = together(concepts, ['act']);
  const measure = 1 - (1 - act) * (1 - of('noun')) * (1 - of('condition'));
  const participation = of('participation');
  const subject = Math.min(1, measure + 0.8 * participation);
  const head = concepts.filter(({ find }) => find.zone === 0);
  const body = greatest(
    mentions,
    ({ entity }) => entity.kind === 'body' && isForeign(entity) && isOfSport(entity),
  );
  return [
    ['bias', 1],
    ['act', act],
    ['act-title', together(head, ['act'])],
    ['acts', Math.min(3, countActs(concepts)) / 3],
    ['noun', of('noun')],
    ['condition', of('condition')],
    ['status', of('status')],
    ['proposal', Math.sqrt(of('propose') * subject)],
    ['reaction', Math.sqrt(of('react') * subject)],
    ['participation', participation],
    ['group', of('group')],
    ['target-title', greatest(mentions, isTargetInTitle)],
    ['person', subject * greatest(mentions, ({ entity }) => entity.kind === 'person')],
    ['body', body],
    ['body-title', body === 1 ? 1 : 0],
    ['sport', sportEvidence(reading)],
    ['home-only', isHomeOnly(mentions) ? 1 : 0],
    ['no-link', measure > 0 ? 0 : 1],
  ];
}

function agreementFeatures(reading: Reading): FeatureValues {
  const { concepts, mentions } = reading;
  const of = roleStrength(concepts);
  const document = of('document');
  const subject = Math.max(document, of('cooperation'), of('joint'));
  const party = hasTwoSides(reading) ? 1 : 0;
  const step = Math.max(of('sign'), of('intent'), of('talk'), document);
  return [
    ['bias', 1],
    ['sign-document', Math.sqrt(of('sign') * subject) * party],
    ['document', document * party],
    ['intent', Math.sqrt(of('intent') * subject) * party],
    ['talk', Math.sqrt(of('talk') * Math.max(subject, of('institution'))) * party],
    ['cooperation', of('cooperation') * party],
    ['joint', of('joint') * party],
    ['games', Math.sqrt(of('games') * step)],
    ['end', Math.sqrt(of('end') * subject) * party],
    ['party', party],
    ['institution', of('institution')],
    ['target-title', greatest(mentions, isTargetInTitle)],
    ['person', greatest(mentions, ({ entity }) => entity.kind === 'person')],
    ['sport', sportEvidence(reading)],
    ['act', together(concepts, ['act', 'noun'])],
  ];
}

/** Whether a foreign country, or both target countries, are named; words that only imply both do not count. */
export function hasTwoSides({ mentions }: Reading): boolean {
  const sure = mentions.filter(
    ({ entity }) => entity.targets.length === 1 || entity.strength === 1,
  );
  const targets = new Set(sure.flatMap(({ entity }) => entity.targets));
  return targets.size > 1 || mentions.some(({ entity }) => entity.kind === 'country');
}

function roleStrength(concepts: readonly Weighed[]): (role: ConceptRole) => number {
  const most = new Map<ConceptRole, number>();
  for (const { concept, strength } of concepts) {
    if (strength > (most.get(concept.role) ?? 0)) most.set(concept.role, strength);
  }
  return (role) => Math.min(1, most.get(role) ?? 0);
}

/** 1 − Π(1 − s) over the strongest mention of each concept of the roles, each s at most .95. */
function together(concepts: readonly Weighed[], roles: readonly ConceptRole[]): number {
  const best = new Map<string, number>();
  for (const { concept, strength } of concepts) {
    if (!roles.includes(concept.role)) continue;
    best.set(concept.id, Math.max(best.get(concept.id) ?? 0, strength));
  }
  let rest = 1;
  for (const id of [...best.keys()].toSorted()) rest *= 1 - Math.min(0.95, best.get(id) ?? 0);
  return 1 - rest;
}

function countActs(concepts: readonly Weighed[]): number {
  const acts = concepts.filter(
    ({ concept, strength }) => concept.role === 'act' && strength > 0.15,
  );
  return new Set(acts.map(({ concept }) => concept.id)).size;
}

type Mentions = Reading['mentions'];

function greatest(mentions: Mentions, accept: (mention: Mentions[number]) => boolean): number {
  let most = 0;
  for (const mention of mentions) {
    if (mention.zoneWeight > most && accept(mention)) most = mention.zoneWeight;
  }
  return most;
}

function isTargetInTitle({ entity, find }: Mentions[number]): boolean {
  return entity.targets.length > 0 && find.zone === 0;
}

/** Bodies or clubs of the target countries are named, and nothing foreign. */
function isHomeOnly(mentions: Mentions): boolean {
  const sides = mentions.filter(({ entity }) => ['body', 'club', 'country'].includes(entity.kind));
  return sides.length > 0 && sides.every(({ entity }) => !isForeign(entity));
}

/** Not a state or a union of states. */
function isOfSport({ sport, court }: Mentions[number]['entity']): boolean {
  return sport !== null || court;
}

function isForeign({ targets }: Mentions[number]['entity']): boolean {
  return targets.length === 0;
}
