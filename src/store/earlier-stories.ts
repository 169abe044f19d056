import type { EarlierStory } from '../core/digest/digest.ts';
import type { Db } from './pool.ts';
import type { StoredStory } from './reports.ts';

/** What happened longer ago is history rather than context. Days. */
const AFFAIR_DAYS = 180;
/** What one body asks for, another one decides within this time or not at all. Days. */
const PROPOSAL_DAYS = 60;

/**
 * What happened last, before each of the stories, in the same affair: in one of its matters, or a proposal against the same
 * country by a body that the reports name beside the one that decides ("after the IOC's recommendation, the ISU …"). Stories
 * whose matters are not folded yet have none.
 */
export async function earlierStories(
  db: Db,
  subscriberIds: readonly string[],
  stories: readonly StoredStory[],
): Promise<ReadonlyMap<string, EarlierTold>> {
  if (stories.length === 0) return new Map();
  const { rows } = await db.query<Omit<EarlierTold, 'publishedAt'> & EarlierRow>(
    `select distinct on (due.id) due.id::text as "of", e.id::text as "storyId", v.label, v.direction, i.title,
       i.language, i.published_at as "publishedAt",
       array(
         select distinct t.subscriber_id::text from digest_stories t
         where t.subscriber_id = any($1::bigint[]) and t.story_id = e.id) as "toldTo",
       exists (select 1 from matter_changes c where c.matter_id = m.id and c.story_id = due.id and c.kind = 'contradiction'
         and not exists (select 1 from matter_changes n where n.corrects = c.id or n.against = c.key)) as "isContrary"
     from jsonb_to_recordset($2::jsonb) as due (id bigint, at timestamptz, named jsonb)
     join story_matters of_due on of_due.story_id = due.id
     join matters m on m.id = of_due.matter_id
     join matters p on p.id = m.id or (p.topic = 'sanction' and m.topic = 'sanction' and p.b = m.b and due.named ? p.a)
     join story_matters o on o.matter_id = p.id and o.story_id <> due.id
     join stories e on e.id = o.story_id and e.merged_into is null
     join items i on i.id = e.lead_item_id
     join verdicts v on v.item_id = i.id and v.revision = i.judged_by
     where v.label <> 'none' and i.published_at < due.at
       and (p.id = m.id and i.published_at > due.at - interval '${AFFAIR_DAYS} days'
         or v.direction = 'proposed' and i.published_at > due.at - interval '${PROPOSAL_DAYS} days')
     order by due.id, i.published_at desc, e.id desc`,
    [subscriberIds, JSON.stringify(stories.map(dueOf))],
  );
  return new Map(
    rows.map(({ of, publishedAt, ...row }) => [
      of,
      { ...row, publishedAt: publishedAt.toISOString() },
    ]),
  );
}

/** What happened before, and which of the subscribers were told it. */
export type EarlierTold = Omit<EarlierStory, 'wasTold'> & { readonly toldTo: readonly string[] };

type EarlierRow = { readonly of: string; readonly publishedAt: Date };

function dueOf({ id, lead, reports }: StoredStory): object {
  const hits = reports.flatMap(({ verdict }) => verdict.evidence.hits);
  const named = hits.filter(({ role, masked }) => role === 'entity' && masked === null);
  return { id, at: lead.publishedAt, named: [...new Set(named.map(({ concept }) => concept))] };
}
