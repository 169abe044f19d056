import { differ, meets } from './sets.ts';
import type { Profile } from './profile.ts';

/** Takes a reason with its points; none for zero. */
export type Count = (slot: string, points: number) => void;

/**
 * Counts what speaks against one event: the slots that two reports fill with different things. All their names start
 * with "other ". `text` is the cosine of their words, 0 across languages.
 */
export function countContradictions(a: Profile, b: Profile, text: number, count: Count): void {
  count('other sport', sportConflict(a, b));
  count('other country', countryConflict(a, b));
  count('other target', differ(a.targets, b.targets) ? -0.56 : 0);
  count('other person', differ(a.persons, b.persons) ? -0.4 : 0);
  count('other number', differ(a.numbers, b.numbers) ? -0.3 : 0);
  count('other place', differ(a.places, b.places) ? -0.45 : 0);
  count('other stage', stageConflict(a, b));
  count('other names', namesDiffer(a, b) ? -0.15 : 0);
  count('other fillings', isOneTemplate(a, b, text) ? -0.7 : 0);
}

/** A body that both name speaks for one sport under several names, and languages divide it differently. */
function sportConflict(a: Profile, b: Profile): number {
  if (!differ(a.fields, b.fields)) return 0;
  if (!meets(a.bodyFields, b.bodyFields)) return -0.8;
  return a.language === b.language ? -0.3 : 0;
}

/**
 * What was decided and its reversal are told in the same words but for those that say which it is. Reports of a reversal
 * nearly always say so; in another language the words that say it are less surely known.
 */
function stageConflict(a: Profile, b: Profile): number {
  const findings = [a, b].map(({ stages }) => stages.filter((stage) => stage !== 'turn'));
  if (differ(findings[0] ?? [], findings[1] ?? [])) return -0.8;
  if (a.stages.includes('turn') === b.stages.includes('turn')) return 0;
  return a.language === b.language ? -0.7 : -0.4;
}

/** Ukraine is named for the war in most reports, beside the country that acts. */
function countryConflict(a: Profile, b: Profile): number {
  if (differ(a.countries, b.countries)) return -0.8;
  return differ(a.partners, b.partners) ? -0.4 : 0;
}

function namesDiffer(a: Profile, b: Profile): boolean {
  return (
    a.names.length > 0 &&
    b.names.length > 0 &&
    own(a, b).length === a.names.length &&
    own(b, a).length === b.names.length
  );
}

/** Texts that are nearly one, and each fills a slot with what the other does not have. */
function isOneTemplate(a: Profile, b: Profile, text: number): boolean {
  if (text < TEMPLATE) return false;
  const [ofA, ofB] = [fillings(a, text), fillings(b, text)];
  // Of acts it takes one to fit: of one measure reports say that it is lifted, and that it was a ban.
  if (differ(a.acts, b.acts)) {
    ofA.push(...a.acts);
    ofB.push(...b.acts);
  }
  return without(ofA, [...ofB, ...b.maybeNames]) && without(ofB, [...ofA, ...a.maybeNames]);
}

/** Share of common stems from which two texts are of one template; reworded reports of one event stay below. */
const TEMPLATE = 0.6;
/** From here on a word with a capital that only one of the texts has is its filling, wherever it stands. */
const SAME_BUT_FOR_NAMES = 0.8;

function fillings(profile: Profile, likeness: number): string[] {
  const { names, maybeNames, numbers, countries, bodies, persons, targets, sports } = profile;
  const maybe = likeness < SAME_BUT_FOR_NAMES ? [] : maybeNames;
  return [
    ...names,
    ...maybe,
    ...numbers,
    ...countries,
    ...bodies,
    ...persons,
    ...targets,
    ...sports,
    ...profile.places,
  ];
}

function without(a: readonly string[], b: readonly string[]): boolean {
  return a.some((value) => !b.includes(value));
}

/** Names of one report that the other surely lacks. */
function own(a: Profile, b: Profile): string[] {
  return a.names.filter((name) => !b.names.includes(name) && !b.maybeNames.includes(name));
}
