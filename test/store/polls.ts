import type { Entry, SightedItem } from '../../src/core/item.ts';
import type { Poll } from '../../src/core/poll/after-poll.ts';
import { conclude, type KnownSource } from '../../src/core/poll/conclude.ts';
import { contentHashOf } from '../../src/sources/sight.ts';
import { toItem } from '../../src/sources/item.ts';
import type { FetchRecord } from '../../src/store/fetches.ts';
import type { Store } from '../../src/store/store.ts';
import { aPoll, LIMITS } from '../core/poll/memories.ts';
import { aSource } from '../sources/a-source.ts';

/** An entry of a feed, known by its number. */
export function anEntry(n: number | string, parts: Partial<Entry> = {}): Entry {
  return {
    guid: `guid-${n}`,
    title: `Title ${n}`,
    summary: '',
    link: `https://paper.example/${n}`,
    published: new Date('2026-03-04T10:00:00Z'),
    ...parts,
  };
}

/** The items of a source's entries, as a fetch at a time makes them. */
export function itemsOf(
  entries: readonly Entry[],
  at: Date,
  source = aSource({ id: 'paper', url: 'https://paper.example/rss' }),
): SightedItem[] {
  const read = { fetchedAt: at, responseUrl: source.url };
  return entries.flatMap((entry) => toItem(entry, source, read) ?? []);
}

/** What a test may say of a poll that it records; the rest is ordinary. */
export type RecordedPoll = {
  readonly at: Date;
  readonly entries?: readonly Entry[];
  readonly poll?: Partial<Poll>;
  readonly maxAge?: number | null;
  readonly sourceId?: string;
  readonly record?: Partial<FetchRecord>;
};

/** Records a poll as the handler would. Returns the ids of the new items. */
export async function recordPoll(store: Store, recorded: RecordedPoll): Promise<string[]> {
  const { at, entries = [], sourceId = 'paper', maxAge = null } = recorded;
  const source = aSource({ id: sourceId, url: `https://${sourceId}.example/rss`, maxAge });
  const items = itemsOf(entries, at, source);
  const content = {
    items: items.length,
    hash: contentHashOf(items.map(({ sight }) => sight)),
    newestAt: at,
  };
  const poll = aPoll({ at, content, ...recorded.poll });
  const memory = await store.sources.find(sourceId);
  return store.sources.recordFetch(
    {
      sourceId,
      url: source.url,
      after: memory?.lastFetchedAt ?? null,
      at,
      outcome: poll.outcome,
      status: poll.status,
      ms: 5,
      bytes: 100,
      entries: items.length,
      problem: poll.problem,
      kept: 3,
      ...recorded.record,
    },
    (known: KnownSource) => conclude(known, poll, items, { limits: LIMITS, maxAge }),
  );
}
