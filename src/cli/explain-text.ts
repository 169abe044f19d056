import type { ExplainedItem } from '../app/explain-item.ts';
import type { Flips } from '../core/classify/explain-flips.ts';
import { gateSentence } from '../core/classify/explain-sentence.ts';
import type { Contribution, Evidence, Hit, Verdict } from '../core/verdict.ts';
import { markHits } from './explain-marks.ts';
import { harmless, type Paint } from './paint.ts';

/** How an explanation is shown. */
export type Look = {
  readonly paint: Paint;
  /** Without colours, brackets mark the hits. */
  readonly colours: boolean;
  readonly seedTitle: (id: string) => string;
};

/** An explanation for people: the marked text, the verdict, its sum, the hits, and what would turn it. */
export function explanationLines(explained: ExplainedItem, look: Look): string[] {
  const { item, verdict, sentence, flips } = explained;
  const { evidence } = verdict;
  const { paint } = look;
  const marked = (zone: 'title' | 'summary'): string =>
    markHits(
      item[zone],
      evidence.hits.filter((hit) => hit.zone === zone),
      look,
    );
  const colour = verdict.label === 'none' ? 'yellow' : 'green';
  return [
    ...(item.title === '' ? [] : [marked('title')]),
    ...(item.summary === '' ? [] : [marked('summary')]),
    ...bodyLines(item.body ?? '', evidence.hits, look),
    '',
    paint(colour, paint('bold', harmless(sentence))),
    ...storedLines(explained),
    ...factLines(explained),
    '',
    ...sumLines(evidence, verdict.score, paint),
    ...hitLines(evidence, paint),
    ...seedLines(evidence, look),
    '',
    ...flipLines(verdict, flips, paint),
  ];
}

/** Paragraphs of an article that are shown: those with hits, the first ones. */
const MOST_PARAGRAPHS = 4;

function bodyLines(body: string, hits: readonly Hit[], look: Look): string[] {
  const inBody = hits.filter(({ zone }) => zone === 'body');
  if (inBody.length === 0) return [];
  const shown: string[] = [];
  let start = 0;
  for (const paragraph of body.split('\n')) {
    const [from, to] = [start, start + paragraph.length];
    start = to + 1;
    const own = inBody
      .filter((hit) => hit.start >= from && hit.end <= to)
      .map((hit) => ({ ...hit, start: hit.start - from, end: hit.end - from }));
    if (own.length > 0) shown.push(markHits(paragraph, own, look));
  }
  return shown.slice(0, MOST_PARAGRAPHS).map((paragraph) => `… ${paragraph}`);
}

function storedLines({ id, stored, verdict, revision }: ExplainedItem): string[] {
  if (id === null) return [];
  if (stored === null) return [`item ${id}; nobody has judged it yet`];
  const { label, score } = stored.verdict;
  const at = stored.at?.toISOString() ?? 'some time ago';
  const by =
    stored.revision === revision
      ? 'this configuration'
      : `revision ${stored.revision?.slice(0, 12) ?? 'unknown'}`;
  const same = label === verdict.label ? '' : ': the configuration of now judges it otherwise';
  return [`item ${id}, judged ${at} by ${by}: ${label} (${score.toFixed(2)})${same}`];
}

function factLines({ item, source, verdict }: ExplainedItem): string[] {
  const { targets, countries, authority, sport, polarity } = verdict;
  const facts = [
    ['language', item.language],
    ['source', source],
    ['targets', targets.join(', ')],
    ['countries', countries.join(', ')],
    ['body', authority],
    ['sport', sport],
    ['polarity', polarity],
    ['direction', directionText(verdict)],
  ].filter(([, value]) => value !== null && value !== '');
  return [facts.map(([name, value]) => `${name} ${value}`).join('; ')];
}

/** How surely the direction is what it is, where the evidence tells. */
function directionText({ direction, evidence }: Verdict): string | null {
  if (direction === null || !('direction' in evidence)) return null;
  const { direction: facts } = evidence;
  if (typeof facts !== 'object' || facts === null) return null;
  const margin = 'margin' in facts && typeof facts.margin === 'number' ? facts.margin : null;
  const second = 'runnerUp' in facts && typeof facts.runnerUp === 'string' ? facts.runnerUp : null;
  const ahead = margin === null ? '' : ` by ${margin.toFixed(2)}`;
  return `${direction}${ahead}${second === null ? '' : ` before ${second}`}`;
}

/** Learned words can make very many small summands; --json has them all. */
const MOST_SUMMANDS = 24;

function sumLines(
  { contributions, logit, threshold, topic }: Evidence,
  score: number,
  paint: Paint,
): string[] {
  const width = Math.max(20, ...contributions.map(({ feature }) => feature.length));
  const row = ({ feature, value, weight, points }: Contribution): string => {
    const product = `${value.toFixed(2).padStart(6)} × ${weight.toFixed(2).padStart(6)}`;
    return `  ${feature.padEnd(width)} ${product}  ${paint(points < 0 ? 'red' : 'green', signed(points))}`;
  };
  const heaviest = contributions.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const rest = heaviest.slice(MOST_SUMMANDS);
  const others = rest.reduce((sum, { points }) => sum + points, 0);
  return [
    paint('bold', `What the score for ${topic} is made of (value × weight = points)`),
    ...heaviest.slice(0, MOST_SUMMANDS).map(row),
    ...(rest.length === 0
      ? []
      : [`  ${`${rest.length} lighter ones`.padEnd(width)} ${' '.repeat(15)}  ${signed(others)}`]),
    `  ${'sum, in log-odds'.padEnd(width)} ${' '.repeat(15)}  ${signed(logit)}`,
    `  ${'score, the probability'.padEnd(width)} ${' '.repeat(15)}  ${score.toFixed(3).padStart(7)}`,
    `  ${'threshold'.padEnd(width)} ${' '.repeat(15)}  ${threshold.toFixed(3).padStart(7)}`,
  ];
}

function hitLines({ hits }: Evidence, paint: Paint): string[] {
  const groups: readonly (readonly [string, readonly Hit[]])[] = [
    ['What counted', hits.filter(({ masked, role }) => masked === null && role !== 'negative')],
    [
      'What spoke against it',
      hits.filter(({ masked, role }) => masked === null && role === 'negative'),
    ],
    ['Found, but not counted', hits.filter(({ masked }) => masked !== null)],
  ];
  return groups.flatMap(([name, group]) =>
    group.length === 0 ? [] : ['', paint('bold', name), ...group.map(hitLine)],
  );
}

/** Patterns are shown so long; --json has them whole. */
const LONGEST_PATTERN = 60;

function hitLine({ zone, text, concept, pattern, masked }: Hit): string {
  const why = masked === null ? '' : `, cancelled by ${masked}`;
  const rule = pattern.length > LONGEST_PATTERN ? `${pattern.slice(0, LONGEST_PATTERN)}…` : pattern;
  return `  ${concept.padEnd(20)} ${zone.padEnd(8)} “${harmless(text)}” by \`${rule}\`${why}`;
}

function seedLines({ seed }: Evidence, { paint, seedTitle }: Look): string[] {
  if (seed === null) return ['', 'No reference article resembles it.'];
  const { similarity, sharedTerms, sharedConcepts } = seed;
  return [
    '',
    paint('bold', `Nearest reference article (similarity ${similarity.toFixed(2)})`),
    `  ${seedTitle(seed.seed)} (${seed.seed})`,
    `  shared concepts: ${sharedConcepts.join(', ') || 'none'}; shared terms: ${sharedTerms.join(', ') || 'none'}`,
  ];
}

/** Decisive contributions that are named. */
const NAMED = 4;

function flipLines(verdict: Verdict, flips: Flips, paint: Paint): string[] {
  const { evidence, label, score } = verdict;
  const turned = label === 'none' ? 'It would be flagged' : 'It would not be flagged';
  const ways = [
    ...gateWays(evidence, flips),
    ...conceptWays(flips),
    ...scoreWays(flips, score, evidence),
  ];
  if (ways.length === 0) return ['No single change would turn the verdict.'];
  return [paint('bold', turned), ...ways.map((way) => `  ${way}`)];
}

function gateWays({ gate }: Evidence, flips: Flips): string[] {
  if (gate === null) return [];
  if (flips.gate === null) return [];
  const mend = gate === 'no-sport' ? '; from a source with `sport: true` this gate is open' : '';
  return [`but for the gate ${gate}: ${gateSentence(gate)}${mend}`];
}

function conceptWays({ concepts }: Flips): string[] {
  return concepts.map(({ concept, texts, label, score, gate }) => {
    const words = texts
      .slice(0, 3)
      .map((text) => `“${harmless(text)}”`)
      .join(', ');
    const then = gate === null ? `${label}, ${score.toFixed(2)}` : `gate ${gate}`;
    return `without ${concept} (${words}): ${then}`;
  });
}

function scoreWays(
  { contributions, weight, margin }: Flips,
  score: number,
  { gate }: Evidence,
): string[] {
  if (gate !== null) return [];
  const above = margin >= 0 ? 'above' : 'at or below';
  const named = contributions
    .slice(0, NAMED)
    .map(({ feature, points }) => `${feature} (${signed(points).trim()})`);
  return [
    ...(named.length === 0 ? [] : [`without any one of: ${named.join(', ')}`]),
    ...(weight === null
      ? []
      : [
          `with the weight of ${weight.feature} ${weight.past < weight.from ? 'below' : 'above'} ${weight.past.toFixed(2)}; it is ${weight.from.toFixed(2)}`,
        ]),
    `with a threshold ${above} ${score.toFixed(3)}`,
  ];
}

function signed(points: number): string {
  return `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(2)}`.padStart(7);
}
