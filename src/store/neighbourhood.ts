import type { Db } from './pool.ts';
import { runPrepared } from './prepared.ts';
import { REPORT_COLUMNS, reportOf, type DatedReport, type ReportRow } from './signatures.ts';

/**
 * Reports that are looked at beside those that are to be placed. Four fifths of the reports of a busy month hang
 * together by links, and cutting them into stories takes the square of their number; a story is seldom larger than this.
 */
const MOST_NEAR = 40;
/** With so many of them known, those that are linked only with these are not looked for. */
const ENOUGH = 16;
/** A larger story is settled: it is compared by its first and its newest reports, and those with the strongest links. */
const FIRST_OF_STORY = 5;
const NEWEST_OF_STORY = 11;
const LINKED_OF_STORY = 8;
const MOST_OF_STORY = FIRST_OF_STORY + NEWEST_OF_STORY;

/**
 * The reports that links, common stories or an operator's edits join with some, directly or through others; those of a
 * story that was told are bound together. Where there are more than ENOUGH of them, those with the strongest links come,
 * and whole stories, so that none is cut by what was not looked at. `read` holds the reports that were read in this
 * transaction, and gets those that are.
 *
 * What the bound costs: up to it, the stories do not depend on the order in which reports come. Beyond it, two stories
 * that are joined by weak links only are not compared again, and may stay two until a report comes that is near to both;
 * and a story of more than MOST_OF_STORY reports is no more cut but by an operator.
 */
export async function neighbourhoodOf(
  db: Db,
  start: readonly string[],
  read: Map<string, DatedReport>,
): Promise<DatedReport[]> {
  const around = new Map<string, DatedReport>();
  const most = start.length + MOST_NEAR;
  let frontier = start;
  while (frontier.length > 0 && (around.size === 0 || around.size < start.length + ENOUGH)) {
    const rows = await runPrepared<Row>(db, AROUND, [
      frontier,
      [...around.keys()],
      most - around.size,
      [...read.keys()],
    ]);
    for (const row of rows) {
      const report = read.get(row.itemId) ?? reportOf(row);
      read.set(row.itemId, report);
      around.set(row.itemId, inStory(report, row));
    }
    frontier = rows.map(({ itemId }) => itemId);
  }
  return [...around.values()];
}

type Row = ReportRow & { readonly storyId: string | null; readonly isBound: boolean };

function inStory(report: DatedReport, { storyId, isBound }: Row): DatedReport {
  const { bonds, sides } = report;
  const bound = isBound ? [...bonds, ['story', storyId, ...sides].join(' ')] : bonds;
  return { ...report, storyId, bonds: bound };
}

/**
 * For tests of its plan too. Parameters: reports; those of the neighbourhood that are known, which do not come again; how
 * many may come; those of which only the id is asked for.
 */
export const AROUND = {
  name: 'around',
  text: `with near as (
       select found.id, max(found.margin) as margin from (
         select own.id, 'infinity'::float8 as margin from unnest($1::bigint[]) as own (id)
         where own.id <> all($2::bigint[])
         union all
         select link.id, coalesce(link.margin, 0) from unnest($1::bigint[]) as own (id), lateral (
           select b as id, margin from report_links where a = own.id
           union all select a, margin from report_links where b = own.id
           union all (select other.item_id, 1 from story_edit_items one join story_edit_items other using (edit_id)
                      where one.item_id = own.id limit ${MOST_NEAR})) as link
         where link.id <> all($2::bigint[])) as found
       group by found.id order by 2 desc, 1 limit $3::integer),
     units as (
       select si.story_id, case when si.story_id is null then near.id end as alone, max(near.margin) as margin,
         min(near.id) as first, array_agg(near.id) filter (where near.margin = 'infinity') as own,
         (array_agg(near.id order by near.margin desc, near.id))[1:${LINKED_OF_STORY}] as linked
       from near left join story_items si on si.item_id = near.id group by 1, 2),
     members as (
       select units.*, case when story_id is null then array[alone] else array(
         (select item_id from story_items s where s.story_id = units.story_id order by item_id limit ${FIRST_OF_STORY})
         union
         (select item_id from story_items s where s.story_id = units.story_id
          order by item_id desc limit ${NEWEST_OF_STORY + 1})
         union
         select unnest(units.own || units.linked)) end as ids
       from units),
     counted as (
       select members.*, sum(cardinality(ids)) over (order by margin desc, first) as so_far,
         story_id is not null and (cardinality(ids) > ${MOST_OF_STORY}
           or exists (select 1 from digest_stories d where d.story_id = members.story_id)) as is_bound
       from members)
     select member.id::text as "itemId", story_id::text as "storyId", is_bound as "isBound", ${REPORT_COLUMNS}
     from counted cross join lateral unnest(ids) as member (id)
     left join reports r on r.item_id = member.id and member.id <> all($4::bigint[])
     where (so_far <= $3::integer or margin = 'infinity') and member.id <> all($2::bigint[])
       and (r.item_id is not null or member.id = any($4::bigint[]))
     order by margin desc, first, member.id`,
};
