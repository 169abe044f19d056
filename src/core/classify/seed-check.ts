import type { Seed } from '../seed.ts';
import { LANGUAGES } from '../source.ts';
import { SANCTION_DIRECTIONS, type Direction, type Topic, type Verdict } from '../verdict.ts';
import { polarityOf } from './direction.ts';
import { compareWithSeeds, type CompiledSeed } from './seeds.ts';

/** What may be said of reference articles. `kind` is for machines, `message` for people. */
export type SeedFinding = {
  readonly kind: 'near-duplicate' | 'one-language' | 'one-label' | 'missing-side' | 'far-items';
  /** The reference articles it is about; none where one is missing. */
  readonly seeds: readonly string[];
  readonly message: string;
};

/** A flagged item, as far as seeds are measured by it. */
export type Flagged = { readonly title: string; readonly verdict: Verdict };

/** A seed that adds nothing to another: half words, half concepts in common. 0…1. */
const SAME = 0.8;
/** An item less alike than this resembles none: unrelated reports on the topic reach about as much. 0…1. */
const FAR = 0.3;
/** Fewer far items of a kind do not call for a seed. */
const FEWEST_FAR = 3;
const MOST_KINDS = 5;

/** Looks for seeds that repeat one another, and for kinds of items that no seed stands for. */
export function checkSeeds(
  seeds: readonly Seed[],
  compiled: readonly CompiledSeed[],
  flagged: readonly Flagged[],
): SeedFinding[] {
  return [
    ...duplicates(compiled),
    ...languages(compiled),
    ...labels(compiled),
    ...sides(seeds, compiled),
    ...farItems(flagged),
  ];
}

function duplicates(seeds: readonly CompiledSeed[]): SeedFinding[] {
  return seeds.flatMap((seed, at) =>
    seeds.slice(at + 1).flatMap((other): SeedFinding[] => {
      const similarity = compareWithSeeds(seed, [other]).nearest(other.topic)?.similarity ?? 0;
      if (similarity < SAME) return [];
      const message = `${seed.id} and ${other.id} are ${percent(similarity)} alike: the second adds nothing, take one out`;
      return [{ kind: 'near-duplicate', seeds: [seed.id, other.id], message }];
    }),
  );
}

function languages(seeds: readonly CompiledSeed[]): SeedFinding[] {
  const [first, ...others] = new Set(seeds.map(({ language }) => language));
  if (first === undefined || others.length > 0) return [];
  const missing = LANGUAGES.filter((language) => language !== first).slice(0, 2);
  const message = `all seeds are in ${first}, so that items of other languages are compared by concepts alone: add one in ${missing.join(' or ')}`;
  return [{ kind: 'one-language', seeds: seeds.map(({ id }) => id), message }];
}

/** From this share on one label has nearly all seeds. */
const NEARLY_ALL = 0.75;

function labels(seeds: readonly CompiledSeed[]): SeedFinding[] {
  const topics: readonly Topic[] = ['sanction', 'agreement'];
  return topics.flatMap((topic): SeedFinding[] => {
    const own = seeds.filter((seed) => seed.topic === topic).map(({ id }) => id);
    const rest = seeds.length - own.length;
    if (seeds.length === 0) return [];
    if (rest > seeds.length * (1 - NEARLY_ALL)) return [];
    const other = topic === 'sanction' ? 'an agreement' : 'a sanction';
    const message = `${own.length} of ${seeds.length} seeds are labelled ${topic}: add one of ${other}`;
    return seeds.length < 3 && rest > 0 ? [] : [{ kind: 'one-label', seeds: own, message }];
  });
}

const SIDES = [
  ['tighter', 'on a measure that is imposed, extended or upheld'],
  ['looser', 'on a measure that is eased or lifted'],
] as const;

function sides(seeds: readonly Seed[], compiled: readonly CompiledSeed[]): SeedFinding[] {
  const sanctions = new Set(
    compiled.filter(({ topic }) => topic === 'sanction').map(({ id }) => id),
  );
  const told = new Set(
    seeds.flatMap(({ id, direction }) =>
      sanctions.has(id) && isSanctionDirection(direction)
        ? [polarityOf('sanction', direction)]
        : [],
    ),
  );
  return SIDES.filter(([polarity]) => !told.has(polarity)).map(([, what]) => ({
    kind: 'missing-side' as const,
    seeds: [],
    message: `no seed has a \`direction\` that tells of a report ${what}: add one`,
  }));
}

function isSanctionDirection(direction: Direction | null): direction is Direction {
  return SANCTION_DIRECTIONS.some((one) => one === direction);
}

/** Kinds of flagged items that resemble no seed: the most frequent, by label, direction and deciding body. */
function farItems(flagged: readonly Flagged[]): SeedFinding[] {
  const kinds = new Map<string, string[]>();
  for (const { title, verdict } of flagged) {
    if ((verdict.evidence.seed?.similarity ?? 0) >= FAR) continue;
    const { label, direction, authority } = verdict;
    const kind = [label, direction, authority].filter((part) => part !== null).join(', ');
    kinds.set(kind, [...(kinds.get(kind) ?? []), title]);
  }
  return [...kinds]
    .filter(([, titles]) => titles.length >= FEWEST_FAR)
    .toSorted(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .slice(0, MOST_KINDS)
    .map(([kind, titles]) => ({
      kind: 'far-items',
      seeds: [],
      message: `${titles.length} flagged items (${kind}) resemble no seed, such as “${titles[0] ?? ''}”: add one of this kind`,
    }));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
