import type { Reading } from '../strength.ts';
import type { Numbering } from './model.ts';
import { nameKind, type Sign } from './signs.ts';

/** What an item says of the direction, in every language. */
export type DirectionSignReader = (reading: Reading) => readonly Sign[];

/** An act or a name, and where it stands. */
type Place = {
  readonly name: string;
  readonly zone: number;
  readonly sentence: number;
  readonly at: number;
};

/** Pairs of so many acts and names are looked at; headlines have fewer. */
const MOST_PLACES = 16;
const REST = 0.7;

/**
 * A reader of what tells directions apart: what the title begins with (`first:@body`), and what stands before what in the
 * title or the sentence after it (`order:@body>ban`: who acts comes before the act, who speaks before what is spoken of).
 */
export function createDirectionSignReader(numbering: Numbering): DirectionSignReader {
  return (reading) => {
    const values = new Map<number, number>();
    const put = (name: string, value: number): void => {
      const feature = numbering(name);
      if (feature >= 0) values.set(feature, Math.max(value, values.get(feature) ?? 0));
    };
    const places = placesOf(reading);
    const [first] = places;
    if (first?.zone === 0) put(`first:${first.name}`, 1);
    for (const [index, a] of places.entries()) {
      for (const b of places.slice(index + 1)) {
        if (a.zone !== b.zone || a.sentence !== b.sentence) break;
        if (a.name !== b.name) put(`order:${a.name}>${b.name}`, a.zone === 0 ? 1 : REST);
      }
    }
    return [...values].map(([feature, value]) => ({ feature, value }));
  };
}

/** Acts by their ids, other concepts by their roles and names by their kinds, in the title and the next sentence. */
function placesOf({ concepts, mentions }: Reading): readonly Place[] {
  const acts = concepts.map(({ concept, find }) => ({
    name: concept.role === 'act' ? concept.id : concept.role,
    find,
  }));
  const names = mentions.flatMap(({ entity, find }) =>
    entity.kind === 'sport' ? [] : [{ name: `@${nameKind(entity)}`, find }],
  );
  return [...acts, ...names]
    .map(({ name, find: { zone, sentence, places } }) => ({
      name,
      zone,
      sentence,
      at: places[0] ?? 0,
    }))
    .filter(({ zone, sentence }) => zone === 0 || (zone === 1 && sentence === 0))
    .toSorted((a, b) => a.zone - b.zone || a.at - b.at)
    .slice(0, MOST_PLACES);
}
