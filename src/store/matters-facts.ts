import type { MatterReport, MatterStory } from '../core/matters/facts.ts';
import type { Db } from './pool.ts';

/** Stories as their matters see them. `primarySources`: ids of the sources whose word decides in the matter. */
export async function loadMatterStories(
  db: Db,
  storyIds: readonly string[],
  primarySources: readonly string[],
): Promise<MatterStory[]> {
  const { rows } = await db.query<FactRow>(
    `select si.story_id::text as "storyId", s.lead_item_id::text as "leadItemId", i.id::text as "itemId",
       i.source_id as "sourceId", i.outlet, i.title, i.summary, i.url, i.published_at as "publishedAt",
       v.label as topic, v.direction, v.verdict #>> '{evidence,direction,toward}' as toward,
       v.verdict->'targets' as targets, v.verdict->'countries' as countries,
       v.verdict->>'authority' as authority, v.verdict->>'sport' as sport,
       ${hitsOf('entity')} as named, ${hitsOf('concept')} as concepts,
       ${hitsOf('concept', 'title')} as "titleConcepts",
       i.source_id = any($2::text[]) as "isPrimary",
       (select case c.kind when 'withdrawn' then c.seen_at end from corrections c
         where c.item_id = i.id and c.kind <> 'headline' order by c.id desc limit 1) as "withdrawnAt"
     from story_items si
     join stories s on s.id = si.story_id
     join items i on i.id = si.item_id
     join verdicts v on v.item_id = i.id and v.revision = i.judged_by
     where si.story_id = any($1::bigint[]) and v.label <> 'none'
     order by si.story_id, i.published_at, i.id`,
    [storyIds, primarySources],
  );
  const stories = new Map<string, { leadItemId: string; reports: MatterReport[] }>();
  for (const { storyId, leadItemId, ...report } of rows) {
    const story = stories.get(storyId) ?? { leadItemId, reports: [] };
    story.reports.push({
      ...report,
      named: [...new Set(report.named)],
      concepts: [...new Set(report.concepts)],
    });
    stories.set(storyId, story);
  }
  return [...stories].map(([storyId, story]) => ({ storyId, ...story }));
}

type FactRow = MatterReport & { readonly storyId: string; readonly leadItemId: string };

/** What a verdict's evidence names and counts, in the order of the text. */
function hitsOf(role: 'entity' | 'concept', zone?: 'title'): string {
  const inZone = zone === undefined ? '' : ` && @.zone == "${zone}"`;
  return `jsonb_path_query_array(v.verdict, '$.evidence.hits[*] ? (@.role == "${role}" && @.masked == null${inZone}).concept')`;
}
