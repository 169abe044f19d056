/** The tables of the whole pipeline, from a source's state to a delivery. */
export const pipeline = {
  id: 1,
  name: 'pipeline',
  sql: `
create table config_revisions (
  hash text primary key,
  texts jsonb not null,
  first_seen_at timestamptz not null
);

create table source_states (
  source_id text primary key,
  url text not null,
  state text not null default 'waiting' check (state in ('waiting', 'ok', 'failing', 'gone')),
  etag text,
  last_modified text,
  next_poll_at timestamptz not null,
  next_poll_reason text not null,
  failures integer not null default 0,
  problem text,
  last_fetched_at timestamptz,
  last_ok_at timestamptz
);
create index source_states_due on source_states (next_poll_at);

create table fetches (
  id bigint generated always as identity primary key,
  source_id text not null references source_states on delete cascade,
  at timestamptz not null,
  outcome text not null,
  status integer,
  ms integer not null,
  bytes integer,
  entries integer,
  fresh integer,
  problem text
);
create index fetches_of_source on fetches (source_id, id desc);

create table items (
  id bigint generated always as identity primary key,
  source_id text not null,
  key text not null,
  url text not null,
  canonical_url text not null,
  url_hash text not null unique,
  title text not null,
  summary text not null,
  language text not null,
  outlet text not null,
  published_at timestamptz not null,
  fetched_at timestamptz not null,
  is_news boolean not null,
  stage text not null default 'fetched' check (stage in ('fetched', 'judged', 'flagged', 'placed')),
  judged_by text references config_revisions,
  unique (source_id, key)
);
create index items_in_work on items (id) where stage in ('fetched', 'flagged');
create index items_by_fetch on items (fetched_at);

create table verdicts (
  item_id bigint not null references items on delete cascade,
  revision text not null references config_revisions,
  label text not null check (label in ('sanction', 'agreement', 'none')),
  direction text,
  score double precision not null,
  verdict jsonb not null,
  judged_at timestamptz not null,
  primary key (item_id, revision)
);

create table stories (
  id bigint generated always as identity primary key,
  lead_item_id bigint not null references items,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  merged_into bigint references stories
);
create index stories_by_change on stories (changed_at desc, id desc) where merged_into is null;

create table story_items (
  item_id bigint primary key references items,
  story_id bigint not null references stories,
  placed_at timestamptz not null
);
create index story_items_of_story on story_items (story_id);

create table subscribers (
  id bigint generated always as identity primary key,
  email text not null,
  email_key text not null unique,
  schedule jsonb not null,
  zone text not null,
  state text not null default 'active' check (state in ('active', 'left')),
  since timestamptz not null,
  next_digest_at timestamptz,
  unsubscribe_token text not null unique,
  created_at timestamptz not null,
  left_at timestamptz
);
create index subscribers_due on subscribers (next_digest_at) where state = 'active';

create table digests (
  id bigint generated always as identity primary key,
  subscriber_id bigint not null references subscribers on delete cascade,
  window_start timestamptz not null,
  due_at timestamptz not null,
  content jsonb,
  composed_at timestamptz not null,
  unique (subscriber_id, due_at)
);

create table digest_stories (
  subscriber_id bigint not null references subscribers on delete cascade,
  story_id bigint not null references stories,
  change text not null,
  digest_id bigint not null references digests on delete cascade,
  primary key (subscriber_id, story_id, change)
);
create index digest_stories_of_digest on digest_stories (digest_id);
create index digest_stories_of_story on digest_stories (story_id);

create table deliveries (
  id bigint generated always as identity primary key,
  digest_id bigint not null unique references digests on delete cascade,
  message_id text not null unique,
  state text not null default 'queued'
    check (state in ('queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled')),
  attempts integer not null default 0,
  resends integer not null default 0,
  next_attempt_at timestamptz not null,
  claimed_until timestamptz,
  sent_at timestamptz,
  code text,
  problem text
);
create index deliveries_due on deliveries (next_attempt_at) where state = 'queued';
create index deliveries_claimed on deliveries (claimed_until) where state = 'sending';

create table suppressions (
  email_key text primary key,
  reason text not null,
  at timestamptz not null
);
`,
};
