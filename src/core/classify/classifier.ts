import { SetupError } from '../../errors.ts';
import type { Seed } from '../seed.ts';
import type { Language } from '../source.ts';
import type { Evidence, Hit, Topic, Verdict } from '../verdict.ts';
import { bodyParts, leavesOpen, withBody, type BodyParts, type Part } from './body.ts';
import { choose, gateOf, hasTarget, type Choice, type Priors } from './choice.ts';
import { polarityOf, readDirection } from './direction.ts';
import { createEngine, understand, type Engine, type Understood } from './engine.ts';
import type { Keywords } from './keywords.ts';
import type { Opinion } from './learned/learned.ts';
import { partiesOf } from './parties.ts';
import { profileOf, seedTexts } from './profile.ts';
import { hitOf, type Names, type Scan, type ZoneText } from './scan.ts';
import { compareWithSeeds, weighByRarity, type CompiledSeed, type Similarity } from './seeds.ts';

export type { Priors } from './choice.ts';

/** What of an item is judged. */
export type Judged = {
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
  /** The text of its article, paragraphs on lines of their own; read only where title and summary leave the label open. */
  readonly body?: string;
};

/** Keywords and seeds, compiled. `judge` is pure but for a bounded cache of word forms. */
export type Classifier = { readonly judge: (item: Judged, priors?: Priors) => Verdict };

/** The compiled keywords and seeds. */
export type Parts = { readonly engine: Engine; readonly seeds: readonly CompiledSeed[] };

/**
 * Compiles keywords and seeds. A seed without a label gets the one that the rules give it.
 * Throws PatternError for patterns that make no sense and SetupError for a seed that the rules cannot label.
 */
export function compileParts(keywords: Keywords, seeds: readonly Seed[]): Parts {
  const engine = createEngine(keywords);
  return { engine, seeds: weighByRarity(seeds.map((seed) => compileSeed(engine, seed))) };
}

/** Compiles keywords and seeds to a classifier. Throws what compileParts does. */
export function compileClassifier(keywords: Keywords, seeds: readonly Seed[]): Classifier {
  const parts = compileParts(keywords, seeds);
  return { judge: (item, priors = NO_PRIORS) => judge(parts, item, priors) };
}

/** Of the source nothing is known. */
export const NO_PRIORS: Priors = { sport: false, domestic: null, role: 'paper' };

/** Hits kept with a verdict: more would only fill the store. */
const MOST_HITS = 200;

/** The teaser is judged first; the article's text only where that leaves the label open. */
function judge(parts: Parts, item: Judged, priors: Priors): Verdict {
  const { body = '' } = item;
  const teaser = judgeTeaser(parts, item, priors);
  if (body.trim() === '' || !leavesOpen(teaser.verdict, item)) return teaser.verdict;
  const { lede, lead } = bodyParts(item, body);
  const told = lede === null ? item : { ...item, summary: lede.text };
  const opened = lede === null ? teaser : judgeTeaser(parts, told, priors);
  const isOpen = lead.text !== '' && leavesOpen(opened.verdict, told);
  const verdict = isOpen ? judgeWhole(parts, told, opened, { lead, priors }) : opened.verdict;
  return { ...verdict, evidence: placedInBody(verdict.evidence, { lede, lead }) };
}

/** A verdict by title and summary, with what it was made of. */
type Opened = {
  readonly verdict: Verdict;
  readonly surveyed: Survey;
  readonly opinion: Opinion | null;
};

function judgeTeaser(parts: Parts, item: Judged, priors: Priors): Opened {
  const { engine } = parts;
  const surveyed = survey(parts, item);
  const { found, reading, similarity } = surveyed;
  // What lacks a target or sport is no sanction and no agreement, whatever its words: nothing is asked about it.
  const opinion =
    gateOf('sanction', reading, priors) === null
      ? (engine.learned?.({ ...item, found, reading }) ?? null)
      : null;
  const choice = choose(engine.keywords, reading, similarity, priors, opinion);
  const verdict = verdictOf(choice, item, reading, {
    hits: hitsOf(found, engine.names, opinion?.hits(choice.rules.topic) ?? []),
    seed: similarity.nearest(choice.rules.topic),
  });
  return { verdict, surveyed, opinion };
}

/** Gates, names and seeds go by the teaser; the paragraphs after it move the score, and the direction of what they flag. */
function judgeWhole(
  { engine }: Parts,
  item: Judged,
  { verdict: before, surveyed, opinion }: Opened,
  { lead, priors }: { readonly lead: Part; readonly priors: Priors },
): Verdict {
  const whole = understand(engine, item.language, [
    ...teaserTexts(item),
    { zone: 'body', text: lead.text },
  ]);
  const { reading, similarity } = surveyed;
  const swayed = withBody(engine, { teaser: surveyed, whole, similarity }, opinion);
  const choice = choose(engine.keywords, reading, similarity, priors, swayed);
  const isNew = before.label !== choice.rules.topic;
  return verdictOf(choice, item, isNew ? whole.reading : reading, {
    hits: hitsOf(whole.found, engine.names, swayed.hits(choice.rules.topic)),
    seed: similarity.nearest(choice.rules.topic),
  });
}

function moved(hit: Hit, { start }: Part): Hit {
  return { ...hit, zone: 'body', start: hit.start + start, end: hit.end + start };
}

/** Says that the article's text decided; hits tell where in the whole of it they stand. */
function placedInBody(evidence: Evidence, { lede, lead }: BodyParts): Evidence {
  const hits = evidence.hits.map((hit) => {
    if (hit.zone === 'body') return moved(hit, lead);
    return hit.zone === 'summary' && lede !== null ? moved(hit, lede) : hit;
  });
  return { ...evidence, hits, decidedBy: 'body' };
}

/** What was found in an item, what it weighs, and how near the seeds are. */
export type Survey = Understood & { readonly similarity: Similarity };

/** Reads an item by the rules, as far as no topic and no source matters. */
export function survey({ engine, seeds }: Parts, item: Judged): Survey {
  const understood = understand(engine, item.language, teaserTexts(item));
  const { found, reading, lexicon } = understood;
  const similarity = hasTarget(reading)
    ? compareWithSeeds(profileOf(found, reading, lexicon, [1, 1]), seeds)
    : NOTHING_SIMILAR;
  return { ...understood, similarity };
}

function teaserTexts({ title, summary }: Judged): ZoneText[] {
  return [
    { zone: 'title', text: title },
    { zone: 'summary', text: summary },
  ];
}

const NOTHING_SIMILAR: Similarity = {
  terms: { sanction: 0, agreement: 0 },
  concepts: { sanction: 0, agreement: 0 },
  nearest: () => null,
};

function verdictOf(
  { rules, score, threshold, gate }: Choice,
  item: Judged,
  reading: Understood['reading'],
  { hits, seed }: Pick<Evidence, 'hits' | 'seed'>,
): Verdict {
  const counts = gate === null && score.probability >= threshold;
  const ruled = counts ? readDirection(rules, reading, item) : null;
  const direction = ruled?.value ?? null;
  return {
    label: counts ? rules.topic : 'none',
    direction,
    polarity: counts ? polarityOf(rules.topic, direction) : null,
    score: score.probability,
    ...partiesOf(reading, rules.topic),
    evidence: {
      topic: rules.topic,
      logit: score.logit,
      threshold,
      gate,
      contributions: score.contributions,
      hits,
      seed,
      direction: ruled,
      decidedBy: 'teaser',
    },
  };
}

function hitsOf({ entities, concepts, zones }: Scan, names: Names, words: readonly Hit[]): Hit[] {
  const phrases = [...entities, ...concepts]
    .toSorted((a, b) => a.zone - b.zone || (a.places[0] ?? 0) - (b.places[0] ?? 0))
    .flatMap((find) => hitOf(find, zones, names) ?? []);
  return [...phrases.slice(0, MOST_HITS - words.length), ...words];
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
  const priors: Priors = { sport: true, domestic: null, role: 'paper' };
  const { label } = judge({ engine, seeds: [] }, item, priors);
  if (label !== 'none') return label;
  throw new SetupError(
    `the seed ${seed.id} has no label, and the keywords do not tell one: they say none`,
    `Put front matter at the top of config/seeds/${seed.id}.md:\n---\nlabel: sanction  # or agreement\n---`,
  );
}
