/** Headlines and ledes of the reports of stories, to be searched by their words, and what they can be chosen by. */
export const search = {
  id: 9,
  name: 'search',
  sql: `
-- Words as they stand, and by their stems: 'russian' stems what is written in Cyrillic as Russian, and what is written in
-- Latin letters as English. A lede is cut, because a text's words must stay within a megabyte.
create function story_words(title text, summary text) returns tsvector
  language sql immutable parallel safe
  return to_tsvector('simple'::regconfig, left(title, 1000) || ' ' || left(summary, 4000))
    || to_tsvector('russian'::regconfig, left(title, 1000) || ' ' || left(summary, 4000));
-- Only reports of stories are searched, few of all that is read.
create index items_by_words on items using gin (story_words(title, summary)) where stage = 'placed';

-- What stories are chosen by and counted by: a verdict with its evidence is kilobytes, this of it is bytes.
create table verdict_facets (
  item_id bigint not null,
  revision text not null,
  topic text not null,
  polarity text,
  sport text,
  federation text,
  targets text[] not null,
  -- Of agreements only: in news of a measure, countries are mostly places.
  countries text[] not null,
  primary key (item_id, revision),
  foreign key (item_id, revision) references verdicts on delete cascade
);

create function texts_of(list jsonb) returns text[] language sql immutable parallel safe
  return array(select jsonb_array_elements_text(case when jsonb_typeof(list) = 'array' then list else '[]' end));

create function note_facets() returns trigger language plpgsql as $$
begin
  delete from verdict_facets where item_id = new.item_id and revision = new.revision;
  if new.label <> 'none' then
    insert into verdict_facets values (new.item_id, new.revision, new.label, new.verdict->>'polarity',
      new.verdict->>'sport', new.verdict->>'authority', texts_of(new.verdict->'targets'),
      case when new.label = 'agreement' then texts_of(new.verdict->'countries') else '{}' end);
  end if;
  return null;
end $$;
create trigger verdicts_judged after insert on verdicts
  for each row when (new.label <> 'none') execute function note_facets();
create trigger verdicts_judged_anew after update on verdicts
  for each row execute function note_facets();
insert into verdict_facets
  select item_id, revision, label, verdict->>'polarity', verdict->>'sport', verdict->>'authority',
    texts_of(verdict->'targets'), case when label = 'agreement' then texts_of(verdict->'countries') else '{}' end
  from verdicts where label <> 'none';
`,
};
