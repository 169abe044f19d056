import type { Language } from '../source.ts';
import type { Direction, Target, Topic, Zone } from '../verdict.ts';
import type { LearnedModel } from './learned/model.ts';

/** Patterns by language; those under `any` (acronyms, names in Latin letters) are looked for in every language. */
export type Patterns = { readonly [key in Language | 'any']?: readonly string[] };

/** What a name stands for. The kinds are also the classes that patterns call `@target`, `@body` and so on. */
export const ENTITY_KINDS = ['target', 'person', 'club', 'body', 'country', 'sport'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** A name that texts mention. */
export type Entity = {
  readonly id: string;
  readonly kind: EntityKind;
  /** The target countries that a mention points at; empty for all that is foreign. */
  readonly targets: readonly Target[];
  /** 0…1: how surely a mention means the target country, or, for kind `sport`, that the text is about sport. */
  readonly strength: number;
  /** A sport of the closed list, `multi`, or null. */
  readonly sport: string | null;
  /** For a sport or an event: the id of the body that decides there; else null. */
  readonly decides: string | null;
  /** Decides disputes between others: CAS, state courts. */
  readonly court: boolean;
  /** ISO 3166 alpha-3 of a foreign country; null for groups of states and all other kinds. */
  readonly country: string | null;
  readonly patterns: Patterns;
};

/** What a concept does in the score. The first eight belong to sanctions, the others to agreements. */
export const CONCEPT_ROLES = [
  'act',
  'noun',
  'condition',
  'propose',
  'react',
  'participation',
  'group',
  'status',
  'sign',
  'document',
  'cooperation',
  'intent',
  'talk',
  'joint',
  'games',
  'end',
  'institution',
] as const;
export type ConceptRole = (typeof CONCEPT_ROLES)[number];

/** A family of expressions with one meaning; the lexicons hold its words. */
export type Concept = {
  readonly id: string;
  readonly topic: Topic;
  readonly role: ConceptRole;
  /** Null for words that tell nothing of the direction. */
  readonly direction: Direction | null;
  /** 0…3: how much a mention right beside a target says. */
  readonly weight: number;
  /** A figure of speech: it says this only beside a target, in a sentence without counter-evidence. */
  readonly figure: boolean;
};

/** What decides whether an item is about a topic. Weights are log-odds per unit of their feature. */
export type TopicRules = {
  readonly topic: Topic;
  /** Probability from which the topic counts, by what is known of the source. */
  readonly thresholds: {
    readonly default: number;
    readonly domestic: number;
    readonly federation: number;
  };
  readonly weights: ReadonlyMap<string, number>;
  /** How much an act of each direction outweighs others in the same item. */
  readonly precedence: ReadonlyMap<Direction, number>;
};

/** A family of words which speak against both topics: individual doping cases, transfers, results … */
export type Negative = {
  readonly id: string;
  /** Log-odds per unit, by topic; usually below zero. */
  readonly weights: Readonly<Record<Topic, number>>;
  /** Concepts beside which the family says nothing. */
  readonly unless: readonly string[];
};

/** What the overlapping hits of a mask lose their meaning as. */
export type MaskScope = EntityKind | 'concept';
export type Mask = { readonly id: string; readonly cancels: readonly MaskScope[] };

/** The words of one language, by the id of what they stand for. */
export type Lexicon = {
  readonly language: Language;
  /** Word lists that patterns call by `@name`. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly concepts: ReadonlyMap<string, readonly string[]>;
  readonly negatives: ReadonlyMap<string, readonly string[]>;
  readonly masks: ReadonlyMap<string, readonly string[]>;
  /** Cues of a sentence that only recalls what is known. */
  readonly background: readonly string[];
  /** Words without meaning of their own, left out when texts are compared with seeds. */
  readonly stopwords: readonly string[];
};

/** The whole of config/keywords as plain data, sorted, so that the order in the files never matters. */
export type Keywords = {
  readonly entities: readonly Entity[];
  readonly concepts: readonly Concept[];
  readonly topics: readonly TopicRules[];
  readonly negatives: readonly Negative[];
  readonly masks: readonly Mask[];
  readonly lexicons: readonly Lexicon[];
  /** How much a hit counts by where it stands; `lede` is the summary's first sentence. */
  readonly zones: Readonly<Record<Zone | 'lede', number>>;
  /** What is left of a hit in a background sentence, 0…1. */
  readonly background: number;
  /** What was learned beyond the rules; null: the rules alone decide. */
  readonly learned: LearnedModel | null;
};

/** The features that topics.yaml may weigh, by topic. */
export const FEATURES: Readonly<Record<Topic, readonly string[]>> = {
  sanction: [
    'bias',
    'act',
    'act-title',
    'acts',
    'noun',
    'condition',
    'status',
    'proposal',
    'reaction',
    'participation',
    'group',
    'target-title',
    'person',
    'body',
    'body-title',
    'sport',
    'home-only',
    'no-link',
    'seed:terms',
    'seed:concepts',
  ],
  agreement: [
    'bias',
    'sign-document',
    'document',
    'intent',
    'talk',
    'cooperation',
    'joint',
    'games',
    'end',
    'party',
    'institution',
    'target-title',
    'person',
    'sport',
    'act',
    'seed:terms',
    'seed:concepts',
  ],
};
