import { PERIOD_DAYS, periodStart, type ArchiveFacet, type Selection } from '../core/archive.ts';
import type { FacetGroup } from '../core/facets.ts';
import type { Language } from '../core/source.ts';
import type { Topic } from '../core/verdict.ts';
import type { Db } from './pool.ts';
import { runPrepared } from './prepared.ts';
import { withReports, type StoredStory } from './reports.ts';
import { storable } from './rows.ts';

/** In UTF-16 units; nobody means a longer one. */
const LONGEST_WORDS = 200;

/** SQL: the story `s` has a report with the words $1, as they stand or by their stems. */
const HAS_WORDS = `s.id in (
  select si.story_id from items w join story_items si on si.item_id = w.id
  where w.stage = 'placed' and story_words(w.title, w.summary)
    @@ (websearch_to_tsquery('simple', $1) || websearch_to_tsquery('russian', $1)))`;

/** SQL: a story with its leading report's item and what that can be chosen by; nothing of it where it counts no more. */
const LED = `stories s join items i on i.id = s.lead_item_id
  left join verdict_facets v on v.item_id = i.id and v.revision = i.judged_by`;

const SEARCH = `select s.id::text, s.changed_at as "changedAt", s.lead_item_id::text as "leadItemId" from ${LED}
  where s.merged_into is null
    and ($2::bigint is null or (s.changed_at, s.id) < (select changed_at, id from stories where id = $2))
    and ($4::text is null or v.topic = $4)
    and ($5::text is null or v.polarity = $5)
    and ($6::text is null or $6 = any(v.targets) or $6 = any(v.countries))
    and ($7::text is null or v.sport = $7)
    and ($8::text is null or v.federation = $8)
    and ($9::text is null or i.language = $9)
    and ($10::timestamptz is null or s.changed_at >= $10)`;
const PAGE = 'order by s.changed_at desc, s.id desc limit $3';

const SEARCH_ALL = {
  name: 'search-archive',
  text: `${SEARCH} and $1::text is null ${PAGE}`,
};
const SEARCH_WORDS = {
  name: 'search-archive-words',
  text: `${SEARCH} and ${HAS_WORDS} ${PAGE}`,
};

type StoryRow = { readonly id: string; readonly changedAt: Date; readonly leadItemId: string };

/** Stories of a selection, newest first; `before` is the id of the last story of the page before. */
export async function searchStories(
  db: Db,
  query: {
    readonly selection: Selection;
    readonly before: string | null;
    readonly limit: number;
    readonly now: Date;
  },
): Promise<StoredStory[]> {
  const { selection, before, limit, now } = query;
  const words = wordsOf(selection.words);
  const valueOf = (facet: ArchiveFacet): string | null => {
    const value = selection.chosen.get(facet);
    return value === undefined ? null : storable(value);
  };
  const rows = await runPrepared<StoryRow>(db, words === null ? SEARCH_ALL : SEARCH_WORDS, [
    words,
    before,
    limit,
    valueOf('topic'),
    valueOf('polarity'),
    valueOf('country'),
    valueOf('sport'),
    valueOf('federation'),
    valueOf('language'),
    periodStart(selection.chosen.get('period'), now),
  ]);
  return withReports(db, rows);
}

const GROUPS = `select v.topic, v.polarity, v.sport, v.federation, i.language, v.targets, v.countries,
    width_bucket(extract(epoch from $2::timestamptz - s.changed_at)::float8 / 86400, $3::float8[]) as period,
    count(*)::int as count
  from ${LED} where s.merged_into is null`;
const GROUPED = 'group by 1, 2, 3, 4, 5, 6, 7, 8';

const GROUP_ALL = { name: 'group-archive', text: `${GROUPS} and $1::text is null ${GROUPED}` };
const GROUP_WORDS = { name: 'group-archive-words', text: `${GROUPS} and ${HAS_WORDS} ${GROUPED}` };

type GroupRow = {
  /** Null where the leading report is flagged no more. */
  readonly topic: Topic | null;
  readonly polarity: string | null;
  readonly sport: string | null;
  readonly federation: string | null;
  readonly language: Language;
  readonly targets: readonly string[] | null;
  readonly countries: readonly string[] | null;
  /** How many of the periods are too short to hold its last change. */
  readonly period: number;
  readonly count: number;
};

/** How many stories there are of each kind, of those with the words. */
export async function groupStories(
  db: Db,
  query: { readonly words: string | null; readonly now: Date },
): Promise<FacetGroup[]> {
  const words = wordsOf(query.words);
  const statement = words === null ? GROUP_ALL : GROUP_WORDS;
  const rows = await runPrepared<GroupRow>(db, statement, [
    words,
    query.now,
    [...PERIOD_DAYS.values()],
  ]);
  return rows.map(({ count, ...row }) => ({
    count,
    values: new Map<ArchiveFacet, readonly string[]>([
      ['topic', present(row.topic)],
      ['polarity', present(row.polarity)],
      ['country', [...(row.targets ?? []), ...(row.countries ?? [])]],
      ['sport', present(row.sport)],
      ['federation', present(row.federation)],
      ['language', [row.language]],
      ['period', [...PERIOD_DAYS.keys()].slice(row.period)],
    ]),
  }));
}

function present(value: string | null): readonly string[] {
  return value === null ? [] : [value];
}

function wordsOf(words: string | null): string | null {
  const text = storable(words ?? '')
    .slice(0, LONGEST_WORDS)
    .trim();
  return text === '' ? null : storable(text);
}
