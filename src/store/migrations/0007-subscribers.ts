/** What subscribers want, whom nothing may be sent, which mails came back, and when sending is held. */
export const subscribers = {
  id: 7,
  name: 'subscribers',
  sql: `
alter table subscribers
  add column preferences jsonb not null default '{}',
  add column paused_until timestamptz,
  -- All that was news by then was told or left out.
  add column looked_at timestamptz,
  -- 'file': config/subscribers.yaml names the address, and decides on it.
  add column managed_by text not null default 'records' check (managed_by in ('records', 'file')),
  add column left_by text check (left_by in ('subscriber', 'operator', 'file'));
-- Nobody wrote down who ended a subscription: that of a reader who did so must not come back by itself.
update subscribers set left_by = 'subscriber' where state = 'left';
update subscribers u set looked_at = coalesce(
  (select max(d.composed_at) from digests d where d.subscriber_id = u.id), u.since);
alter table subscribers alter column looked_at set not null;

-- Stories that a subscriber's preferences left out, as they were then: one that changes or gains a report is looked at anew.
create table passed_stories (
  subscriber_id bigint not null references subscribers on delete cascade,
  story_id bigint not null references stories,
  changed_at timestamptz not null,
  reports integer not null,
  reason text not null,
  primary key (subscriber_id, story_id)
);
create index passed_stories_of_story on passed_stories (story_id);
create index story_items_by_time on story_items (placed_at);

alter table suppressions add column detail text;

create table bounces (
  id bigint generated always as identity primary key,
  email_key text not null,
  kind text not null check (kind in ('hard', 'soft', 'policy', 'complaint')),
  status text,
  detail text,
  delivery_id bigint references deliveries on delete set null,
  -- A failure counts once, however often its report is read.
  report_key text not null unique,
  at timestamptz not null
);
create index bounces_of_address on bounces (email_key, at);
create index bounces_by_time on bounces (at);

-- While one is open, no digest is sent.
create table mail_holds (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('policy', 'complaints')),
  reason text not null,
  at timestamptz not null,
  told_at timestamptz,
  released_at timestamptz
);
create unique index mail_holds_open on mail_holds (kind) where released_at is null;

-- A held delivery waits for a person.
alter table deliveries drop constraint deliveries_state_check;
alter table deliveries add constraint deliveries_state_check
  check (state in ('queued', 'held', 'sending', 'sent', 'failed', 'unknown', 'cancelled'));
alter table deliveries add column hold_told_at timestamptz;
create index deliveries_held on deliveries (id) where state = 'held';
create index deliveries_sent on deliveries (sent_at) where state = 'sent';
-- The part of the Message-ID before the @, under which bounces come back.
create index deliveries_by_return on deliveries (left(message_id, 41));
`,
};
