import type { Config } from '../../config/load.ts';
import type { FormChoices } from '../../core/sign-up/form.ts';
import type { Preferences } from '../../core/subscriber.ts';
import { namesIn } from '../../core/subscribers/unknown-words.ts';

const NOBODY = { sports: [], federations: [] };

/** The sports and bodies that preferences can name, in order; somebody's own that are among them no more are kept. */
export function choicesOf(
  { keywords }: Pick<Config, 'keywords'>,
  own: Pick<Preferences, 'sports' | 'federations'> = NOBODY,
): FormChoices {
  const { sports } = namesIn(keywords.entities);
  const bodies = keywords.entities.filter(({ kind }) => kind === 'body').map(({ id }) => id);
  return {
    // What concerns several sports comes to everybody, so it is no choice.
    sports: ordered([...[...sports].filter((sport) => sport !== 'multi'), ...own.sports]),
    federations: ordered([...bodies, ...own.federations]),
  };
}

function ordered(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' }));
}
