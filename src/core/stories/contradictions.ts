import { actsOf } from './acts.ts';
import { cosine, differ, meets } from './sets.ts';
import type { Signature } from './signature.ts';

/** What speaks against one event. Each starts with "other "; `points` are below zero where it holds, else 0. */
export type Contradiction = { readonly slot: `other ${string}`; readonly points: number };

/** Compares what fills the slots of two reports. */
export function contradictions(a: Signature, b: Signature): Contradiction[] {
  return [
    { slot: 'other sport', points: sportConflict(a, b) },
    { slot: 'other country', points: countryConflict(a, b) },
    { slot: 'other target', points: differ(a.targets, b.targets) ? -0.56 : 0 },
    { slot: 'other person', points: differ(a.persons, b.persons) ? -0.4 : 0 },
    { slot: 'other number', points: differ(a.numbers, b.numbers) ? -0.3 : 0 },
    { slot: 'other names', points: namesDiffer(a, b) ? -0.15 : 0 },
    { slot: 'other fillings', points: isOneTemplate(a, b) ? -0.7 : 0 },
  ];
}

/** Sports named, or else those of the bodies; a word for all sports ("multi") identifies none. */
export function sportsOf({ sports, bodySports }: Signature): readonly string[] {
  const named = sports.filter((sport) => sport !== 'multi');
  return named.length > 0 ? named : bodySports.filter((sport) => sport !== 'multi');
}

/** A body that both name speaks for one sport under two names: ice skating has three. */
function sportConflict(a: Signature, b: Signature): number {
  if (!differ(sportsOf(a), sportsOf(b))) return 0;
  return meets(fieldsOf(a), fieldsOf(b)) ? -0.3 : -0.8;
}

function fieldsOf({ bodySports }: Signature): readonly string[] {
  return bodySports.filter((sport) => sport !== 'multi');
}

/** Ukraine is named for the war in most reports, beside the country that acts. */
function countryConflict(a: Signature, b: Signature): number {
  if (differ(a.countries, b.countries)) return -0.8;
  return differ(partnersOf(a), partnersOf(b)) ? -0.4 : 0;
}

/** The foreign countries that identify an event: all but Ukraine. */
export function partnersOf({ countries }: Signature): readonly string[] {
  return countries.filter((country) => country !== 'UKR');
}

function namesDiffer(a: Signature, b: Signature): boolean {
  return (
    a.names.length > 0 &&
    b.names.length > 0 &&
    own(a, b).length === a.names.length &&
    own(b, a).length === b.names.length
  );
}

/** Texts that are nearly one, and each fills a slot with what the other does not have. */
function isOneTemplate(a: Signature, b: Signature): boolean {
  if (a.language !== b.language) return false;
  const likeness = cosine(a.terms, b.terms);
  if (likeness < TEMPLATE) return false;
  const [ofA, ofB] = [fillings(a, likeness), fillings(b, likeness)];
  return without(ofA, [...ofB, ...b.maybeNames]) && without(ofB, [...ofA, ...a.maybeNames]);
}

/** Share of common stems from which two texts are of one template; reworded reports of one event stay below. */
const TEMPLATE = 0.6;
/** From here on a word with a capital that only one of the texts has is its filling, wherever it stands. */
const SAME_BUT_FOR_NAMES = 0.8;

function fillings(signature: Signature, likeness: number): string[] {
  const { names, maybeNames, numbers, countries, bodies, persons, targets, sports } = signature;
  const acts = actsOf(signature).map((act) => `act ${act}`);
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
    ...acts,
  ];
}

function without(a: readonly string[], b: readonly string[]): boolean {
  return a.some((value) => !b.includes(value));
}

/** Names of one report that the other surely lacks. */
function own(a: Signature, b: Signature): string[] {
  return a.names.filter((name) => !b.names.includes(name) && !b.maybeNames.includes(name));
}
