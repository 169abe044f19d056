import type { Member } from './margins.ts';
import { bandsOf } from './minhash.ts';

/**
 * Keys under which reports of one event are found: they nearly always share one, reports of other events seldom do.
 * A single sport or country is shared by too many, so slots are taken two at a time; bands of the text find copies.
 */
export function candidateKeys({ signature, print }: Pick<Member, 'signature' | 'print'>): string[] {
  const { sports, bodySports, bodies, countries, persons, names, maybeNames, topic } = signature;
  const fields = new Set([...sports, ...bodySports].filter((sport) => sport !== 'multi'));
  const named = names.slice(0, MOST_NAMES).map((name) => `n:${name}`);
  const slots = [
    ...[...fields].map((sport) => `s:${sport}`),
    ...bodies.map((body) => `b:${body}`),
    ...countries.map((country) => `c:${country}`),
    ...persons.map((person) => `p:${person}`),
    ...named,
  ].toSorted();
  // Across languages a country or a body may be all that two reports share beside whom it is about.
  const about = topic === null ? [] : [`a:${topic}:${signature.targets.join('+')}`];
  const sides = slots.filter((slot) => slot.startsWith('c:') || slot.startsWith('b:'));
  const affairs = about.flatMap((one) => [
    ...(topic === 'agreement' ? [one] : []),
    ...sides.map((side) => `${one}|${side}`),
  ]);
  const pairs = slots.flatMap((one, at) => slots.slice(at + 1).map((other) => `${one}|${other}`));
  const alone = [...new Set([...names, ...maybeNames])].map((name) => `n:${name}`);
  const title = print.title === null ? [] : [`t:${print.title.toString(36)}`];
  return [...title, ...bandsOf(print.shingles), ...alone, ...affairs, ...pairs].slice(0, MOST_KEYS);
}

const MOST_NAMES = 6;
/** Texts that name dozens of bodies are overviews, which are no one's copy. */
const MOST_KEYS = 80;
