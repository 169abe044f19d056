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

/** How near the seeds of each topic are, and the nearest of all. */
export type Similarity = {
  readonly terms: Readonly<Record<Topic, number>>;
  readonly concepts: Readonly<Record<Topic, number>>;
  readonly nearest: SeedMatch | null;
};

/** Compares an item with all seeds: cosines, 0…1. The similarity is half terms, or sounds across languages, half concepts. */
export function compareWithSeeds(item: Profile, seeds: readonly CompiledSeed[]): Similarity {
  const terms = { sanction: 0, agreement: 0 };
  const concepts = { sanction: 0, agreement: 0 };
  const lengths = lengthsOf(item);
  let nearest: CompiledSeed | null = null;
  let most = 0;
  for (const seed of seeds) {
    const ofTerms =
      seed.language === item.language
        ? dot(item.terms, seed.terms) / (lengths.terms * seed.lengths.terms || 1)
        : 0;
    const ofConcepts =
      dot(item.concepts, seed.concepts) / (lengths.concepts * seed.lengths.concepts || 1);
    terms[seed.topic] = Math.max(terms[seed.topic], Math.min(1, ofTerms));
    concepts[seed.topic] = Math.max(concepts[seed.topic], Math.min(1, ofConcepts));
    const ofWords =
      seed.language === item.language
        ? ofTerms
        : dot(item.sounds, seed.sounds) / (lengths.sounds * seed.lengths.sounds || 1);
    const similarity = (Math.min(1, ofWords) + Math.min(1, ofConcepts)) / 2;
    if (similarity <= most) continue;
    most = similarity;
    nearest = seed;
  }
  return { terms, concepts, nearest: nearest === null ? null : matchOf(item, nearest, most) };
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
