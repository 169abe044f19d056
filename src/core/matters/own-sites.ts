import type { Entity } from '../classify/keywords.ts';
import type { Source } from '../source.ts';
import type { Target } from '../verdict.ts';
import type { MatterKey } from './facts.ts';

/** Which sources are the own sites of those who decide. */
export type Sites = {
  /** Ids of sources by the id of the body; those of the target countries, ministries too, by the country's code. */
  readonly ownSites: ReadonlyMap<string, readonly string[]>;
  /** Ids of the sources that are courts' own sites. */
  readonly courtSites: readonly string[];
};

/**
 * Finds the own sites: federations' and courts' whose id begins with the body's id ("fie-letters" is of FIE), or whose name
 * is one of the names by which the body is known.
 */
export function sitesOf(
  sources: readonly Pick<Source, 'id' | 'name' | 'role' | 'country'>[],
  entities: readonly Entity[],
): Sites {
  const primary = sources.filter(({ role }) => role === 'federation' || role === 'court');
  const ownSites = new Map<string, string[]>();
  for (const body of entities.filter(({ kind }) => kind === 'body')) {
    const own = primary.filter((source) => isOwnSite(source, body)).map(({ id }) => id);
    for (const name of [body.id, ...body.targets]) {
      ownSites.set(name, [...new Set([...(ownSites.get(name) ?? []), ...own])]);
    }
  }
  for (const country of TARGETS) {
    const own = primary.filter((source) => source.country === country).map(({ id }) => id);
    ownSites.set(country, [...new Set([...(ownSites.get(country) ?? []), ...own])]);
  }
  const courtSites = sources.filter(({ role }) => role === 'court').map(({ id }) => id);
  return { ownSites, courtSites };
}

const TARGETS: readonly Target[] = ['RUS', 'BLR'];

/**
 * Ids of the sources whose word decides in a matter: of a measure, the site of the body whose it is and those of courts;
 * of an agreement, the sites of its parties. What other federations tell of it is a report like any other.
 */
export function decidingSites(
  { topic, a, b }: MatterKey,
  { ownSites, courtSites }: Sites,
): readonly string[] {
  const ofA = ownSites.get(a) ?? [];
  return topic === 'sanction' ? [...ofA, ...courtSites] : [...ofA, ...(ownSites.get(b) ?? [])];
}

function isOwnSite({ id, name }: Pick<Source, 'id' | 'name'>, body: Entity): boolean {
  const slug = wordsOf(body.id).join('-');
  if (id === slug || id.startsWith(`${slug}-`)) return true;
  const words = wordsOf(name);
  return Object.values(body.patterns)
    .flat()
    .some((pattern) => isName(pattern, words));
}

/** Whether a pattern of the lexicons stands for exactly these words; patterns with gaps in them are no names. */
function isName(pattern: string, words: readonly string[]): boolean {
  const parts = pattern.split(' ').filter((part) => !part.startsWith('!'));
  if (parts.length !== words.length) return false;
  return parts.every((part, at) =>
    part.split('|').some((choice) => isWord(choice.toLowerCase(), words[at] ?? '')),
  );
}

/** A plain word of the lexicons is found in the plural too. */
function isWord(choice: string, word: string): boolean {
  if (choice.endsWith('*')) return word.startsWith(choice.slice(0, -1));
  return choice.replace(/^=/u, '').replace(/s$/u, '') === word.replace(/s$/u, '');
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
