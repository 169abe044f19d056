import type { ArchiveFacet, ArchivePlace } from '../core/archive.ts';
import type { ArchiveEntry } from '../core/archive-index.ts';
import type { Sourced } from '../core/stories/agency.ts';
import { ITEM_COLUMNS } from './items.ts';
import type { Db } from './pool.ts';
import { runPrepared } from './prepared.ts';
import type { StoredReport } from './reports.ts';
import { storable } from './rows.ts';

/** In UTF-16 units; nobody means a longer one. */
const LONGEST_WORDS = 200;

/** Between the values of a list; no value has it, since the columns are written from single lines. */
const SEPARATOR = '\n';

/** A story with its leading report, and the ids of all its reports, the first that was read first. */
export type StoryHead = ArchivePlace & {
  readonly lead: StoredReport;
  readonly reportIds: readonly string[];
};

const ENTRIES = `select s.id::text, extract(epoch from s.changed_at)::float8 * 1000 as at, v.topic, v.polarity,
    v.direction, v.sport, v.federation, i.language, array_to_string(v.targets || v.countries, $1) as countries,
    array_to_string(x.outlets, $1) as outlets
  from stories s join items i on i.id = s.lead_item_id left join story_index x on x.story_id = s.id
  left join verdict_facets v on v.item_id = i.id and v.revision = i.judged_by
  where s.merged_into is null`;
const ALL_ENTRIES = { name: 'archive-entries', text: ENTRIES };
/** A statement of its own: it is planned for few stories. */
const LATE_ENTRIES = {
  name: 'archive-entries-since',
  text: `${ENTRIES} and s.changed_at >= $2`,
};

type EntryRow = {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly language: string;
  readonly countries: string | null;
  readonly outlets: string | null;
} & {
  /** Null where the leading report is flagged no more. */
  readonly [Facet in 'topic' | 'polarity' | 'direction' | 'sport' | 'federation']: string | null;
};

/** Stories by what they can be chosen by: all, or those that changed since a moment. */
export async function archiveEntries(db: Db, since: Date | null): Promise<ArchiveEntry[]> {
  const rows = await (since === null
    ? runPrepared<EntryRow>(db, ALL_ENTRIES, [SEPARATOR])
    : runPrepared<EntryRow>(db, LATE_ENTRIES, [SEPARATOR, since]));
  return rows.map(({ id, at, countries, outlets, ...row }) => ({
    id,
    changedAt: new Date(at),
    values: new Map<ArchiveFacet, readonly string[]>([
      ['topic', listOf(row.topic)],
      ['polarity', listOf(row.polarity)],
      ['direction', listOf(row.direction)],
      ['country', listOf(countries)],
      ['sport', listOf(row.sport)],
      ['federation', listOf(row.federation)],
      ['language', [row.language]],
      ['outlet', listOf(outlets)],
    ]),
  }));
}

function listOf(value: string | null): readonly string[] {
  return value === null || value === '' ? [] : value.split(SEPARATOR);
}

const WITH_WORDS = {
  name: 'archive-words',
  text: 'select stories_with_words($1) as ids',
};

/** Ids of the stories whose reports have the words, as they stand or by their stems; null where there are no words. */
export async function storiesWithWords(db: Db, words: string): Promise<string[] | null> {
  const text = wordsOf(words);
  if (text === null) return null;
  const [row] = await runPrepared<{ ids: string | null }>(db, WITH_WORDS, [text]);
  return (row?.ids ?? '').split(' ').filter((id) => id !== '');
}

const NEWEST = {
  name: 'archive-newest',
  text: `select s.id::text, s.changed_at as "changedAt" from stories s
    where s.merged_into is null and ($1::timestamptz is null or (s.changed_at, s.id) < ($1, $2::bigint))
    order by s.changed_at desc, s.id desc limit $3`,
};

/** Stories that changed last, newest first, after the last one of the page before. */
export async function newestPlaces(
  db: Db,
  { before, limit }: { readonly before: ArchivePlace | null; readonly limit: number },
): Promise<ArchivePlace[]> {
  return runPrepared(db, NEWEST, [before?.changedAt ?? null, before?.id ?? null, limit]);
}

const HEADS = {
  name: 'archive-heads',
  text: `select ${ITEM_COLUMNS}, s.id::text as "storyId", v.verdict, s.changed_at as "changedAt",
      (select string_agg(si.item_id::text, ' ' order by si.item_id) from story_items si where si.story_id = s.id)
        as "reportIds"
    from stories s join items i on i.id = s.lead_item_id
    join verdicts v on v.item_id = i.id and v.revision = i.judged_by
    where s.id = any($1::bigint[]) and s.merged_into is null`,
};

/** Stories with their leading reports, in the order of the ids. One that was merged or whose lead is gone is left out. */
export async function storyHeads(db: Db, ids: readonly string[]): Promise<StoryHead[]> {
  if (ids.length === 0) return [];
  const rows = await runPrepared<
    StoredReport & { readonly changedAt: Date; readonly reportIds: string | null }
  >(db, HEADS, [ids]);
  const heads = new Map(
    rows.map(({ changedAt, reportIds, ...lead }) => [
      lead.storyId,
      { id: lead.storyId, changedAt, lead, reportIds: (reportIds ?? '').split(' ') },
    ]),
  );
  return ids.flatMap((id) => heads.get(id) ?? []);
}

/** Other stories of the matters that a story belongs to, the newest first. */
export async function storiesOfSameMatters(
  db: Db,
  storyId: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select s.id::text from stories s
     where s.merged_into is null and s.id <> $1 and s.id in (
       select o.story_id from story_matters m join story_matters o on o.matter_id = m.matter_id where m.story_id = $1)
     order by s.changed_at desc, s.id desc limit $2`,
    [storyId, limit],
  );
  return rows.map(({ id }) => id);
}

/** What tells copies from reports of their own, by item. */
export async function reportTexts(
  db: Db,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, Sourced>> {
  if (itemIds.length === 0) return new Map();
  const { rows } = await db.query<Sourced & { readonly id: string }>(
    'select id::text, title, summary, outlet from items where id = any($1::bigint[])',
    [itemIds],
  );
  return new Map(rows.map(({ id, ...text }) => [id, text]));
}

function wordsOf(words: string): string | null {
  const text = storable(words).slice(0, LONGEST_WORDS).trim();
  return text === '' ? null : storable(text);
}

/** The questions that lists of stories ask, by their names in the store. */
export const LISTING_QUESTIONS = {
  entries: archiveEntries,
  withWords: storiesWithWords,
  newest: newestPlaces,
  heads: storyHeads,
  sameMatters: storiesOfSameMatters,
  texts: reportTexts,
};
