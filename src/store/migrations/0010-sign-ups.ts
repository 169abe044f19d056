/** Who asked for mail and has not said so from their own mailbox yet, changes of address, and what everybody consented to. */
export const signUps = {
  id: 10,
  name: 'sign-ups',
  sql: `
create table sign_ups (
  id bigint generated always as identity primary key,
  email text not null,
  email_key text not null,
  -- The mailbox behind all ways to write its address: what waiting times are counted by.
  mailbox text not null,
  terms jsonb not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  -- Whom it made a subscriber.
  subscriber_id bigint references subscribers on delete cascade,
  check ((confirmed_at is null) = (subscriber_id is null))
);
create index sign_ups_of_mailbox on sign_ups (mailbox, asked_at);
create index sign_ups_of_address on sign_ups (email_key);
create index sign_ups_of_subscriber on sign_ups (subscriber_id);
create index sign_ups_by_expiry on sign_ups (expires_at);

create table address_changes (
  id bigint generated always as identity primary key,
  subscriber_id bigint not null references subscribers on delete cascade,
  email text not null,
  email_key text not null,
  mailbox text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  -- From the new mailbox, and from the old one.
  confirmed_at timestamptz,
  allowed_at timestamptz,
  stopped_at timestamptz,
  done_at timestamptz
);
create unique index address_changes_open on address_changes (subscriber_id)
  where stopped_at is null and done_at is null;
create index address_changes_of_subscriber on address_changes (subscriber_id);
create index address_changes_of_mailbox on address_changes (mailbox, asked_at);
create index address_changes_of_address on address_changes (email_key);
create index address_changes_by_expiry on address_changes (expires_at);

-- Tokens of mails to an address that a subscription has left: they still end it, and nothing more.
create table former_tokens (
  token text primary key,
  subscriber_id bigint not null references subscribers on delete cascade,
  email text not null,
  until timestamptz not null
);
create index former_tokens_of_subscriber on former_tokens (subscriber_id);

-- Mails about a sign-up or a change of address.
create table letters (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('sign-up', 'new-address', 'old-address')),
  email text not null,
  email_key text not null,
  language text not null,
  sign_up_id bigint references sign_ups on delete cascade,
  address_change_id bigint references address_changes on delete cascade,
  message_id text not null unique,
  composed_at timestamptz not null,
  state text not null default 'queued'
    check (state in ('queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  claimed_until timestamptz,
  sent_at timestamptz,
  code text,
  problem text,
  check ((kind = 'sign-up') = (sign_up_id is not null)),
  check ((kind = 'sign-up') = (address_change_id is null))
);
create index letters_due on letters (next_attempt_at) where state in ('queued', 'sending');
create index letters_of_sign_up on letters (sign_up_id);
create index letters_of_change on letters (address_change_id);
create index letters_of_address on letters (email_key);
create index letters_by_return on letters (left(message_id, 41));

-- SHA-256 of the key in a letter's link, in hex. Each attempt to send has a key of its own, which is nowhere else.
create table letter_keys (
  key_hash text primary key,
  letter_id bigint not null references letters on delete cascade,
  made_at timestamptz not null
);
create index letter_keys_of_letter on letter_keys (letter_id);

-- Who said what, when, by which way, and to which wording. Rows go with whom they are about.
create table consents (
  id bigint generated always as identity primary key,
  subscriber_id bigint references subscribers on delete cascade,
  sign_up_id bigint references sign_ups on delete cascade,
  act text not null,
  way text not null,
  -- The version of the words that were agreed to; null where nothing was.
  wording text,
  -- The network of an address, never all of it; null where nobody knows.
  network text,
  detail jsonb,
  at timestamptz not null,
  check (num_nonnulls(subscriber_id, sign_up_id) = 1)
);
create index consents_of_subscriber on consents (subscriber_id, id);
create index consents_of_sign_up on consents (sign_up_id);

-- How often something was asked for within an hour.
create table request_counts (
  key text not null,
  hour timestamptz not null,
  n integer not null,
  primary key (key, hour)
);
create index request_counts_by_hour on request_counts (hour);

-- SHA-256 of addresses whose owners had everything erased: no list may bring them back.
create table erasures (
  address_hash text primary key,
  at timestamptz not null
);
`,
};
