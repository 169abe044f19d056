/** Labels that people give to items, and what became of each configuration that was tried. */
export const operators = {
  id: 3,
  name: 'operators',
  sql: `
create table labels (
  id bigint generated always as identity primary key,
  item_id bigint not null references items,
  label text not null check (label in ('sanction', 'agreement', 'none')),
  direction text,
  note text,
  labelled_by text not null,
  labelled_at timestamptz not null
);
create index labels_of_item on labels (item_id, id desc);

-- The last row says how things stand. No reference to config_revisions: what was refused is not kept there.
create table config_events (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('in-force', 'refused')),
  revision text,
  forced boolean not null default false,
  golden_set text,
  golden jsonb,
  problem text,
  mend text,
  at timestamptz not null
);
`,
};
