/** The texts of articles whose teaser left open what they are about, and the stage in which these are read. */
export const bodies = {
  id: 5,
  name: 'bodies',
  sql: `
alter table items drop constraint items_stage_check;
alter table items add constraint items_stage_check
  check (stage in ('fetched', 'open', 'judged', 'flagged', 'placed'));
drop index items_in_work;
create index items_in_work on items (id) where stage in ('fetched', 'open', 'flagged');

-- A page that could not be read has a problem instead of a text.
create table bodies (
  item_id bigint primary key references items on delete cascade,
  text text,
  problem text,
  read_at timestamptz not null,
  check ((text is null) <> (problem is null))
);
create index bodies_by_time on bodies (read_at);
`,
};
