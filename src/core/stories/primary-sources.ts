import type { Source } from '../source.ts';

/** Ids of the sources that tell of their own decisions: federations and courts. */
export function primarySourcesOf(sources: readonly Pick<Source, 'id' | 'role'>[]): string[] {
  return sources
    .filter(({ role }) => role === 'federation' || role === 'court')
    .map(({ id }) => id);
}
