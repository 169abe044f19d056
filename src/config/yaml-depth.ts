import { CST } from 'yaml';

/** Levels of maps and lists within each other that a configuration may have; ours have five. */
const DEEPEST = 40;

/**
 * Where the tokens of a YAML text first nest deeper than any configuration does, in UTF-16 units; null where it nowhere does.
 * Asked before they are composed, which takes exponential time once the stack is full.
 */
export function tooDeepAt(tokens: readonly CST.Token[]): number | null {
  const waiting: { readonly token: CST.Token; readonly depth: number }[] = [];
  for (const token of tokens) {
    waiting.push({ token, depth: 0 });
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { token: outer, depth } = next;
      if (depth > DEEPEST) return outer.offset;
      for (const inner of parts(outer)) waiting.push({ token: inner, depth: depth + 1 });
    }
  }
  return null;
}

function parts(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!CST.isCollection(token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((part) => part != null));
}
