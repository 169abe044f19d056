import type { ConceptRole } from './keywords.ts';
import type { Opinion } from './learned/learned.ts';
import type { Engine, Understood } from './engine.ts';
import { scoreTopic } from './score.ts';
import type { Similarity } from './seeds.ts';
import type { Reading } from './strength.ts';
import type { Topic, Verdict } from '../verdict.ts';

/**
 * The most, in log-odds, that an article's text may add to what its teaser says, or take away: two thirds of what one sure act
 * in a title gives. A background paragraph alone therefore never flags a report on something else.
 */
export const BODY_REACH = 1.5;

/**
 * The same for a teaser that is only a title: the lede is then the first paragraph of the text, and an act and the body
 * that decides give about so much.
 */
const LEDE_REACH = 3;

/** Families of words that leave nothing open: who won is told, whatever is recalled further down. */
const CLOSING: ReadonlySet<string> = new Set(['negative:result', 'negative:preview']);

/** The feature that holds what the article's text added. */
export const BODY_FEATURE = 'article';

/**
 * Whether the text of its article could turn a verdict that was given by the teaser: the gates are passed and the score is as
 * near to its threshold as the text reaches.
 */
export function leavesOpen(
  { evidence }: Pick<Verdict, 'evidence'>,
  { summary }: { readonly summary: string },
): boolean {
  const { gate, logit, threshold, contributions } = evidence;
  if (gate !== null) return false;
  if (contributions.some(({ feature }) => CLOSING.has(feature))) return false;
  const reach = summary.trim() === '' ? LEDE_REACH : BODY_REACH;
  return Math.abs(logit - Math.log(threshold / (1 - threshold))) <= reach;
}

/** A part of an article's text, and where it begins there. */
export type Part = { readonly text: string; readonly start: number };

/** What of an article's text is read: a first paragraph for a lede where the teaser has none, and some paragraphs more. */
export type BodyParts = { readonly lede: Part | null; readonly lead: Part };

/** Characters of a lede, and of the paragraphs after it: what comes later recalls what was before. */
const MOST_LEDE = 500;
const MOST_LEAD = 1_200;
const MOST_PARAGRAPHS = 4;

/** Cuts an article's text, whose paragraphs are separated by line ends. The teaser it begins with is not read twice. */
export function bodyParts(
  { title, summary }: { readonly title: string; readonly summary: string },
  body: string,
): BodyParts {
  const start = afterTeaser(body, [title, summary]);
  if (summary.trim() !== '') return { lede: null, lead: leadFrom(body, start) };
  const end = Math.min(paragraphEnd(body, start), start + MOST_LEDE);
  return { lede: { text: body.slice(start, end), start }, lead: leadFrom(body, end) };
}

function afterTeaser(body: string, texts: readonly string[]): number {
  let at = skipSpace(body, 0);
  for (const text of texts) {
    const said = text.trim().replace(/\s*(?:…|\.\.\.)$/u, '');
    if (said !== '' && body.startsWith(said, at)) at = skipSpace(body, at + said.length);
  }
  return at;
}

function leadFrom(body: string, from: number): Part {
  const start = skipSpace(body, from);
  let end = start;
  for (let count = 0; count < MOST_PARAGRAPHS && end < body.length; count += 1) {
    end = paragraphEnd(body, skipSpace(body, end));
  }
  return { text: body.slice(start, Math.min(end, start + MOST_LEAD)), start };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/u.test(text.charAt(at))) at += 1;
  return at;
}

function paragraphEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** What the teaser says and what the whole says; the article's paragraphs are the whole's last zone. */
export type Readings = {
  readonly teaser: Understood;
  readonly whole: Understood;
  readonly similarity: Similarity;
};

/** The opinion on the teaser with one summand more: what the article's text changes by the rules, within its reach. */
export function withBody(
  { keywords }: Engine,
  { teaser, whole, similarity }: Readings,
  opinion: Opinion | null,
): Opinion {
  const says = saysNews(whole);
  const points = new Map(
    keywords.topics.map((rules) => {
      const ruled = (reading: Reading): number =>
        scoreTopic(rules, reading, similarity, keywords.negatives).logit;
      const change = ruled(whole.reading) - ruled(teaser.reading);
      const most = says.has(rules.topic) ? BODY_REACH : 0;
      return [rules.topic, Math.min(most, Math.max(-BODY_REACH, change))] as const;
    }),
  );
  return {
    contributions: (topic, ruled) => {
      const value = points.get(topic) ?? 0;
      const before = opinion?.contributions(topic, ruled) ?? [];
      if (value === 0) return before;
      return [...before, { feature: BODY_FEATURE, value, weight: 1, points: value }];
    },
    hits: (topic) => opinion?.hits(topic) ?? [],
  };
}

/** Roles of what is done or asked for; a group or a sport alone is no news of a measure. */
const STEPS: ReadonlySet<ConceptRole> = new Set([
  'act',
  'noun',
  'propose',
  'sign',
  'document',
  'intent',
  'talk',
  'end',
]);

/** The topics of which the article's paragraphs tell a step in one sentence with a target, and not to recall it. */
function saysNews({ found, reading }: Understood): ReadonlySet<Topic> {
  const last = found.zones.length - 1;
  const targets = new Set(
    reading.mentions
      .filter(({ entity, find }) => entity.targets.length > 0 && find.zone === last)
      .map(({ find }) => find.sentence),
  );
  const recalled = new Set(
    found.concepts
      .filter(({ owner, zone }) => owner.kind === 'background' && zone === last)
      .map(({ sentence }) => sentence),
  );
  const steps = reading.concepts.filter(
    ({ concept, find }) =>
      STEPS.has(concept.role) &&
      find.zone === last &&
      targets.has(find.sentence) &&
      !recalled.has(find.sentence),
  );
  return new Set(steps.map(({ concept }) => concept.topic));
}
