/** What is remembered of sources beyond their last poll, turns at hosts, and the mails of operators. */
export const sourceHealth = {
  id: 2,
  name: 'source-health',
  sql: `
alter table source_states drop constraint source_states_state_check;
alter table source_states alter column next_poll_at drop not null;
alter table source_states
  add constraint source_states_state_check
    check (state in ('waiting', 'ok', 'failing', 'gone', 'blocked', 'empty')),
  add column state_since timestamptz,
  add column not_before timestamptz,
  add column whole_read_at timestamptz,
  add column failure_score double precision not null default 0,
  add column failing_since timestamptz,
  add column last_status integer,
  add column gone_sightings integer not null default 0,
  add column validator_use text not null default 'send'
    check (validator_use in ('send', 'unread', 'false')),
  add column hints jsonb,
  add column key_kind text check (key_kind in ('guid', 'link', 'hash')),
  add column key_shared_links boolean not null default false,
  add column key_reason text,
  add column content_hash text,
  add column content_since timestamptz,
  add column content_moves integer not null default 0,
  add column newest_at timestamptz,
  add column adopted_url text,
  add column adopted_at timestamptz,
  add column move_to text,
  add column move_since timestamptz,
  add column move_sightings integer not null default 0,
  add column move_same_feed boolean;
update source_states set state_since = last_fetched_at;
update source_states set failing_since = coalesce(last_ok_at, last_fetched_at), failure_score = failures * 0.25
  where failures > 0;
-- One 410 was enough until now; from now on it has to be said on several days.
update source_states set state = 'failing', gone_sightings = 1 where state = 'gone';

alter table fetches add column unseen integer;

create table source_snapshots (
  source_id text primary key references source_states on delete cascade,
  sights jsonb not null
);

create table source_days (
  source_id text not null references source_states on delete cascade,
  day date not null,
  primary key (source_id, day)
);

create table item_aliases (
  source_id text not null,
  key text not null,
  primary key (source_id, key)
);

create table host_paces (
  key text primary key,
  next_start_at timestamptz not null
);

create table host_slots (
  id bigint generated always as identity primary key,
  key text not null references host_paces on delete cascade,
  until timestamptz not null
);
create index host_slots_of_key on host_slots (key);

create table source_notices (
  id bigint generated always as identity primary key,
  source_id text not null,
  state text not null,
  since timestamptz not null,
  reason text,
  noticed_at timestamptz not null,
  unique (source_id, state, since)
);

create table operator_mails (
  id bigint generated always as identity primary key,
  email text not null,
  message_id text not null unique,
  content jsonb not null,
  composed_at timestamptz not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'unknown')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  claimed_until timestamptz,
  sent_at timestamptz,
  code text,
  problem text
);
create index operator_mails_due on operator_mails (next_attempt_at) where state in ('queued', 'sending');
`,
};
