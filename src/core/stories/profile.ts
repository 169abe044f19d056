import { actsOf } from './acts.ts';
import { oncePer } from './once-per.ts';
import { hashesOf } from './sets.ts';
import type { Signature } from './signature.ts';

/** A signature with what comparing it takes, worked out once: a report is compared with dozens of others. */
export type Profile = Required<Signature> & {
  /** Sports named, or else those of the bodies; a word for all sports ("multi") identifies none. */
  readonly fields: readonly string[];
  /** Sports of the bodies, without "multi". */
  readonly bodyFields: readonly string[];
  /** The foreign countries that identify an event: all but Ukraine. */
  readonly partners: readonly string[];
  /** What is done; see actsOf. */
  readonly acts: readonly string[];
  /** Every word that may be a name, with 1 for a name and .5 for what may be a mere word. */
  readonly nameWeights: ReadonlyMap<string, number>;
  /** It sums up several events. */
  readonly isOverview: boolean;
  /** Concepts that tell events apart. */
  readonly told: readonly string[];
  /** Hashes of the stems. */
  readonly termHashes: Uint32Array;
};

/** The profile of a signature. */
export const profileOf = oncePer((signature: Signature): Profile => {
  const { sports, bodySports, countries, concepts, names, maybeNames, terms } = signature;
  const named = sports.filter(isField);
  const bodyFields = bodySports.filter(isField);
  const fields = named.length > 0 ? named : bodyFields;
  return {
    ...signature,
    places: signature.places ?? [],
    competitions: signature.competitions ?? [],
    stages: signature.stages ?? [],
    fields,
    bodyFields,
    partners: countries.filter((country) => country !== 'UKR'),
    acts: actsOf(signature),
    nameWeights: new Map([
      ...maybeNames.map((name) => [name, 0.5] as const),
      ...names.map((name) => [name, 1] as const),
    ]),
    isOverview: new Set(fields).size + (concepts.includes('overview') ? 1 : 0) >= OVERVIEW,
    told: concepts.filter((concept) => !GENERAL.has(concept)),
    termHashes: hashesOf(terms),
  };
});

function isField(sport: string): boolean {
  return sport !== 'multi';
}

/** Concepts that every report of the subject has, and that say nothing of the event. */
const GENERAL: ReadonlySet<string> = new Set([
  'group',
  'institution',
  'measure',
  'speak',
  'take-part',
]);

/** So many sports are an overview's. */
const OVERVIEW = 3;
