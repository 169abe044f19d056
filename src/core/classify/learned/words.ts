import type { Language } from '../../source.ts';
import { normaliseWord } from '../../text/normal.ts';
import type { Entity } from '../keywords.ts';
import type { Scan } from '../scan.ts';
import { MOST_CACHED_FORMS, type Word } from '../vocabulary.ts';
import { partsOf, spellingOf } from './spelling.ts';

/** A word as written in small letters, and the names of its features: itself, and the parts of it. */
export type WordForm = { readonly text: string; readonly features: readonly string[] };

/** A word of an item where it first stands, and what it counts there. */
export type SeenWord<T> = {
  readonly word: T;
  /** Index of the zone, and of the word in it. */
  readonly zone: number;
  readonly place: number;
  readonly value: number;
};

/** Reads the words of scanned texts of one language; keeps a bounded cache of word forms. */
export type WordReader<T> = (found: Scan) => readonly SeenWord<T>[];

/** In the title, in the first sentence after it, and further down. Not those of the rules: flatter measured better. */
const TITLE = 1;
const LEDE = 0.8;
const REST = 0.5;

/**
 * A reader for one language. `learn` says what is known of a word, once for each form; null: nothing. Words that belong to
 * names are left out: what is learned must not depend on who was in the news. A word counts once an item.
 */
export function createWordReader<T>(
  language: Language,
  entities: ReadonlyMap<string, Entity>,
  learn: (form: WordForm) => T | null,
): WordReader<T> {
  let byWord = new WeakMap<Word, Known<T>>();
  const byText = new Map<string, Known<T>>();
  let turn = 0;
  const look = (word: Word, raw: string): Known<T> => {
    const cached = byWord.get(word);
    if (cached !== undefined) return cached;
    if (byText.size >= MOST_CACHED_FORMS) {
      byText.clear();
      byWord = new WeakMap();
    }
    const text = normaliseWord(raw);
    const known = byText.get(text) ?? {
      word: learn(formOf(text, word.stem, language)),
      lastTurn: 0,
    };
    byText.set(text, known);
    byWord.set(word, known);
    return known;
  };
  return (found) => {
    turn += 1;
    const words: SeenWord<T>[] = [];
    for (const [zone, { tokens, line }] of found.zones.entries()) {
      const named = namedPlaces(found, zone, entities);
      for (const [place, { raw, sentence }] of tokens.entries()) {
        const form = line.words[place];
        if (form === undefined || named.has(place)) continue;
        const known = look(form, raw);
        if (known.word === null || known.lastTurn === turn) continue;
        known.lastTurn = turn;
        words.push({ word: known.word, zone, place, value: valueAt(zone, sentence) });
      }
    }
    return words;
  };
}

/** What is known of a form, whatever its capitals, and the last text in which it was seen: a word counts once an item. */
type Known<T> = { readonly word: T | null; lastTurn: number };

/** The Slavic languages share the features of words; the others only those of parts. */
function formOf(text: string, stem: string, language: Language): WordForm {
  const { form, script } = spellingOf(text);
  if (STARTS_WITH_DIGIT.test(form) || form.length < 2) return { text, features: [] };
  const word =
    script === 'cyrillic' ? `word:cyrillic:${form}` : `word:${language}:${spellingOf(stem).form}`;
  const parts = partsOf(form).map((part) => `part:${script}:${part}`);
  return { text, features: [...new Set([word, ...parts])] };
}

/** The places of a zone's words that belong to names. Words that only show that it is about sport are no names. */
function namedPlaces(
  { entities: finds }: Scan,
  zone: number,
  entities: ReadonlyMap<string, Entity>,
): ReadonlySet<number> {
  const places = new Set<number>();
  for (const find of finds) {
    if (find.zone !== zone || find.masked !== null) continue;
    const entity = entities.get(find.owner.id);
    if (entity === undefined || isCommonWord(entity)) continue;
    for (const place of find.places) places.add(place);
  }
  return places;
}

/** "athlete" and "championship" are entities of kind `sport` too, but tell something by themselves. */
export function isCommonWord({ kind, strength, sport }: Entity): boolean {
  return kind === 'sport' && (strength < 1 || sport === null);
}

function valueAt(zone: number, sentence: number): number {
  if (zone === 0) return TITLE;
  return sentence === 0 ? LEDE : REST;
}

const STARTS_WITH_DIGIT = /^\p{N}/u;
