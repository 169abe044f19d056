/** What subscribers were told of a story, so that they hear again only of what has changed. */
export const toldNews = {
  id: 13,
  name: 'told-news',
  sql: `
alter table digest_stories
  -- What was told with it; core/digest/news.ts gives the names.
  add column keys text[] not null default '{}',
  -- Of a row 'new': how many reports and corrections the story had when it was last looked at for the subscriber.
  add column reports integer not null default 0,
  add column corrections integer not null default 0;

-- Nobody wrote down what was told: all that the story says by now.
update digest_stories d set
  keys = coalesce(told.keys, '{}'),
  reports = (select count(*) from story_items i where i.story_id = d.story_id),
  corrections = (select count(*) from corrections c join story_items i on i.item_id = c.item_id where i.story_id = d.story_id)
from (
  select s.id,
    (select array_agg(distinct said) from (
       select v.direction as said from story_items si join items i on i.id = si.item_id
         join verdicts v on v.item_id = i.id and v.revision = i.judged_by
         where si.story_id = s.id and v.direction is not null
       union select 'target:' || target from story_items si join items i on i.id = si.item_id
         join verdicts v on v.item_id = i.id and v.revision = i.judged_by
         cross join lateral jsonb_array_elements_text(v.verdict->'targets') as target
         where si.story_id = s.id
       union select 'correction:' || c.id from story_items si join corrections c on c.item_id = si.item_id
         where si.story_id = s.id
     ) as all_said) as keys
  from stories s where s.id in (select story_id from digest_stories)
) as told
where told.id = d.story_id;
`,
};
