import type { Entity } from '../classify/keywords.ts';
import type { Language } from '../source.ts';
import { foldAccents, normaliseWord } from '../text/normal.ts';
import { stemmerOf, type Stemmer } from '../text/stems.ts';
import { tokenise, type Token } from '../text/tokens.ts';
import type { Direction, Hit, Topic, Verdict } from '../verdict.ts';
import { oneScript } from './bare-text.ts';
import { competitionsOf } from './competitions.ts';
import type { Text } from './copies.ts';
import { isCommonName, nameKey, placeKey } from './names.ts';
import { numberOf } from './numbers.ts';
import { stagesOf, type Stage } from './stages.ts';

/**
 * What identifies the event that a report is about, in words of no language: two reports of one event share it in any
 * two outlets, two events told from one template differ in it. Lists are sorted and hold each value once.
 */
export type Signature = {
  readonly language: Language;
  readonly topic: Topic | null;
  readonly direction: Direction | null;
  readonly targets: readonly string[];
  /** Sports named as such. */
  readonly sports: readonly string[];
  /** Sports of the bodies named. */
  readonly bodySports: readonly string[];
  /** Ids of federations and courts, of the target countries and of others. */
  readonly bodies: readonly string[];
  /** Foreign countries, ISO 3166 alpha-3. */
  readonly countries: readonly string[];
  /** Ids of officials. */
  readonly persons: readonly string[];
  /** Keys of other names: see nameKey. */
  readonly names: readonly string[];
  /** The same of words that stand where any word has a capital: they may be names. */
  readonly maybeNames: readonly string[];
  /** Numbers but years. */
  readonly numbers: readonly string[];
  /** Ids of the concepts of measures and agreements. */
  readonly concepts: readonly string[];
  /** Stems of the report's language. */
  readonly terms: readonly string[];
  /** Keys of towns of the target countries; see placeKey. This and what follows is absent in reports of before. */
  readonly places?: readonly string[];
  /** Ids of competitions. */
  readonly competitions?: readonly string[];
  readonly stages?: readonly Stage[];
};

/** Reads the signature of a report from its text and its verdict. `entities` are those of the keywords, by id. */
export function signatureOf(
  { title, summary }: Text,
  language: Language,
  verdict: Verdict,
  entities: ReadonlyMap<string, Entity>,
): Signature {
  const hits = verdict.evidence.hits.filter(({ masked }) => masked === null);
  const named = hits.flatMap(({ concept }) => entities.get(concept) ?? []);
  const ofKind = (...kinds: readonly Entity['kind'][]): Entity[] =>
    named.filter(({ kind }) => kinds.includes(kind));
  const isGerman = language === 'de';
  const words = [
    ...wordsOf('title', title, hits, isGerman),
    ...wordsOf('summary', summary, hits, isGerman),
  ];
  return {
    language,
    topic: verdict.label === 'none' ? null : verdict.label,
    direction: verdict.direction,
    targets: sorted(named.flatMap(({ targets, strength }) => (strength === 1 ? targets : []))),
    sports: sorted(ofKind('sport').flatMap(({ sport }) => sport ?? [])),
    bodySports: sorted(ofKind('body').flatMap(({ sport }) => sport ?? [])),
    bodies: sorted(ofKind('body', 'club').map(({ id }) => id)),
    countries: sorted(ofKind('country').flatMap(({ country }) => country ?? [])),
    persons: sorted(ofKind('person').map(({ id }) => id)),
    names: sorted(words.flatMap((word) => (word.opensSentence ? [] : nameOf(word, language)))),
    maybeNames: sorted(words.flatMap((word) => (word.opensSentence ? nameOf(word, language) : []))),
    numbers: sorted(words.flatMap(({ raw }) => numberOf(normaliseWord(raw), language) ?? [])),
    concepts: sorted(hits.flatMap(({ role, concept }) => (role === 'concept' ? [concept] : []))),
    terms: sorted(words.flatMap((word) => termOf(word, language))),
    places: sorted(hits.flatMap((hit) => placeOf(hit, language))),
    competitions: competitionsOf(`${title}. ${summary}`),
    stages: stagesOf(`${title}. ${summary}`, language),
  };
}

/** A word with what tells whether it is a name. */
type Word = Token & {
  readonly opensSentence: boolean;
  readonly isEntity: boolean;
  /** Written with letters of another script: whether it is an entity no one could see. */
  readonly isDisguised: boolean;
  readonly isSubject: boolean;
};

/** Most words of such a text are written with a capital, so a capital says nothing. */
const HEADLINE_STYLE_SHARE = 0.6;

function wordsOf(
  zone: 'title' | 'summary',
  text: string,
  hits: readonly Hit[],
  isGerman: boolean,
): Word[] {
  const tokens = tokenise(text);
  const spans = hits.filter(
    (hit) => hit.zone === zone && hit.role === 'entity' && !PLACES.has(hit.concept),
  );
  const subjects = hits.filter((hit) => hit.zone === zone && SUBJECTS.has(hit.concept));
  const capitals = tokens.filter(({ raw }) => CAPITAL.test(raw)).length;
  const isHeadlineStyle = zone === 'title' && capitals > tokens.length * HEADLINE_STYLE_SHARE;
  return tokens.map((token, at) => ({
    ...token,
    raw: oneScript(token.raw),
    isDisguised: oneScript(token.raw) !== token.raw,
    // German writes every noun with a capital, so there each is only maybe a name.
    opensSentence: isHeadlineStyle || isGerman || tokens[at - 1]?.sentence !== token.sentence,
    isSubject: subjects.some(({ start, end }) => token.start >= start && token.end <= end),
    isEntity: spans.some(({ start, end }) => token.start >= start && token.end <= end),
  }));
}

function nameOf({ raw, isEntity, isDisguised }: Word, language: Language): string[] {
  if (isEntity || isDisguised || !CAPITAL.test(raw) || raw.length < SHORTEST_TERM) return [];
  if (isCommonName(normaliseWord(raw))) return [];
  const key = nameKey(raw, language);
  return key === '' ? [] : [key];
}

function placeOf({ concept, text }: Hit, language: Language): string[] {
  const key = PLACES.has(concept) ? placeKey(text, language) : '';
  return key === '' ? [] : [key];
}

function termOf({ raw, isSubject }: Word, language: Language): string[] {
  if (isSubject) return [];
  const word = normaliseWord(raw);
  if (word.length < SHORTEST_TERM || NUMBER.test(word)) return [];
  return [foldAccents(stemOf(word, language))];
}

/** A stemmer with the stems that it took: stemming is most of what a signature costs, and news repeat their words. */
type KnownStems = { readonly stem: Stemmer; readonly stems: Map<string, string> };

const known = new Map<Language, KnownStems>();
const MOST_KNOWN = 20_000;

function stemOf(word: string, language: Language): string {
  if (SLAVIC.has(language)) return word.slice(0, SLAVIC_STEM);
  const { stem, stems } = known.get(language) ?? { stem: stemmerOf(language), stems: new Map() };
  if (!known.has(language)) known.set(language, { stem, stems });
  const before = stems.get(word);
  if (before !== undefined) return before;
  if (stems.size >= MOST_KNOWN) stems.clear();
  const fresh = stem(word);
  stems.set(word, fresh);
  return fresh;
}

/** Entities that stand for many places: which one it is, only the word tells. */
const PLACES: ReadonlySet<string> = new Set(['russian-place', 'belarusian-place']);
/** What all reports name says nothing of a single one. */
const SUBJECTS: ReadonlySet<string> = new Set(['RUS', 'BLR', 'UKR']);
const SHORTEST_TERM = 4;
/** Inflection and most derivation of Slavic words begin after five letters. */
const SLAVIC_STEM = 5;
const SLAVIC: ReadonlySet<Language> = new Set(['ru', 'uk', 'be']);
const CAPITAL = /^\p{Lu}/u;
const NUMBER = /^\p{N}+$/u;

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted();
}
