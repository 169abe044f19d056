import { CORE_SCHEMA, load, mapTag, type MappingTagDefinition } from 'js-yaml';
import { invisible } from './yaml-inspect.ts';
import { LONGEST_TEXT } from './yaml-tree.ts';

/**
 * The plain value of a YAML 1.2 text in which nothing is odd; null for every other text, which may still be sound:
 * readTree() then says what it holds or what is wrong with it, and where.
 * Several times faster than that, because it keeps no places: a service starts with a megabyte of keywords.
 */
export function readSoundValue(text: string): { readonly value: unknown } | null {
  if (text.length > LONGEST_TEXT || ESCAPE.test(text) || invisible(text) !== null) return null;
  try {
    return { value: load(text, { schema: SCHEMA, maxAliases: 0, maxDepth: 20 }) };
  } catch {
    // Whatever it was, the thorough reader meets it again and tells it with its place.
    return null;
  }
}

/** Escapes in quotes that may stand for a character which must not be there. */
const ESCAPE = /\\[0abefvxuU]/;

/** As in the package, but for keys that are no text, such as `~` and `1.0`, of which the readers make different ones. */
const TEXT_KEYED: MappingTagDefinition<Record<string, unknown>> = {
  ...mapTag,
  addPair: (map, key, value) =>
    typeof key === 'string' ? mapTag.addPair(map, key, value) : 'a key is no text',
};
const SCHEMA = CORE_SCHEMA.withTags([TEXT_KEYED]);
