import type { Seed } from '../seed.ts';
import type { CompiledLexicon } from './lexicon.ts';
import type { Scan, ZoneText } from './scan.ts';
import { frequencyVector, type Profile, type Vector } from './seeds.ts';
import type { Reading } from './strength.ts';

/** Paragraphs of a seed that count in full. */
const LEAD_PARAGRAPHS = 3;

/** A seed's texts as zones: title, leading paragraphs, the rest. */
export function seedTexts({ title, text }: Seed): ZoneText[] {
  const paragraphs = text.split(/\n\s*\n/u);
  return [
    { zone: 'title', text: title },
    { zone: 'summary', text: paragraphs.slice(0, LEAD_PARAGRAPHS).join('\n\n') },
    { zone: 'body', text: paragraphs.slice(LEAD_PARAGRAPHS).join('\n\n') },
  ];
}

/** What of a text is compared with seeds. `zoneWeights` says how much each zone's words count. */
export function profileOf(
  found: Scan,
  reading: Reading,
  lexicon: CompiledLexicon,
  zoneWeights: readonly number[],
): Profile {
  return {
    language: lexicon.language,
    ...wordVectors(found, lexicon, zoneWeights),
    concepts: conceptVector(reading, zoneWeights),
  };
}

function wordVectors(
  { zones }: Scan,
  { stopStems }: CompiledLexicon,
  zoneWeights: readonly number[],
): Pick<Profile, 'terms' | 'sounds'> {
  const terms = new Map<string, number>();
  const sounds = new Map<string, number>();
  for (const [index, { line }] of zones.entries()) {
    const weight = zoneWeights[index] ?? 0;
    for (const { stem, sound } of line.words) {
      if (stopStems.has(stem)) continue;
      if (stem.length > 2) terms.set(stem, weight + (terms.get(stem) ?? 0));
      if (sound !== null) sounds.set(sound, weight + (sounds.get(sound) ?? 0));
    }
  }
  return { terms: frequencyVector(terms), sounds: frequencyVector(sounds) };
}

/**
 * Concepts by their weight, names by what they tell: the kind says what sort of news it is, the name itself which event.
 * Each once, by its best zone.
 */
function conceptVector({ concepts, mentions }: Reading, zoneWeights: readonly number[]): Vector {
  const vector = new Map<string, number>();
  const add = (key: string, weight: number): void => {
    vector.set(key, Math.max(vector.get(key) ?? 0, weight));
  };
  for (const { concept, find } of concepts) {
    add(concept.id, (concept.weight / 3) * (zoneWeights[find.zone] ?? 0));
  }
  for (const { entity, find } of mentions) {
    const zone = zoneWeights[find.zone] ?? 0;
    if (entity.kind === 'body') add('body', 0.4 * zone);
    if (entity.kind === 'country') add('country', 0.3 * zone);
    if (entity.kind !== 'sport') add(entity.id, NAME * zone);
  }
  return new Map([...vector].filter(([, weight]) => weight > 0));
}

/** What a name weighs; a target's measured best so. */
const NAME = 0.3;
