import type { Evidence, Hit, Verdict } from '../verdict.ts';

/** Phrases that a sentence quotes. */
const MOST_QUOTES = 4;

/** A verdict and what it rests on, as one English sentence without a full stop. */
export function sentenceOf(verdict: Verdict): string {
  const sentence = ofTexts(verdict);
  return verdict.evidence.decidedBy === 'body' ? `${sentence} (its article was read)` : sentence;
}

function ofTexts({ evidence, label, direction, score }: Verdict): string {
  const needed = `${twoDigits(score)}, and ${twoDigits(evidence.threshold)} is needed`;
  if (label !== 'none') {
    const what = direction === null ? label : `${label} (${direction})`;
    return `flagged as ${what} with ${needed}: ${phrasesOf(evidence)}`;
  }
  const { gate } = evidence;
  if (gate !== null) return `not flagged: ${gateSentence(gate)} (gate ${gate})`;
  const against = againstOf(evidence);
  const why =
    against === '' ? phrasesOf(evidence) : `${phrasesOf(evidence)}; against it ${against}`;
  return `not flagged: ${evidence.topic} has ${needed}; ${why}`;
}

/** What a gate found, in words; its bare name when it is not one we have words for. */
export function gateSentence(gate: string): string {
  return GATES.get(gate) ?? gate.replaceAll('-', ' ');
}

const GATES: ReadonlyMap<string, string> = new Map([
  ['no-target', 'it names neither Russia nor Belarus'],
  ['no-sport', 'nothing shows that it is about sport'],
  ['no-party', 'it names no second side of an agreement'],
]);

/** What counted, the headline's first: concepts before the names beside them. */
function phrasesOf({ hits }: Evidence): string {
  const counting = hits.filter(({ masked, role }) => masked === null && role !== 'negative');
  const ranked = counting.toSorted((a, b) => rankOf(a) - rankOf(b));
  const quoted = ranked.map(({ text, concept }) => `“${flat(text)}” (${concept})`);
  const told = [...new Set(quoted)].slice(0, MOST_QUOTES);
  return told.length === 0 ? 'no word of it says anything' : told.join(', ');
}

const ROLES: readonly Hit['role'][] = ['concept', 'entity', 'context', 'negative'];

function rankOf({ role, zone }: Hit): number {
  return ROLES.indexOf(role) * 2 + (zone === 'title' ? 0 : 1);
}

function againstOf({ contributions, hits }: Evidence): string {
  const families = contributions
    .filter(({ feature, points }) => feature.startsWith('negative:') && points < 0)
    .toSorted((a, b) => a.points - b.points)
    .map(({ feature }) => feature.slice('negative:'.length));
  return families
    .slice(0, 2)
    .map((family) => {
      const hit = hits.find(({ concept, role }) => role === 'negative' && concept === family);
      return hit === undefined ? family : `“${flat(hit.text)}” (${family})`;
    })
    .join(', ');
}

function flat(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}

function twoDigits(value: number): string {
  return value.toFixed(2);
}
