import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ARCHIVE_FACETS, PERIOD_DAYS, periodStart } from '../../src/core/archive.ts';
import {
  type ArchiveEntry,
  indexArchive,
  markStories,
  pageOf,
  tallyOf,
  withEntries,
} from '../../src/core/archive-index.ts';
import type { Chosen } from '../../src/core/facets.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-03-14T12:00:00Z');
const VALUES = ['a', 'b', 'c'];

const entries = fc
  .array(
    fc.record({
      age: fc.integer({ min: 0, max: 400 }),
      values: fc.dictionary(
        fc.constantFrom(...ARCHIVE_FACETS.filter((facet) => facet !== 'period')),
        fc.uniqueArray(fc.constantFrom(...VALUES), { maxLength: 2 }),
      ),
      hasWords: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    all.map(({ age, values, hasWords }, at) => ({
      hasWords,
      entry: {
        id: String(at + 1),
        changedAt: new Date(NOW.getTime() - age * DAY),
        values: new Map(ARCHIVE_FACETS.map((facet) => [facet, values[facet] ?? []] as const)),
      },
    })),
  );
const chosen: fc.Arbitrary<Chosen> = fc
  .dictionary(fc.constantFrom('topic', 'country', 'outlet'), fc.constantFrom(...VALUES))
  .chain((values) =>
    fc
      .option(fc.constantFrom(...PERIOD_DAYS.keys()))
      .map((period) => new Map(Object.entries(period === null ? values : { ...values, period }))),
  );

/** As one would without an index. */
function has(entry: ArchiveEntry, wanted: Chosen): boolean {
  return [...wanted].every(([facet, value]) =>
    facet === 'period'
      ? entry.changedAt >= (periodStart(value, NOW) ?? NOW)
      : new Map<string, readonly string[]>(entry.values).get(facet)?.includes(value),
  );
}

describe('the index', () => {
  test('finds and counts what looking at every story does', () => {
    fc.assert(
      fc.property(entries, chosen, fc.boolean(), (all, wanted, byWords) => {
        const index = indexArchive(all.map(({ entry }) => entry));
        const having = all.filter(({ hasWords }) => hasWords || !byWords);
        const ids = having.map(({ entry }) => entry.id);
        const asked = {
          chosen: wanted,
          now: NOW,
          withWords: byWords ? markStories(index, ids) : null,
        };
        const found = having.filter(({ entry }) => has(entry, wanted)).map(({ entry }) => entry);
        const shown = pageOf(index, asked, { before: null, limit: 100 });
        expect(new Set(shown)).toEqual(new Set(found));
        const tally = tallyOf(index, asked);
        expect([tally.found, tally.all]).toEqual([found.length, having.length]);
        expect(tally.withoutWords).toBe(all.filter(({ entry }) => has(entry, wanted)).length);
        for (const facet of ARCHIVE_FACETS) {
          const values = facet === 'period' ? [...PERIOD_DAYS.keys()] : VALUES;
          for (const value of values) {
            const next = new Map([...wanted, [facet, value]]);
            const count = having.filter(({ entry }) => has(entry, next)).length;
            expect([facet, value, tally.counts.get(facet)?.get(value) ?? 0]).toEqual([
              facet,
              value,
              count,
            ]);
          }
        }
        for (const [facet, count] of tally.without) {
          const rest = new Map([...wanted].filter(([name]) => name !== facet));
          expect(count).toBe(having.filter(({ entry }) => has(entry, rest)).length);
        }
      }),
    );
  });

  test('gives every story once, newest first, whatever the pages', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 7 }), (all, limit) => {
        const index = indexArchive(all.map(({ entry }) => entry));
        const asked = { chosen: new Map(), now: NOW, withWords: null };
        const seen: ArchiveEntry[] = [];
        for (;;) {
          const page = pageOf(index, asked, { before: seen.at(-1) ?? null, limit });
          if (page.length === 0) break;
          seen.push(...page);
        }
        expect(seen).toEqual(index.entries);
        const times = seen.map(({ changedAt }) => changedAt.getTime());
        expect(times).toEqual(times.toSorted((a, b) => b - a));
      }),
    );
  });

  test('a page goes on where it was although the story before it has moved', () => {
    const at = (id: string, age: number): ArchiveEntry => ({
      id,
      changedAt: new Date(NOW.getTime() - age * DAY),
      values: new Map(),
    });
    const asked = { chosen: new Map(), now: NOW, withWords: null };
    const index = withEntries(indexArchive([at('1', 3), at('2', 2), at('3', 1)]), [at('2', 0)]);
    const page = pageOf(index, asked, { before: at('2', 2), limit: 9 });
    expect(page.map(({ id }) => id)).toEqual(['1']);
  });

  test('stays the same one where nothing is new', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const index = indexArchive(all.map(({ entry }) => entry));
        expect(withEntries(index, index.entries.slice(0, 3))).toBe(index);
      }),
    );
  });
});
