/** What reports are compared by, who is linked with whom, and what operators decided about stories. */
export const events = {
  id: 4,
  name: 'events',
  sql: `
create table reports (
  item_id bigint primary key references items on delete cascade,
  published_at timestamptz not null,
  signature jsonb not null
);

create table report_keys (
  key text collate "C" not null,
  published_at timestamptz not null,
  item_id bigint not null references reports on delete cascade,
  primary key (key, published_at, item_id)
);
create index report_keys_of_item on report_keys (item_id);

create table report_links (
  a bigint not null references reports on delete cascade,
  b bigint not null references reports on delete cascade,
  primary key (a, b)
);
create index report_links_back on report_links (b, a);

-- An operator's word: reports with one bond stay together, reports on two sides of a split stay apart.
create table story_edits (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('merge', 'split')),
  made_by text not null,
  made_at timestamptz not null
);
create table story_edit_items (
  edit_id bigint not null references story_edits on delete cascade,
  item_id bigint not null references items on delete cascade,
  side text not null,
  primary key (edit_id, item_id)
);
create index story_edit_items_of_item on story_edit_items (item_id);

-- Reports placed before they had signatures are placed again; their stories keep what was told.
update items set stage = 'flagged' where stage = 'placed';
`,
};
