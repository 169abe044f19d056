import { SetupError } from '../../errors.ts';
import type { Seed } from '../seed.ts';
import type { Language } from '../source.ts';
import type { Evidence, Hit, Topic, Verdict } from '../verdict.ts';
import { choose, hasTarget, type Choice, type Priors } from './choice.ts';
import { directionOf, polarityOf } from './direction.ts';
import { createEngine, understand, type Engine, type Understood } from './engine.ts';
import type { Keywords } from './keywords.ts';
import { partiesOf } from './parties.ts';
import { profileOf, seedTexts } from './profile.ts';
import { hitOf, type Names, type Scan } from './scan.ts';
import { compareWithSeeds, weighByRarity, type CompiledSeed, type Similarity } from './seeds.ts';

export type { Priors } from './choice.ts';

/** What of an item is judged. */
export type Judged = {
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
};

/** Keywords and seeds, compiled. `judge` is pure but for a bounded cache of word forms. */
export type Classifier = { readonly judge: (item: Judged, priors?: Priors) => Verdict };

/**
 * Compiles keywords and seeds. A seed without a label gets the one that the rules give it.
 * Throws PatternError for patterns that make no sense and SetupError for a seed that the rules cannot label.
 */
export function compileClassifier(keywords: Keywords, seeds: readonly Seed[]): Classifier {
  const engine = createEngine(keywords);
  const compiled = weighByRarity(seeds.map((seed) => compileSeed(engine, seed)));
  return {
    judge: (item, priors = NO_PRIORS) => judge(engine, compiled, item, priors),
  };
}

const NO_PRIORS: Priors = { sport: false, domestic: null, role: 'paper' };

/** Hits kept with a verdict: more would only fill the store. */
const MOST_HITS = 200;

function judge(
  engine: Engine,
  seeds: readonly CompiledSeed[],
  item: Judged,
  priors: Priors,
): Verdict {
  const { found, reading, lexicon } = understand(engine, item.language, [
    { zone: 'title', text: item.title },
    { zone: 'summary', text: item.summary },
  ]);
  const similarity = hasTarget(reading)
    ? compareWithSeeds(profileOf(found, reading, lexicon, [1, 1]), seeds)
    : NOTHING_SIMILAR;
  const choice = choose(engine.keywords, reading, similarity, priors);
  return verdictOf(choice, item, reading, {
    hits: hitsOf(found, engine.names),
    seed: similarity.nearest,
  });
}

const NOTHING_SIMILAR: Similarity = {
  terms: { sanction: 0, agreement: 0 },
  concepts: { sanction: 0, agreement: 0 },
  nearest: null,
};

function verdictOf(
  { rules, score, threshold, gate }: Choice,
  item: Judged,
  reading: Understood['reading'],
  { hits, seed }: Pick<Evidence, 'hits' | 'seed'>,
): Verdict {
  const counts = gate === null && score.probability >= threshold;
  const direction = counts ? directionOf(rules, reading, item) : null;
  return {
    label: counts ? rules.topic : 'none',
    direction,
    polarity: counts ? polarityOf(rules.topic, direction) : null,
    score: score.probability,
    ...partiesOf(reading),
    evidence: {
      topic: rules.topic,
      logit: score.logit,
      threshold,
      gate,
      contributions: score.contributions,
      hits,
      seed,
    },
  };
}

function hitsOf({ entities, concepts, zones }: Scan, names: Names): Hit[] {
  return [...entities, ...concepts]
    .toSorted((a, b) => a.zone - b.zone || (a.places[0] ?? 0) - (b.places[0] ?? 0))
    .flatMap((find) => hitOf(find, zones, names) ?? [])
    .slice(0, MOST_HITS);
}

/** Labels a seed by the rules where it has no label, and takes its profile. */
function compileSeed(engine: Engine, seed: Seed): Omit<CompiledSeed, 'lengths'> {
  const texts = seedTexts(seed);
  const { found, reading, lexicon } = understand(engine, seed.language, texts);
  const profile = profileOf(found, reading, lexicon, [1, 1, 0.25]);
  return { ...profile, id: seed.id, topic: seed.label ?? labelByRules(engine, seed) };
}

function labelByRules(engine: Engine, seed: Seed): Topic {
  const [title, lead] = seedTexts(seed);
  const item: Judged = {
    title: title?.text ?? '',
    summary: lead?.text ?? '',
    language: seed.language,
  };
  const { label } = judge(engine, [], item, { sport: true, domestic: null, role: 'paper' });
  if (label !== 'none') return label;
  throw new SetupError(
    `the seed ${seed.id} has no label, and the keywords do not tell one: they say none`,
    `Put front matter at the top of config/seeds/${seed.id}.md:\n---\nlabel: sanction  # or agreement\n---`,
  );
}
