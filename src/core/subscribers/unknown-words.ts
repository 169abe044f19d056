import type { Entity } from '../classify/keywords.ts';
import type { SubscriberWish } from './wish.ts';

/** The names that verdicts can have: a preference for any other would leave everything out, without a word. */
export type KnownNames = {
  readonly sports: ReadonlySet<string>;
  /** In capitals: they are compared without case. */
  readonly federations: ReadonlySet<string>;
};

/** The sports and bodies of the keywords. */
export function namesIn(entities: readonly Entity[]): KnownNames {
  const sports = entities.flatMap(({ sport }) => (sport === null ? [] : [sport]));
  const bodies = entities.filter(({ kind }) => kind === 'body').map(({ id }) => id.toUpperCase());
  return { sports: new Set(sports), federations: new Set(bodies) };
}

/** A name in somebody's preferences that no story will ever have. */
export type UnknownWord = { readonly key: 'sports' | 'federations'; readonly word: string };

/** The names in a wish that are not known. */
export function unknownWords(
  { preferences }: Pick<SubscriberWish, 'preferences'>,
  known: KnownNames,
): UnknownWord[] {
  return (['sports', 'federations'] as const).flatMap((key) =>
    (preferences[key] ?? [])
      .filter((word) => !known[key].has(key === 'sports' ? word : word.toUpperCase()))
      .map((word) => ({ key, word })),
  );
}
