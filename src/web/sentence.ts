import { countryName } from '../core/countries.ts';
import type { Direction, Verdict } from '../core/verdict.ts';
import { sportName, TARGET_NAMES } from './words.ts';

/** What who decides does to a measure. */
const OF_MEASURES: ReadonlyMap<Direction, string> = new Map([
  ['imposed', 'imposes a measure on'],
  ['extended', 'extends the measures on'],
  ['upheld', 'upholds the measures on'],
  ['eased', 'eases the measures on'],
  ['lifted', 'lifts the measures on'],
  ['rejected', 'rejects a change of the measures on'],
  ['proposed', 'is to decide on measures on'],
  ['criticised', 'is criticised for its measures on'],
]);

/** What becomes of an agreement of the parties. */
const OF_AGREEMENTS: ReadonlyMap<Direction, string> = new Map([
  ['signed', 'sign an agreement'],
  ['proposed', 'plan an agreement'],
  ['meeting', 'hold talks'],
  ['held', 'carry out what they agreed'],
  ['ended', 'end an agreement'],
]);

/** More countries are not named. */
const NAMED = 3;

/** What a story says happened, in one sentence of ours; null where the verdict does not tell enough for one. */
export function whatHappened(verdict: Verdict): string | null {
  const { label, direction, targets, sport } = verdict;
  if (label === 'none' || direction === null || targets.length === 0) return null;
  const against = listed(targets.map((target) => TARGET_NAMES[target]));
  const where = sport === null || sport === 'multi' ? '' : ` in ${sportName(sport)}`;
  if (label === 'sanction') {
    const does = OF_MEASURES.get(direction);
    return does === undefined
      ? null
      : `${verdict.authority ?? 'A sports body'} ${does} ${against}${where}.`;
  }
  const does = OF_AGREEMENTS.get(direction);
  if (does === undefined) return null;
  const { countries } = verdict;
  const others = countries.slice(0, NAMED).map(countryName);
  const rest = countries.length > NAMED ? ['others'] : others.length === 0 ? ['another party'] : [];
  return `${listed([against, ...others, ...rest])} ${does}${where}.`;
}

/** `A`, `A and B`, `A, B and C`. */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
