/** What else stories can be chosen by, and where the words of a story's reports are quick to look up. */
export const archive = {
  id: 15,
  name: 'archive',
  sql: `
alter table verdict_facets add column direction text;
update verdict_facets f set direction = v.direction from verdicts v
  where v.item_id = f.item_id and v.revision = f.revision;

create or replace function note_facets() returns trigger language plpgsql as $$
begin
  delete from verdict_facets where item_id = new.item_id and revision = new.revision;
  if new.label <> 'none' then
    insert into verdict_facets (item_id, revision, topic, direction, polarity, sport, federation, targets, countries)
    values (new.item_id, new.revision, new.label, new.direction, new.verdict->>'polarity',
      new.verdict->>'sport', new.verdict->>'authority', texts_of(new.verdict->'targets'),
      case when new.label = 'agreement' then texts_of(new.verdict->'countries') else '{}' end);
  end if;
  return null;
end $$;

-- Of each story, what its reports together are looked up by: so a search reads a row a story, and none of a million items.
-- Word lists of more than two kilobytes lie beside the rows.
create table story_index (
  story_id bigint primary key references stories on delete cascade,
  -- So many reports count; the words of the first ones are here.
  reports integer not null,
  outlets text[] not null,
  words tsvector not null
);
alter table story_index alter column words set storage external;

create function words_of_report(title text, summary text) returns tsvector language sql immutable parallel safe
  return story_words(left(title, 300), left(summary, 1500));
create aggregate words_of_all(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');

-- Of reports in the order of their ids: the stories that they are of. A story's words must stay within a megabyte: those of
-- sixty ordinary reports do, and where sixty hostile ones do not, the story is found by its other properties.
create function index_reports(ids bigint[]) returns setof story_index language plpgsql stable as $$
begin
  return query select story_id, count(*)::integer, array_agg(distinct outlet),
      words_of_all(words_of_report(title, summary)) filter (where place <= 60)
    from (select si.story_id, i.outlet, i.title, i.summary,
        row_number() over (partition by si.story_id order by si.item_id) as place
      from story_items si join items i on i.id = si.item_id where si.item_id = any(ids)) as report
    group by story_id order by story_id;
exception when program_limit_exceeded then
  return query select si.story_id, count(*)::integer, array_agg(distinct i.outlet), ''::tsvector
    from story_items si join items i on i.id = si.item_id where si.item_id = any(ids) group by 1 order by 1;
end $$;

-- What joins a story adds to it, whatever the story holds.
create function index_joined() returns trigger language plpgsql as $$
begin
  insert into story_index as s select * from index_reports(array(select item_id from joined))
    on conflict (story_id) do update set reports = s.reports + excluded.reports,
      outlets = array(select distinct unnest(s.outlets || excluded.outlets) order by 1),
      words = case when s.reports < 60 then s.words || excluded.words else s.words end;
  return null;
exception when program_limit_exceeded then
  return null;
end $$;
create trigger story_items_index_joined after insert on story_items
  referencing new table as joined for each statement execute function index_joined();

-- Where reports leave, the story is read anew.
create function index_anew(stories bigint[]) returns void language sql as $$
  delete from story_index where story_id = any(stories);
  insert into story_index
    select * from index_reports(array(select item_id from story_items where story_id = any(stories)));
$$;
create function index_moved() returns trigger language plpgsql as $$
begin
  perform index_anew(array(select story_id from left_behind union select story_id from come_to));
  return null;
end $$;
create trigger story_items_index_moved after update on story_items
  referencing old table as left_behind new table as come_to for each statement execute function index_moved();
create function index_left() returns trigger language plpgsql as $$
begin
  perform index_anew(array(select story_id from left_behind));
  return null;
end $$;
create trigger story_items_index_left after delete on story_items
  referencing old table as left_behind for each statement execute function index_left();

insert into story_index select * from index_reports(array(select item_id from story_items));
create index story_index_by_word on story_index using gin (words);
drop index items_by_words;

-- Ids with blanks between. To a planner a table of short rows is quickly read as a whole; but to compare the words of a row,
-- they must be fetched from beside it.
create function stories_with_words(looked_for text) returns text language sql stable set enable_seqscan = off as $$
  select string_agg(story_id::text, ' ') from story_index
  where words @@ (websearch_to_tsquery('simple', looked_for) || websearch_to_tsquery('russian', looked_for));
$$;
`,
};
