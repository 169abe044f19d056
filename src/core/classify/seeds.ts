import type { Language } from '../source.ts';
import type { SeedMatch, Topic } from '../verdict.ts';

/** Weighted words or concepts of a text. */
export type Vector = ReadonlyMap<string, number>;

/** What of a text is compared with seeds: stems within a language, sounds across languages, concepts always. */
export type Profile = {
  readonly language: Language;
  readonly terms: Vector;
  /** Names and words that languages share are spelled differently and sound alike. */
  readonly sounds: Vector;
  readonly concepts: Vector;
};

/** A seed ready for comparison, with the lengths of its vectors. */
export type CompiledSeed = Profile & {
  readonly id: string;
  readonly topic: Topic;
  readonly lengths: Lengths;
};

type Lengths = { readonly terms: number; readonly sounds: number; readonly concepts: number };

/** How near the seeds of each topic are. */
export type Similarity = {
  readonly terms: Readonly<Record<Topic, number>>;
  readonly concepts: Readonly<Record<Topic, number>>;
  /** The nearest seed of a topic; of the other one where the topic has none. */
  readonly nearest: (topic: Topic) => SeedMatch | null;
};

/** Compares an item with all seeds: cosines, 0…1. The similarity is half terms, or sounds across languages, half concepts. */
export function compareWithSeeds(item: Profile, seeds: readonly CompiledSeed[]): Similarity {
  const terms = { sanction: 0, agreement: 0 };
  const concepts = { sanction: 0, agreement: 0 };
  const nearest: Record<Topic, Near | null> = { sanction: null, agreement: null };
  const lengths = lengthsOf(item);
  for (const seed of seeds) {
    const { topic } = seed;
    const ofTerms =
      seed.language === item.language
        ? cosine(item.terms, seed.terms, lengths.terms * seed.lengths.terms)
        : 0;
    const ofConcepts = cosine(
      item.concepts,
      seed.concepts,
      lengths.concepts * seed.lengths.concepts,
    );
    terms[topic] = Math.max(terms[topic], ofTerms);
    concepts[topic] = Math.max(concepts[topic], ofConcepts);
    const ofWords =
      seed.language === item.language
        ? ofTerms
        : cosine(item.sounds, seed.sounds, lengths.sounds * seed.lengths.sounds);
    const similarity = (ofWords + ofConcepts) / 2;
    if (similarity > (nearest[topic]?.similarity ?? 0)) nearest[topic] = { seed, similarity };
  }
  return {
    terms,
    concepts,
    nearest: (topic) => {
      const near = nearest[topic] ?? nearest.sanction ?? nearest.agreement;
      return near === null ? null : matchOf(item, near.seed, near.similarity);
    },
  };
}

type Near = { readonly seed: CompiledSeed; readonly similarity: number };

/** 0 where one has no length; never above 1, whatever the rounding. */
function cosine(a: Vector, b: Vector, lengths: number): number {
  return Math.min(1, dot(a, b) / (lengths || 1));
}

function matchOf(item: Profile, seed: CompiledSeed, similarity: number): SeedMatch {
  return {
    seed: seed.id,
    similarity,
    sharedTerms: seed.language === item.language ? shared(item.terms, seed.terms) : [],
    sharedConcepts: shared(item.concepts, seed.concepts),
  };
}

/** Term weights of a text: ln(1 + n) for a term that stands n times, counted by the weight of its places. */
export function frequencyVector(counts: ReadonlyMap<string, number>): Vector {
  return new Map([...counts].map(([term, count]) => [term, Math.log1p(count)]));
}

/** Weighs terms down that many seeds of one language share, and sounds that many of all share: × ln(1 + N/df). */
export function weighByRarity(
  seeds: readonly Omit<CompiledSeed, 'lengths'>[],
): readonly CompiledSeed[] {
  return seeds.map((seed) => {
    const peers = seeds.filter(({ language }) => language === seed.language);
    const terms = rarified(
      seed.terms,
      peers.map((peer) => peer.terms),
    );
    const sounds = rarified(
      seed.sounds,
      seeds.map((peer) => peer.sounds),
    );
    const weighed = { ...seed, terms, sounds };
    return { ...weighed, lengths: lengthsOf(weighed) };
  });
}

function rarified(vector: Vector, all: readonly Vector[]): Vector {
  return new Map(
    [...vector].map(([key, weight]) => {
      const frequency = all.filter((one) => one.has(key)).length;
      return [key, weight * Math.log(1 + all.length / frequency)];
    }),
  );
}

function lengthsOf({ terms, sounds, concepts }: Profile): Lengths {
  return { terms: lengthOf(terms), sounds: lengthOf(sounds), concepts: lengthOf(concepts) };
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (const [key, weight] of a) sum += weight * (b.get(key) ?? 0);
  return sum;
}

function lengthOf(vector: Vector): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}

/** The five keys that add most to the likeness. */
function shared(a: Vector, b: Vector): string[] {
  return [...a]
    .map(([key, weight]) => [key, weight * (b.get(key) ?? 0)] as const)
    .filter(([, points]) => points > 0)
    .toSorted((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1))
    .slice(0, 5)
    .map(([key]) => key);
}
