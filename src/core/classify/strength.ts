import type { Concept, Entity, Keywords, Negative } from './keywords.ts';
import type { Find, Scan } from './scan.ts';

/** A concept found, and how much the mention says: 0 when masked. */
export type Weighed = {
  readonly concept: Concept;
  readonly find: Find;
  readonly strength: number;
  /** How much its place counts, 0…1: zone × background, whatever stands near. */
  readonly place: number;
};

/** An unmasked name, and how much its place counts. */
export type Mention = { readonly entity: Entity; readonly find: Find; readonly zoneWeight: number };

/** What an item says, weighed: the ground for features, direction and parties. */
export type Reading = {
  readonly mentions: readonly Mention[];
  readonly concepts: readonly Weighed[];
  /** Zone-weighted sum of each family of counter-evidence, at most 1.2. */
  readonly negatives: ReadonlyMap<string, number>;
};

/** The keywords by id. */
export type Tables = {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly negatives: ReadonlyMap<string, Negative>;
  readonly zones: Keywords['zones'];
  readonly background: number;
};

/**
 * Weighs what was found. A concept's strength is weight/3 × zone × nearness to a target × background,
 * where nearness is 1/(1 + max(0, d − 3)/10) at d words within a sentence, .6 between title and lede, else .35.
 */
export function readItem(found: Scan, tables: Tables): Reading {
  const named = found.entities.flatMap((find) => mentionOf(find, found, tables));
  const mentions = named.filter((mention) => !isNational(mention, named));
  const recalled = new Set(
    found.concepts.filter(({ owner }) => owner.kind === 'background').map(sentenceKey),
  );
  const targets = mentions.filter(({ entity }) => entity.targets.length > 0);
  const concepts = found.concepts.flatMap((find): Weighed[] => {
    const concept = tables.concepts.get(find.owner.id);
    if (find.owner.kind !== 'concept' || concept === undefined || find.masked !== null) return [];
    const place =
      zoneWeight(find, found, tables) * (recalled.has(sentenceKey(find)) ? tables.background : 1);
    const strength = (concept.weight / 3) * place * nearness(find, targets);
    return [{ concept, find, strength, place }];
  });
  return { mentions, concepts, negatives: weighNegatives(found, tables) };
}

/** The greatest strength with which a concept of a role stands, in the whole item or only in some finds. */
export function strongest(
  concepts: readonly Weighed[],
  accept: (weighed: Weighed) => boolean,
): number {
  let most = 0;
  for (const weighed of concepts) {
    if (weighed.strength > most && accept(weighed)) most = weighed.strength;
  }
  return most;
}

/** How much a find counts by where it stands. */
function zoneWeight(find: Find, found: Scan, { zones }: Tables): number {
  const zone = found.zones[find.zone]?.zone ?? 'body';
  return zone === 'summary' && find.sentence === 0 ? zones.lede : zones[zone];
}

function mentionOf(find: Find, found: Scan, tables: Tables): Mention[] {
  const entity = tables.entities.get(find.owner.id);
  if (entity === undefined || find.masked !== null) return [];
  return [{ entity, find, zoneWeight: zoneWeight(find, found, tables) }];
}

/**
 * "The Russian skating federation" is not the one of the world: a body that is only described counts as foreign
 * unless a country stands right beside it.
 */
function isNational({ entity, find }: Mention, mentions: readonly Mention[]): boolean {
  if (entity.kind !== 'body' || entity.targets.length > 0) return false;
  if (find.places.length < 2 || WORLDWIDE.test(find.pattern)) return false;
  const [start, end] = [find.places[0] ?? 0, find.places.at(-1) ?? 0];
  return mentions.some(
    ({ entity: { kind }, find: { places, zone } }) =>
      (kind === 'target' || kind === 'country') &&
      zone === find.zone &&
      (places.includes(start - 1) || places.includes(end + 1)),
  );
}

/** Words by which a description means a body above all countries. */
const WORLDWIDE = /inter|world|welt|mond|mundi|europ|global|ioc|[A-Z]{2}/u;

function nearness(find: Find, targets: readonly Mention[]): number {
  let most = 0;
  for (const { entity, find: target } of targets) {
    most = Math.max(most, entity.strength * closeness(find, target));
  }
  return most;
}

function closeness(find: Find, target: Find): number {
  if (find.zone === target.zone && find.sentence === target.sentence) {
    return 1 / (1 + Math.max(0, distance(find.places, target.places) - 3) / 10);
  }
  return isHead(find) && isHead(target) ? 0.6 : 0.35;
}

/** In the title, or in the first sentence after it. */
function isHead({ zone, sentence }: Find): boolean {
  return zone === 0 || (zone === 1 && sentence === 0);
}

function distance(a: readonly number[], b: readonly number[]): number {
  let least = Infinity;
  for (const one of a) for (const other of b) least = Math.min(least, Math.abs(one - other));
  return least;
}

function weighNegatives(found: Scan, tables: Tables): ReadonlyMap<string, number> {
  const present = new Set(
    found.concepts
      .filter(({ owner, masked }) => owner.kind === 'concept' && masked === null)
      .map(({ owner }) => owner.id),
  );
  const sums = new Map<string, number>();
  for (const find of found.concepts) {
    const { kind, id } = find.owner;
    const negative = tables.negatives.get(id);
    if (kind !== 'negative' || negative === undefined) continue;
    if (negative.unless.some((concept) => present.has(concept))) continue;
    sums.set(id, Math.min(1.2, (sums.get(id) ?? 0) + zoneWeight(find, found, tables)));
  }
  return sums;
}

function sentenceKey({ zone, sentence }: Find): string {
  return `${zone}:${sentence}`;
}
