/** Who is signed in to the console, what operators did there, and what they set for sources while the service runs. */
export const operatorConsole = {
  id: 11,
  name: 'console',
  sql: `
create table operator_sessions (
  -- SHA-256 of what the cookie holds, in hex: who reads the records cannot take a session over.
  id_hash text primary key,
  operator text not null,
  -- What it was opened with; once that is not valid any more, nor is the session.
  credential text not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index operator_sessions_of on operator_sessions (operator) where ended_at is null;

create table sign_in_failures (
  address text not null,
  at timestamptz not null
);
create index sign_in_failures_of on sign_in_failures (address, at);

create table audit_log (
  id bigint generated always as identity primary key,
  operator text not null,
  action text not null,
  subject text not null,
  detail text,
  at timestamptz not null
);
create index audit_log_of_operator on audit_log (operator, id desc);
create index audit_log_of_subject on audit_log (subject, id desc);
create function keep_audit_log() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to';
end $$;
create trigger audit_log_is_kept before update or delete or truncate on audit_log
  for each statement execute function keep_audit_log();

create table source_overrides (
  source_id text primary key references source_states on delete cascade,
  paused_by text,
  paused_at timestamptz,
  interval_ms bigint check (interval_ms > 0),
  interval_by text,
  interval_at timestamptz,
  check ((paused_by is null) = (paused_at is null)),
  check ((interval_ms is null) = (interval_by is null) and (interval_ms is null) = (interval_at is null))
);
`,
};
