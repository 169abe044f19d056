import { namesIn, unknownWords } from '../core/subscribers/unknown-words.ts';
import type { SubscriberWish } from '../core/subscribers/wish.ts';
import type { Cli } from './context.ts';

/** Tells of sports and bodies that nothing is ever judged to be about: a preference for them leaves everything out. */
export async function warnUnknown(cli: Cli, wishes: readonly SubscriberWish[]): Promise<void> {
  const named = wishes.filter(
    ({ preferences: { sports = [], federations = [] } }) => sports.length + federations.length > 0,
  );
  if (named.length === 0) return;
  const { loadConfig } = await import('../config/load.ts');
  const { nearest } = await import('../config/suggest.ts');
  const { keywords } = await loadConfig(cli.settings().configFolder);
  const known = namesIn(keywords.entities);
  const words = new Map(
    named.flatMap((wish) =>
      unknownWords(wish, known).map((one) => [`${one.key} ${one.word}`, one]),
    ),
  );
  for (const { key, word } of words.values()) {
    const suggestion = nearest(word, [...known[key]]);
    const advice = suggestion === null ? '' : `; did you mean ${suggestion}?`;
    cli.tell(`warning: keywords/entities.yaml has no ${word} (${key})${advice}`);
  }
}
