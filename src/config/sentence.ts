import { z } from 'zod';
import { nearest } from './suggest.ts';

/** A mistake that a schema found: where in the value, and what is wrong in a sentence an operator understands. */
export type Mistake = {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** The key itself is wrong, not what stands behind it. */
  readonly aboutKey: boolean;
};

/** Parses a value; on failure every mistake is returned as a sentence. */
export function check<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { readonly value: T } | { readonly mistakes: readonly Mistake[] } {
  const result = schema.safeParse(value, { error: sentenceOf, reportInput: true });
  if (result.success) return { value: result.data };
  return { mistakes: result.error.issues.flatMap((issue) => mistakesOf(issue, [])) };
}

function mistakesOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Mistake[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) => ({
      path: [...path, key],
      message: messages[index] ?? 'unknown key',
      aboutKey: true,
    }));
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.map(({ message }) => ({ path, message, aboutKey: true }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return unionMistakes(issue, path);
  }
  return [{ path, message: issue.message, aboutKey: false }];
}

/** The mistakes of the alternative that was probably meant: its outermost type fits, and least else is wrong. */
function unionMistakes(
  issue: z.core.$ZodIssueInvalidUnion,
  path: readonly PropertyKey[],
): Mistake[] {
  const branches: readonly (readonly z.core.$ZodIssue[])[] = issue.errors;
  const [meant] = branches
    .filter((issues) => !issues.some(isWrongOutermost))
    .toSorted((a, b) => a.length - b.length);
  if (meant !== undefined) return meant.flatMap((inner) => mistakesOf(inner, path));
  const wanted = branches.flat().filter(isWrongOutermost).flatMap(wantedWords);
  const message = `expected ${list([...new Set(wanted)])}, got ${quoted(issue.input)}`;
  return [{ path, message, aboutKey: false }];
}

function wantedWords(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_type') return [TYPES[issue.expected] ?? issue.expected];
  return issue.code === 'invalid_value' ? issue.values.map(code) : [];
}

function isWrongOutermost(issue: z.core.$ZodIssue): boolean {
  if (issue.path.length > 0) return false;
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function sentenceOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeSentence(issue.expected, issue.input);
    case 'invalid_value':
      return valueSentence(issue.values, issue.input);
    case 'unrecognized_keys':
      return issue.keys.map((key) => keySentence(key, allowedKeys(issue.inst))).join('\n');
    case 'too_small':
      return sizeSentence(issue.origin, 'least', issue.minimum, issue.inclusive === false);
    case 'too_big':
      return sizeSentence(issue.origin, 'most', issue.maximum, issue.inclusive === false);
    case 'invalid_format':
      return formatSentence(issue.format, issue.pattern, issue.input);
    case 'invalid_union':
      return unionSentence(issue['options'], issue.input);
    case 'not_multiple_of':
    case 'custom':
    case 'invalid_key':
    case 'invalid_element':
      return 'this value is not allowed here';
  }
}

function typeSentence(expected: string, input: unknown): string {
  if (input === undefined) return 'this key is missing';
  const wanted = TYPES[expected] ?? expected;
  const advice =
    expected === 'string' && (typeof input === 'number' || typeof input === 'boolean')
      ? ': put quotes round it'
      : '';
  if (input === null) return `expected ${wanted}, got nothing: give the key a value or take it out`;
  return `expected ${wanted}, got ${kindOf(input)}${advice}`;
}

function formatSentence(format: string, pattern: string | undefined, input: unknown): string {
  const wanted = FORMATS[format] ?? (pattern === undefined ? format : `text that fits ${pattern}`);
  return `expected ${wanted}, got ${quoted(input)}`;
}

function valueSentence(values: readonly unknown[], input: unknown): string {
  if (input === undefined) return 'this key is missing';
  const allowed = values.map(String);
  const suggestion = typeof input === 'string' ? nearest(input, allowed) : null;
  if (suggestion !== null) return `${quoted(input)} is unknown, did you mean \`${suggestion}\`?`;
  return `expected ${list(allowed.map(code))}, got ${quoted(input)}`;
}

function unionSentence(options: unknown, input: unknown): string {
  return !Array.isArray(options) || options.length === 0
    ? `${quoted(input)} is not allowed here`
    : `expected ${list(options.map(code))}, got ${quoted(input)}`;
}

function keySentence(key: string, allowed: readonly string[]): string {
  const suggestion = nearest(key, allowed);
  if (suggestion !== null) return `unknown key, did you mean \`${suggestion}\`?`;
  if (allowed.length === 0) return 'unknown key: no key is allowed here';
  return `unknown key, expected ${list(allowed.map(code))}`;
}

function allowedKeys(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  const keys = schema instanceof z.ZodRecord ? schema.keyType : null;
  return keys instanceof z.ZodEnum ? keys.options.map(String) : [];
}

function sizeSentence(
  origin: string,
  bound: 'least' | 'most',
  limit: number | bigint,
  exclusive: boolean,
): string {
  if (origin === 'string') {
    return limit === 1n || (bound === 'least' && Number(limit) === 1)
      ? 'must not be empty'
      : `must have at ${bound} ${limit} characters`;
  }
  if (origin === 'array') {
    return bound === 'least' && Number(limit) === 1
      ? 'must have at least one entry'
      : `must have at ${bound} ${limit} entries`;
  }
  if (exclusive) return `must be ${bound === 'least' ? 'more' : 'less'} than ${limit}`;
  return `must be at ${bound} ${limit}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isFinite(value) ? `a number` : String(value);
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return String(value);
  return 'a map';
}

function quoted(value: unknown): string {
  if (typeof value !== 'string') return kindOf(value);
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 79)}…` : value);
}

/** At most thirty words, as a sentence lists them. */
function list(words: readonly string[]): string {
  const shown = words.slice(0, 30);
  if (words.length > shown.length) return `one of ${shown.join(', ')} …`;
  const last = shown.pop() ?? 'nothing';
  return shown.length === 0 ? last : `${shown.join(', ')} or ${last}`;
}

function code(word: unknown): string {
  return `\`${String(word)}\``;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  tuple: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  null: 'nothing',
};

const FORMATS: Readonly<Record<string, string>> = {
  url: 'an http or https address',
  email: 'a mail address',
  date: 'a date as YYYY-MM-DD',
};
