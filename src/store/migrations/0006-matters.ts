/** The long affairs that stories belong to, what happens in them, and how articles change after they were read. */
export const matters = {
  id: 6,
  name: 'matters',
  sql: `
-- Of a measure, a decides and b is the country it is aimed at; of an agreement, a and b are the parties.
create table matters (
  id bigint generated always as identity primary key,
  topic text not null check (topic in ('sanction', 'agreement')),
  a text not null,
  b text not null,
  sport text not null,
  opened_at timestamptz not null,
  unique (topic, a, b, sport)
);

create table story_matters (
  story_id bigint not null references stories,
  matter_id bigint not null references matters,
  primary key (story_id, matter_id)
);
create index story_matters_of_matter on story_matters (matter_id);

-- Rows are added and never edited: a row that corrects another stands for it from then on.
create table matter_changes (
  id bigint generated always as identity primary key,
  matter_id bigint not null references matters,
  story_id bigint not null references stories,
  key text not null,
  -- How often the same was recorded before and corrected since.
  round integer not null,
  kind text not null,
  direction text not null,
  scope text not null check (scope in ('whole', 'neutral', 'part')),
  toward text check (toward in ('tighter', 'looser')),
  party text,
  against text,
  at timestamptz not null,
  is_primary boolean not null,
  item_ids bigint[] not null,
  corrects bigint unique references matter_changes,
  recorded_at timestamptz not null,
  unique (matter_id, key, round)
);
create index matter_changes_of_story on matter_changes (story_id);
create index matter_changes_by_time on matter_changes (recorded_at, id);

create function refuse_edit() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are added and never edited', tg_table_name;
end $$;
create trigger matter_changes_stay before update or delete on matter_changes
  for each row execute function refuse_edit();

-- What operators say of a change; the last word counts.
create table change_confirmations (
  id bigint generated always as identity primary key,
  change_id bigint not null references matter_changes,
  word text not null check (word in ('confirmed', 'rejected')),
  said_by text not null,
  note text,
  at timestamptz not null
);
create index change_confirmations_of_change on change_confirmations (change_id, id desc);

-- Stories whose reports have changed since their matters were folded. Whoever moves a report need not know of matters.
create table matter_folds_due (
  story_id bigint primary key references stories on delete cascade
);
insert into matter_folds_due select id from stories where merged_into is null;

-- "do update" holds the row until the move is done: no fold in between may take it for folded.
create function note_placed() returns trigger language plpgsql as $$
begin
  insert into matter_folds_due select distinct story_id from placed order by 1
    on conflict (story_id) do update set story_id = excluded.story_id;
  return null;
end $$;
create trigger story_items_placed after insert on story_items
  referencing new table as placed for each statement execute function note_placed();

create function note_moved() returns trigger language plpgsql as $$
begin
  insert into matter_folds_due
    select story_id from (select story_id from before_move union select story_id from after_move) moved order by 1
    on conflict (story_id) do update set story_id = excluded.story_id;
  return null;
end $$;
create trigger story_items_moved after update on story_items
  referencing old table as before_move new table as after_move
  for each statement execute function note_moved();

create function note_judged_anew() returns trigger language plpgsql as $$
begin
  insert into matter_folds_due select story_id from story_items where item_id = new.id
    on conflict (story_id) do update set story_id = excluded.story_id;
  return null;
end $$;
create trigger items_judged_anew after update of judged_by on items
  for each row when (old.judged_by is distinct from new.judged_by and old.judged_by is not null)
  execute function note_judged_anew();

-- When the page of a flagged item is read again; no time: never more.
create table article_watches (
  item_id bigint primary key references items on delete cascade,
  due_at timestamptz,
  -- The headline that the page had when it was last read; null until then.
  headline text,
  -- How often it could not be read since it was due.
  failures integer not null default 0
);
create index article_watches_due on article_watches (due_at) where due_at is not null;

create table corrections (
  id bigint generated always as identity primary key,
  item_id bigint not null references items on delete cascade,
  kind text not null check (kind in ('headline', 'withdrawn', 'restored')),
  before text not null,
  after text not null,
  seen_at timestamptz not null
);
create index corrections_of_item on corrections (item_id, id desc);
create index corrections_by_time on corrections (seen_at, id);
`,
};
