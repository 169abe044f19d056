import type { Language } from '../core/source.ts';
import type { Db } from './pool.ts';

/** A story that a reader was told, as the question shows it. */
export type ToldStory = {
  readonly title: string;
  readonly language: Language;
  /** They have said that it is not relevant. */
  readonly isSaid: boolean;
};

/** A story that readers call irrelevant. */
export type Irrelevant = {
  readonly storyId: string;
  readonly leadItemId: string;
  readonly title: string;
  readonly url: string;
  readonly outlet: string;
  /** How many say so, and how many were told. */
  readonly readers: number;
  readonly told: number;
  readonly lastSaidAt: Date;
};

/** The reader of the token, and the story if they were told it; a merged story is still known by its old id. */
const TOLD = `subscribers u join digest_stories t on t.subscriber_id = u.id and t.change = 'new'
  where u.unsubscribe_token = $1 and t.story_id = $2`;

/** The story that the reader who has the token was told; undefined where nobody has it, or was told no such story. */
export async function findTold(
  db: Db,
  token: string,
  storyId: string,
): Promise<ToldStory | undefined> {
  const { rows } = await db.query<ToldStory>(
    `select i.title, i.language,
       exists (select 1 from feedback f where f.subscriber_id = told.subscriber_id and f.story_id = told.story_id) as "isSaid"
     from (select t.subscriber_id, t.story_id from ${TOLD}) as told
     join stories s on s.id = told.story_id join items i on i.id = s.lead_item_id`,
    [token, storyId],
  );
  return rows[0];
}

/** Notes that a reader calls a story irrelevant. To say it again changes nothing. False: see findTold. */
export async function noteIrrelevant(
  db: Db,
  { token, storyId, at }: { readonly token: string; readonly storyId: string; readonly at: Date },
): Promise<boolean> {
  await db.query(
    `insert into feedback (subscriber_id, story_id, said_at)
     select t.subscriber_id, t.story_id, $3 from ${TOLD} on conflict do nothing`,
    [token, storyId, at],
  );
  return (await findTold(db, token, storyId)) !== undefined;
}

/** Stories that readers called irrelevant, those of most readers first. Who they are is nobody's business here. */
export async function irrelevantStories(db: Db, limit: number): Promise<Irrelevant[]> {
  const { rows } = await db.query<Irrelevant>(
    `select s.id::text as "storyId", i.id::text as "leadItemId", i.title, i.url, i.outlet, said.readers,
       (select count(*)::int from digest_stories t where t.story_id = s.id and t.change = 'new') as told,
       said.last as "lastSaidAt"
     from (select story_id, count(*)::int as readers, max(said_at) as last from feedback
           group by story_id order by count(*) desc, max(said_at) desc limit $1) as said
     join stories s on s.id = said.story_id join items i on i.id = s.lead_item_id
     order by said.readers desc, said.last desc`,
    [limit],
  );
  return rows;
}
