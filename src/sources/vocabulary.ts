/** The vocabularies that matter in feeds; `core` is that of RSS and Atom themselves. */
export type Vocabulary = 'core' | 'atom' | 'dc' | 'content' | 'media' | 'itunes' | 'other';

/** An element’s name without its prefix, and the vocabulary that the prefix stands for. Both in lower case. */
export type ElementName = { readonly vocabulary: Vocabulary; readonly local: string };

/** Reads element names of one document: knows the prefixes it declared so far, and those that everyone uses undeclared. */
export type Names = {
  readonly declare: (attributes: Readonly<Record<string, string>>) => void;
  readonly read: (name: string) => ElementName;
  /** Takes the prefix of the root element for one of the feed’s own, whatever it was bound to. */
  readonly adopt: (rootName: string) => void;
};

/** Opens the names of a new document. */
export function openNames(): Names {
  const prefixes = new Map<string, Vocabulary>(USUAL);
  return {
    declare: (attributes) => {
      for (const [name, uri] of Object.entries(attributes)) {
        if (!name.startsWith('xmlns:') || prefixes.size > MAX_PREFIXES) continue;
        const vocabulary = vocabularyOf(uri);
        if (vocabulary !== 'other') prefixes.set(name.slice('xmlns:'.length), vocabulary);
      }
    },
    read: (name) => {
      const colon = name.indexOf(':');
      if (colon < 0) return { vocabulary: 'core', local: name };
      const vocabulary = prefixes.get(name.slice(0, colon)) ?? 'other';
      return { vocabulary, local: name.slice(colon + 1) };
    },
    adopt: (rootName) => {
      const colon = rootName.indexOf(':');
      if (colon >= 0) prefixes.set(rootName.slice(0, colon), 'core');
    },
  };
}

const MAX_PREFIXES = 200;

const USUAL: readonly (readonly [string, Vocabulary])[] = [
  ['rss', 'core'],
  ['rdf', 'core'],
  ['atom', 'atom'],
  ['a10', 'atom'],
  ['dc', 'dc'],
  ['dcterms', 'dc'],
  ['content', 'content'],
  ['media', 'media'],
  ['itunes', 'itunes'],
];

function vocabularyOf(uri: string): Vocabulary {
  const address = uri.trim().toLowerCase();
  return KNOWN.find(([pattern]) => pattern.test(address))?.[1] ?? 'other';
}

const KNOWN: readonly (readonly [RegExp, Vocabulary])[] = [
  [/^https?:\/\/(www\.)?w3\.org\/2005\/atom\/?$/, 'atom'],
  [/^https?:\/\/purl\.org\/atom\//, 'atom'],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content/, 'content'],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/?$/, 'core'],
  [/^https?:\/\/(backend\.userland\.com|blogs\.law\.harvard\.edu)\//, 'core'],
  [/^https?:\/\/(my|channel)\.netscape\.com\//, 'core'],
  [/^https?:\/\/purl\.org\/(rss\/1\.0\/modules\/)?dc/, 'dc'],
  [/^https?:\/\/search\.yahoo\.com\/mrss/, 'media'],
  [/^https?:\/\/(www\.)?itunes\.com\//, 'itunes'],
];
