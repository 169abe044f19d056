import { chooseIdentity } from '../identity/choose.ts';
import { sharedItems } from '../identity/evidence.ts';
import { FIRST_IDENTITY, identified, keyOf } from '../identity/sight.ts';
import type { Identity, Sight } from '../identity/sight.ts';
import type { NewItem, SightedItem } from '../item.ts';
import { afterPoll, type Poll } from './after-poll.ts';
import type { SourceMemory } from './memory.ts';
import type { PollLimits } from './next-poll.ts';
import { dayOf } from './spans.ts';

/** What the records hold of a source when a poll is to be recorded. */
export type KnownSource = {
  readonly memory: SourceMemory;
  /** What the last read saw; null before the first. */
  readonly sights: readonly Sight[] | null;
  /** Items of it are stored. */
  readonly hasItems: boolean;
  /** The shares of unseen items of the last polls, the newest first. */
  readonly freshShares: readonly number[];
};

/** How a source may be polled, and which of its items are news. */
export type PollRules = {
  readonly limits: PollLimits;
  /** Older items are no news, in milliseconds; null: any age is news. */
  readonly maxAge: number | null;
};

/** What becomes of a poll. */
export type Conclusion = {
  /** The items under the keys of the source's identity. */
  readonly items: readonly NewItem[];
  /** Keys under which items are known that were stored under others. */
  readonly aliases: readonly string[];
  readonly memory: SourceMemory;
  /** What is kept to compare the next read with; null: as it was. */
  readonly sights: readonly Sight[] | null;
  /** Items that the read before did not have; null where that tells nothing. */
  readonly unseen: number | null;
  /** The UTC days, `2026-03-04`, on which the source published something by this poll. */
  readonly days: readonly string[];
};

/** No more items than these are compared with the next read. */
const MOST_SIGHTS = 500;

/**
 * Decides what a poll means for a source. `items` are those of the poll's content; `known` is what was recorded before.
 */
export function conclude(
  known: KnownSource,
  poll: Poll,
  items: readonly SightedItem[],
  rules: PollRules,
): Conclusion {
  const { memory, freshShares } = known;
  const { limits } = rules;
  if (poll.outcome !== 'read' || poll.content === null) {
    const found = { identity: memory.identity, unseen: null, shared: null, freshShares, limits };
    const after = afterPoll(memory, poll, found);
    return { items: [], aliases: [], memory: after, sights: null, unseen: null, days: [] };
  }
  const sights = comparable(items);
  const identity = identityOf(known, sights);
  const before = known.sights;
  const unseen = before === null ? null : unseenIn(sights, before, identity);
  const shared = before === null ? null : sharedItems(sights, before);
  const found = { identity, unseen: unseen?.length ?? null, shared, freshShares, limits };
  const isBaseline = sawNothingLately(memory, poll.at, rules.maxAge);
  return {
    items: items.map(({ sight, ...item }) => {
      // What has no date is as old as it is known: at a first read that may be anything.
      const isNews = item.isNews && !(isBaseline && sight.day === null);
      return { ...identified(item, sight, identity), isNews };
    }),
    aliases: aliasesOf(memory.identity, identity, before),
    memory: afterPoll(memory, poll, found),
    sights,
    unseen: found.unseen,
    days: daysOf(sights, isBaseline ? [] : (unseen ?? []), poll.at),
  };
}

/** Of very many items the newest, wherever in its document a source puts them. */
function comparable(items: readonly SightedItem[]): readonly Sight[] {
  const sights = items.map(({ sight }) => sight);
  if (sights.length <= MOST_SIGHTS) return sights;
  const days = sights.map(({ day }) => day ?? '').toSorted();
  const oldest = days[days.length - MOST_SIGHTS] ?? '';
  return sights.filter(({ day }) => (day ?? '') >= oldest).slice(0, MOST_SIGHTS);
}

/** Without a read to compare with, another identity than the one that items were stored by would take them for new. */
function identityOf({ memory, sights, hasItems }: KnownSource, latest: readonly Sight[]): Identity {
  if (sights === null && hasItems) return memory.identity ?? FIRST_IDENTITY;
  return chooseIdentity(latest, sights, memory.identity);
}

function unseenIn(
  sights: readonly Sight[],
  before: readonly Sight[],
  identity: Identity,
): readonly Sight[] {
  const seen = new Set(before.map((sight) => keyOf(sight, identity)));
  return sights.filter((sight) => !seen.has(keyOf(sight, identity)));
}

/** What was seen under another identity is not new under this one. */
function aliasesOf(
  last: Identity | null,
  identity: Identity,
  before: readonly Sight[] | null,
): readonly string[] {
  const isSame = last?.key === identity.key && last.sharedLinks === identity.sharedLinks;
  if (last === null || isSame) return [];
  return [...new Set((before ?? []).map((sight) => keyOf(sight, identity)))];
}

/** The first read, or the first after so long that what it brings may be older than news. */
function sawNothingLately({ lastOkAt }: SourceMemory, at: Date, maxAge: number | null): boolean {
  if (maxAge === null) return false;
  return lastOkAt === null || at.getTime() - lastOkAt.getTime() > maxAge;
}

function daysOf(sights: readonly Sight[], unseen: readonly Sight[], at: Date): readonly string[] {
  const today = dayOf(at);
  const dated = sights.flatMap(({ day }) => (day === null ? [] : [day < today ? day : today]));
  const hasUndated = unseen.some(({ day }) => day === null);
  return [...new Set([...dated, ...(hasUndated ? [today] : [])])];
}
