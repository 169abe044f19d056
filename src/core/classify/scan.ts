import { tokenise, type Token } from '../text/tokens.ts';
import type { Hit, Zone } from '../verdict.ts';
import { classBit, type Automaton, type Line, type Match, type Owner } from './automaton.ts';
import type { Concept, ConceptRole, Entity, Mask, MaskScope } from './keywords.ts';
import type { CompiledLexicon } from './lexicon.ts';

/** A text to be scanned, and where in the item it stands. */
export type ZoneText = { readonly zone: Zone; readonly text: string };

/** A phrase found: which family it belongs to, and where it stands. */
export type Find = {
  readonly owner: Owner;
  readonly pattern: string;
  /** Index of the zone among those scanned. */
  readonly zone: number;
  readonly sentence: number;
  /** Indexes of the matched words in their zone, ascending. */
  readonly places: readonly number[];
  /** The mask that cancelled it, or null. */
  readonly masked: string | null;
};

/** A scanned zone. */
export type ScannedZone = ZoneText & { readonly tokens: readonly Token[]; readonly line: Line };

/** All that the lexicon finds in an item. */
export type Scan = {
  readonly zones: readonly ScannedZone[];
  readonly entities: readonly Find[];
  /** Concepts, negatives and background cues; empty when the item names no target. */
  readonly concepts: readonly Find[];
};

/** What the scan needs to know of names and masks. */
export type Names = {
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly masks: ReadonlyMap<string, Mask>;
};

/** Runs a lexicon over the texts of an item. Without a target the concepts are not looked for. */
export function scan(texts: readonly ZoneText[], lexicon: CompiledLexicon, names: Names): Scan {
  const bare = texts.map((text) => readZone(text, lexicon));
  const named = bare.map(({ line }, zone) => run(lexicon.entities, line, zone));
  const isTarget = (find: Find): boolean =>
    (names.entities.get(find.owner.id)?.targets.length ?? 0) > 0;
  if (!named.some((finds) => finds.some(isTarget))) {
    return { zones: bare, entities: named.flat(), concepts: [] };
  }
  const tagged = bare.map((zone, index) => tag(zone, named[index] ?? [], names));
  const masks = tagged.map(({ line }, zone) => run(lexicon.masks, line, zone));
  const entities = named.map((finds, zone) => cancel(finds, masks[zone] ?? [], names));
  // Only a mask can have changed which words are names.
  const zones = tagged.map((zone, index) =>
    entities[index] === named[index] ? zone : tag(zone, entities[index] ?? [], names),
  );
  const concepts = zones.map(({ line }, zone) =>
    absorb(
      dropFigures(
        cancel(run(lexicon.concepts, line, zone), masks[zone] ?? [], names),
        entities[zone] ?? [],
        names,
      ),
      names,
    ),
  );
  return { zones, entities: entities.flat(), concepts: concepts.flat() };
}

/** A find as it is kept with the verdict. */
export function hitOf(find: Find, zones: readonly ScannedZone[], names: Names): Hit | null {
  const zone = zones[find.zone];
  const first = zone?.tokens[find.places[0] ?? -1];
  const last = zone?.tokens[find.places.at(-1) ?? -1];
  const { kind } = find.owner;
  if (zone === undefined || first === undefined || last === undefined) return null;
  if (kind === 'mask' || kind === 'background') return null;
  return {
    zone: zone.zone,
    start: first.start,
    end: last.end,
    text: zone.text.slice(first.start, last.end),
    concept: find.owner.id,
    pattern: find.pattern,
    role: names.entities.get(find.owner.id)?.kind === 'sport' ? 'context' : kind,
    masked: find.masked,
  };
}

const NOTHING: readonly Find[] = [];

function readZone({ zone, text }: ZoneText, { vocabulary }: CompiledLexicon): ScannedZone {
  const tokens = tokenise(text);
  const words = tokens.map(({ raw }) => vocabulary.look(raw));
  const sentences = tokens.map(({ sentence }) => sentence);
  return { zone, text, tokens, line: { words, sentences, classes: [] } };
}

function run(automaton: Automaton, line: Line, zone: number): readonly Find[] {
  const matches = automaton.find(line);
  if (matches.length === 0) return NOTHING;
  return withoutContained(matches.map((match) => findOf(match, line, zone)));
}

function findOf({ owner, pattern, places }: Match, line: Line, zone: number): Find {
  const sentence = line.sentences[places[0] ?? 0] ?? 0;
  return { owner, pattern, zone, sentence, places, masked: null };
}

/** Of the finds of one family that overlap, only the longest is kept, the first among equals. */
function withoutContained(finds: readonly Find[]): readonly Find[] {
  if (finds.length < 2) return finds;
  const longestFirst = finds.toSorted(
    (a, b) =>
      b.places.length - a.places.length ||
      (a.places[0] ?? 0) - (b.places[0] ?? 0) ||
      (a.places.at(-1) ?? 0) - (b.places.at(-1) ?? 0) ||
      compare(a.pattern, b.pattern),
  );
  const kept: Find[] = [];
  for (const find of longestFirst) {
    const isTaken = kept.some(
      ({ owner, places }) =>
        owner.id === find.owner.id &&
        owner.kind === find.owner.kind &&
        find.places.some((place) => places.includes(place)),
    );
    if (!isTaken) kept.push(find);
  }
  return kept.toSorted(
    (a, b) => (a.places[0] ?? 0) - (b.places[0] ?? 0) || compare(a.owner.id, b.owner.id),
  );
}

function tag(zone: ScannedZone, finds: readonly Find[], names: Names): ScannedZone {
  const classes: number[] = Array.from({ length: zone.tokens.length }, () => 0);
  for (const { owner, places, masked } of finds) {
    const entity = names.entities.get(owner.id);
    if (entity === undefined || masked !== null) continue;
    for (const place of places) classes[place] = (classes[place] ?? 0) | bitsOf(entity);
  }
  return { ...zone, line: { ...zone.line, classes } };
}

/** A home federation or official is a target as well. */
function bitsOf({ kind, targets }: Entity): number {
  return classBit(kind) | (targets.length > 0 && kind === 'body' ? classBit('target') : 0);
}

function cancel(finds: readonly Find[], masks: readonly Find[], names: Names): readonly Find[] {
  if (masks.length === 0 || finds.length === 0) return finds;
  return finds.map((find) => {
    const scope = scopeOf(find.owner, names);
    const mask = masks.find(
      ({ owner, places }) =>
        scope !== null &&
        (names.masks.get(owner.id)?.cancels.includes(scope) ?? false) &&
        overlaps(find.places, places),
    );
    return mask === undefined ? find : { ...find, masked: mask.owner.id };
  });
}

/**
 * Masks figures of speech that do not stand beside a target, or stand in a sentence with counter-evidence: "shown the door"
 * says something of Russia's skaters, and nothing of a coach who lost too often.
 */
function dropFigures(
  finds: readonly Find[],
  entities: readonly Find[],
  names: Names,
): readonly Find[] {
  const isFigure = ({ owner }: Find): boolean => names.concepts.get(owner.id)?.figure ?? false;
  if (!finds.some(isFigure)) return finds;
  const countered = new Set(
    finds.filter(({ owner }) => owner.kind === 'negative').map(({ sentence }) => sentence),
  );
  const targets = entities.filter(
    ({ owner, masked }) =>
      masked === null && (names.entities.get(owner.id)?.targets.length ?? 0) > 0,
  );
  const isPlain = ({ sentence, places }: Find): boolean =>
    !countered.has(sentence) &&
    targets.some((target) => target.sentence === sentence && isBeside(places, target.places));
  return finds.map((find) =>
    find.masked === null && isFigure(find) && !isPlain(find) ? { ...find, masked: 'figure' } : find,
  );
}

/** At most this many words from a figure of speech to the target that it is about. */
const BESIDE = 8;

function isBeside(a: readonly number[], b: readonly number[]): boolean {
  return a.some((one) => b.some((other) => Math.abs(one - other) <= BESIDE));
}

/**
 * In "lifts the ban" nothing is banned, in "refuses to lift the ban" nothing is lifted: an act or noun does not count
 * when all its words belong to a longer act of its topic, or when such an act begins before it and takes in its first word.
 */
function absorb(finds: readonly Find[], names: Names): readonly Find[] {
  const conceptOf = (find: Find): Concept | undefined =>
    find.masked === null ? names.concepts.get(find.owner.id) : undefined;
  const acts = finds.filter((find) => isOne(conceptOf(find), ['act', 'end']));
  if (acts.length === 0) return finds;
  return finds.map((find) => {
    const concept = conceptOf(find);
    if (!isOne(concept, ['act', 'noun', 'end'])) return find;
    const whole = acts.find(
      (act) => conceptOf(act)?.topic === concept?.topic && governs(act.places, find.places),
    );
    return whole === undefined ? find : { ...find, masked: whole.owner.id };
  });
}

function isOne(concept: Concept | undefined, roles: readonly ConceptRole[]): boolean {
  return concept !== undefined && roles.includes(concept.role);
}

function governs(act: readonly number[], other: readonly number[]): boolean {
  const [first = 0] = other;
  if (!act.includes(first)) return false;
  return (
    (act[0] ?? 0) < first ||
    (act.length > other.length && other.every((place) => act.includes(place)))
  );
}

function scopeOf(owner: Owner, names: Names): MaskScope | null {
  if (owner.kind === 'concept') return 'concept';
  if (owner.kind !== 'entity') return null;
  return names.entities.get(owner.id)?.kind ?? null;
}

/** Whether a matched word stands within the mask; words in a pattern's gap do not count. */
function overlaps(places: readonly number[], mask: readonly number[]): boolean {
  const first = mask[0] ?? 0;
  const last = mask.at(-1) ?? first;
  return places.some((place) => place >= first && place <= last);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
