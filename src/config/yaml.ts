import type { z } from 'zod';
import { ConfigError, type Problem } from './error.ts';
import { check, type Mistake } from './sentence.ts';
import { plainLines, readTree, type YamlTree } from './yaml-tree.ts';
import { readSoundValue } from './yaml-value.ts';

/**
 * Reads a YAML 1.2 text that must fit a schema; an empty text counts as an empty map where the schema allows one.
 * Throws a ConfigError with every problem: broken YAML, doubled keys, all that the schema does not allow,
 * and what `alsoCheck` finds in the plain value (what no schema says, such as names given twice).
 */
export function parseYaml<T>(
  schema: z.ZodType<T>,
  file: string,
  text: string,
  alsoCheck: (value: unknown) => readonly Mistake[] = () => [],
): T {
  const sound = readSoundValue(plainLines(text));
  if (sound !== null && sound.value !== null) {
    const result = check(schema, sound.value);
    if ('value' in result && alsoCheck(sound.value).length === 0) return result.value;
  }
  const { tree, problems } = readTree(file, text);
  if (tree === null) throw new ConfigError(inOrder(problems));
  const result = checkTree(schema, tree, text, alsoCheck);
  if ('value' in result && problems.length === 0) return result.value;
  throw new ConfigError('value' in result ? problems : inOrder([...problems, ...result.problems]));
}

function checkTree<T>(
  schema: z.ZodType<T>,
  tree: YamlTree,
  text: string,
  alsoCheck: (value: unknown) => readonly Mistake[],
): { readonly value: T } | { readonly problems: readonly Problem[] } {
  const isEmpty = tree.value === null;
  const value = isEmpty ? {} : tree.value;
  const result = check(schema, value);
  if (isEmpty && 'mistakes' in result) return { problems: [emptyProblem(tree.file, text)] };
  const further = alsoCheck(value);
  if ('value' in result && further.length === 0) return result;
  const mistakes = 'value' in result ? further : [...result.mistakes, ...further];
  return {
    problems: mistakes.map(({ path, message, aboutKey }) => ({
      file: tree.file,
      ...(aboutKey ? tree.keyPlace(path) : tree.valuePlace(path)),
      path: path.map(String).join('.'),
      message,
    })),
  };
}

function emptyProblem(file: string, text: string): Problem {
  const message = text.includes('#') ? 'the file holds nothing but comments' : 'the file is empty';
  return { file, line: 1, column: 1, path: '', message };
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
