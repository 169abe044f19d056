import type { Target, Topic } from '../verdict.ts';
import type { Mention, Reading, Weighed } from './strength.ts';

/** Who and what an item is about. */
export type Parties = {
  readonly targets: readonly Target[];
  /** ISO codes of foreign countries in order of appearance. */
  readonly countries: readonly string[];
  readonly authority: string | null;
  readonly sport: string | null;
};

/** Reads the sides, the deciding body and the sport from the names. */
export function partiesOf(reading: Reading, topic: Topic): Parties {
  const inOrder = reading.mentions.toSorted(
    (a, b) => a.find.zone - b.find.zone || first(a) - first(b),
  );
  const named = inOrder.filter(({ entity }) => entity.targets.length === 1);
  const pointing = named.length > 0 ? named : inOrder;
  const targets = new Set(pointing.flatMap(({ entity }) => entity.targets));
  const countries = inOrder.flatMap(({ entity }) => entity.country ?? []);
  const acts = reading.concepts.filter(
    ({ concept }) => concept.topic === topic && concept.direction !== null,
  );
  const body = actingBody(inOrder, acts);
  return {
    targets: (['RUS', 'BLR'] as const).filter((target) => targets.has(target)),
    countries: [...new Set(countries)],
    authority: body?.entity.id ?? (topic === 'sanction' ? deciderOf(inOrder, acts) : null),
    sport: sportOf(inOrder, body),
  };
}

/**
 * The foreign body that acts: the earliest zone wins, then the one that stands before an act as its subject or beside
 * it; courts before federations, and sports bodies before states.
 */
function actingBody(mentions: readonly Mention[], acts: readonly Weighed[]): Mention | null {
  let best: Mention | null = null;
  let most = 0;
  for (const mention of mentions) {
    const { entity, find, zoneWeight } = mention;
    if (entity.kind !== 'body' || entity.targets.length > 0) continue;
    const court = entity.court && find.zone === 0 ? 0.5 : 0;
    const state = entity.sport === null && !entity.court ? 0.6 : 1;
    const points = state * zoneWeight * (1 + besideAct(mention, acts)) + court;
    if (points <= most) continue;
    most = points;
    best = mention;
  }
  return best;
}

/** Up to .6 for a body within seven words before an act of its sentence, .4 within five words after one. */
function besideAct({ find }: Mention, acts: readonly Weighed[]): number {
  let most = 0;
  const last = find.places.at(-1) ?? 0;
  for (const { find: act, concept, strength } of acts) {
    if (act.zone !== find.zone || act.sentence !== find.sentence || strength === 0) continue;
    const ahead = (act.places[0] ?? 0) - last;
    const weight = concept.role === 'act' || concept.role === 'end' ? 1 : 0.5;
    if (ahead > 0 && ahead <= 7) most = Math.max(most, 0.6 * weight);
    else if (act.places.some((place) => Math.abs(place - last) <= 5)) {
      most = Math.max(most, 0.4 * weight);
    }
  }
  return most;
}

/** Acts of states, sponsors and athletes: no federation need have decided anything. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  'visa-refusal',
  'personal-sanctions',
  'money-cut',
  'boycott',
  'decline',
]);

/** Where no body is named: the one that decides in the event, else in the sport, that is named; unless others acted. */
function deciderOf(mentions: readonly Mention[], acts: readonly Weighed[]): string | null {
  const strongest = acts.toSorted((a, b) => b.strength - a.strength)[0];
  if (strongest === undefined || OF_OTHERS.has(strongest.concept.id)) return null;
  const deciding = mentions.filter(({ entity }) => entity.decides !== null);
  const [head] = deciding.toSorted(
    (a, b) => b.zoneWeight - a.zoneWeight || Number(isSport(a)) - Number(isSport(b)),
  );
  return head?.entity.decides ?? null;
}

/** A sport, not an event or a word of sport. */
function isSport({ entity }: Mention): boolean {
  return entity.id === entity.sport;
}

/** The sport that is named most, in the title above all; the acting body's own counts as a mention of it. */
function sportOf(mentions: readonly Mention[], body: Mention | null): string | null {
  const named = mentions.filter((mention) => !isPart(mention, mentions));
  const points = new Map<string, number>();
  const add = (sport: string | null, more: number): void => {
    if (sport !== null && sport !== 'multi') points.set(sport, (points.get(sport) ?? 0) + more);
  };
  // A body of several sports stands for the first of them only where none of the others is named.
  const governing = new Set(named.filter(isSport).map(({ entity }) => entity.decides));
  for (const { entity, zoneWeight } of named) {
    if (entity.kind !== 'body' || !governing.has(entity.id)) add(entity.sport, zoneWeight);
  }
  if (body !== null && !governing.has(body.entity.id))
    add(body.entity.sport, 0.9 * body.zoneWeight);
  const [most] = [...points].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (most !== undefined) return branchOf(most[0], named) ?? most[0];
  return mentions.some(({ entity }) => entity.sport === 'multi') ? 'multi' : null;
}

/** A sport that the same body governs and that is named at least as early: water polo rather than aquatics. */
function branchOf(sport: string, named: readonly Mention[]): string | null {
  const whole = named.find(({ entity }) => entity.kind === 'sport' && entity.sport === sport);
  const governing = whole?.entity.decides ?? null;
  if (whole === undefined || governing === null) return null;
  const branch = named.find(
    ({ entity, zoneWeight }) =>
      entity.decides === governing &&
      entity.id === entity.sport &&
      entity.sport !== sport &&
      zoneWeight >= whole.zoneWeight,
  );
  return UMBRELLAS.has(sport) ? (branch?.entity.sport ?? null) : null;
}

/** Sports of which others are branches. */
const UMBRELLAS: ReadonlySet<string> = new Set(['aquatics', 'skiing']);

/** "Skiing" in "cross-country skiing" is no sport of its own, nor is "snowboard" in the name of a federation. */
function isPart({ entity, find }: Mention, mentions: readonly Mention[]): boolean {
  if (entity.kind !== 'sport') return false;
  return mentions.some(({ entity: other, find: { zone, places } }) => {
    if (zone !== find.zone || places.length <= find.places.length) return false;
    if (other.kind === 'sport') return find.places.every((place) => places.includes(place));
    const [start, end] = [places[0] ?? 0, places.at(-1) ?? 0];
    return other.kind === 'body' && find.places.every((place) => place > start && place < end);
  });
}

function first({ find }: Mention): number {
  return find.places[0] ?? 0;
}
