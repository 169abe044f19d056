import type { Target } from '../verdict.ts';
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
export function partiesOf(reading: Reading): Parties {
  const inOrder = reading.mentions.toSorted(
    (a, b) => a.find.zone - b.find.zone || first(a) - first(b),
  );
  const named = inOrder.filter(({ entity }) => entity.targets.length === 1);
  const pointing = named.length > 0 ? named : inOrder;
  const targets = new Set(pointing.flatMap(({ entity }) => entity.targets));
  const countries = inOrder.flatMap(({ entity }) => entity.country ?? []);
  const authority = authorityOf(inOrder, reading.concepts);
  return {
    targets: (['RUS', 'BLR'] as const).filter((target) => targets.has(target)),
    countries: [...new Set(countries)],
    authority: authority?.entity.id ?? null,
    sport: sportOf(inOrder, authority),
  };
}

/** The foreign body that acts: the earliest zone wins, then the one right beside an act, courts before federations. */
function authorityOf(mentions: readonly Mention[], concepts: readonly Weighed[]): Mention | null {
  const acts = concepts.filter(({ concept }) => concept.direction !== null);
  let best: Mention | null = null;
  let most = 0;
  for (const mention of mentions) {
    if (mention.entity.kind !== 'body' || mention.entity.targets.length > 0) continue;
    const points = mention.zoneWeight * (1 + besideAct(mention, acts)) + courtBonus(mention);
    if (points <= most) continue;
    most = points;
    best = mention;
  }
  return best;
}

function courtBonus({ entity, find }: Mention): number {
  return entity.court && find.zone === 0 ? 0.5 : 0;
}

/** Half a point for a body within five words of an act of its own sentence. */
function besideAct({ find }: Mention, acts: readonly Weighed[]): number {
  const near = acts.some(
    ({ find: act }) =>
      act.zone === find.zone &&
      act.sentence === find.sentence &&
      act.places.some((place) => Math.abs(place - (find.places.at(-1) ?? 0)) <= 5),
  );
  return near ? 0.5 : 0;
}

function sportOf(mentions: readonly Mention[], authority: Mention | null): string | null {
  const ofBody = authority?.entity.sport ?? null;
  if (ofBody !== null && ofBody !== 'multi') return ofBody;
  const isMulti = mentions.some(({ entity }) => entity.sport === 'multi');
  return mostNamedSport(mentions) ?? ofBody ?? (isMulti ? 'multi' : null);
}

function mostNamedSport(mentions: readonly Mention[]): string | null {
  const points = new Map<string, number>();
  for (const { entity, zoneWeight } of mentions) {
    if (entity.sport === null || entity.sport === 'multi') continue;
    points.set(entity.sport, (points.get(entity.sport) ?? 0) + zoneWeight);
  }
  const [most] = [...points].toSorted((a, b) => b[1] - a[1]);
  return most?.[0] ?? null;
}

function first({ find }: Mention): number {
  return find.places[0] ?? 0;
}
