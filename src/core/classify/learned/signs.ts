import type { Entity, Keywords } from '../keywords.ts';
import type { Find } from '../scan.ts';
import type { Reading } from '../strength.ts';
import type { Numbering } from './model.ts';
import { isCommonWord } from './words.ts';

/** A feature that is there, and its value. */
export type Sign = { readonly feature: number; readonly value: number };

/** What an item says in every language: the concepts and the kinds of names by where they stand, and its form. */
export type SignReader = (reading: Reading, title: string, summary: string) => readonly Sign[];

/** A concept outside the title counts for less. */
const REST = 0.7;

/**
 * A reader of signs. Concepts are named by their ids, so a keyword added to a concept has at once what was learned of the
 * concept. Names of features: `negative:result`, `title:ban`, `rest:@body`, `form:question`. The rules' own features are not
 * among them: their sum is, and to weigh each anew measured worse.
 */
export function createSignReader(keywords: Keywords, numbering: Numbering): SignReader {
  const named = <T extends string>(
    names: readonly T[],
    nameOf: (name: T) => string,
  ): ReadonlyMap<string, number> =>
    new Map(names.map((name) => [name, numbering(nameOf(name))] as const));
  const conceptIds = keywords.concepts.map(({ id }) => id);
  const negatives = named(
    keywords.negatives.map(({ id }) => id),
    (id) => `negative:${id}`,
  );
  const zones = (['title', 'rest'] as const).map((zone) => ({
    concepts: named(conceptIds, (id) => `${zone}:${id}`),
    names: named(NAME_KINDS, (kind) => `${zone}:@${kind}`),
  }));
  const forms = named(FORMS, (form) => `form:${form}`);
  const at = (find: Find): (typeof zones)[number] | undefined => zones[find.zone === 0 ? 0 : 1];
  return (reading, title, summary) => {
    const values = new Map<number, number>();
    const put = (feature: number | undefined, value: number): void => {
      if (feature === undefined || feature < 0 || value === 0) return;
      values.set(feature, Math.max(value, values.get(feature) ?? 0));
    };
    for (const [id, value] of reading.negatives) put(negatives.get(id), value);
    for (const { concept, find } of reading.concepts) {
      put(at(find)?.concepts.get(concept.id), find.zone === 0 ? 1 : REST);
    }
    for (const { entity, find } of reading.mentions) {
      put(at(find)?.names.get(nameKind(entity)), 1);
    }
    for (const form of formsOf(title, summary)) put(forms.get(form), 1);
    return [...values].map(([feature, value]) => ({ feature, value }));
  };
}

/** Kinds of names, told apart finer than the rules do. */
export const NAME_KINDS = [
  'target',
  'both',
  'home',
  'body',
  'court',
  'person',
  'club',
  'country',
  'sport',
  'sport-word',
] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** The kind of a name: `both` points at the two target countries at once, `home` is a body of one of them. */
export function nameKind(entity: Entity): NameKind {
  const { kind, targets, court } = entity;
  if (kind === 'sport') return isCommonWord(entity) ? 'sport-word' : 'sport';
  if (kind === 'body' && targets.length > 0) return 'home';
  if (kind === 'target' && targets.length > 1) return 'both';
  return kind === 'body' && court ? 'court' : kind;
}

/** Texts of more words mention more in passing. */
const LENGTHS = [10, 20, 30, 45, 60];
const FORMS = [
  'question',
  'colon',
  'quote',
  'title-only',
  ...LENGTHS.map((length) => `longer-than-${length}`),
];

function formsOf(title: string, summary: string): string[] {
  const trimmed = title.trim();
  const words = countWords(title) + countWords(summary);
  return [
    ...(trimmed.endsWith('?') ? ['question'] : []),
    ...(SPEAKER.test(trimmed) ? ['colon'] : []),
    ...(QUOTE.test(trimmed) ? ['quote'] : []),
    ...(summary.trim() === '' ? ['title-only'] : []),
    ...LENGTHS.filter((length) => words > length).map((length) => `longer-than-${length}`),
  ];
}

function countWords(text: string): number {
  return text.match(WORDS)?.length ?? 0;
}

const SPEAKER = /^[^:]{3,40}: /u;
const QUOTE = /[«"“„'‘]/u;
const WORDS = /\S+/gu;
