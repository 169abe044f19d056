/** Backtests that operators ask for, how often each pattern is found, that somebody is at work, and what metrics ask for. */
export const tuning = {
  id: 14,
  name: 'tuning',
  sql: `
create table backtests (
  id bigint generated always as identity primary key,
  operator text not null,
  -- What it is compared with, and the file that was edited.
  revision text not null references config_revisions,
  file text not null,
  -- Hash of the text that the editing began with.
  base text not null,
  -- Texts of the files that differ from the revision, by name; null for one that is not there any more.
  draft jsonb not null,
  since timestamptz not null,
  most integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  asked_at timestamptz not null,
  attempts integer not null default 0,
  claimed_until timestamptz,
  items integer not null default 0,
  ended_at timestamptz,
  result jsonb,
  problem text
);
create index backtests_in_work on backtests (id) where state in ('waiting', 'running');

-- How often a pattern was found of late; one that is not found any more keeps its last time.
create table pattern_hits (
  language text not null,
  concept text not null,
  pattern text not null,
  hits integer not null,
  last_at timestamptz not null,
  labelled integer not null,
  relevant integer not null,
  primary key (language, concept, pattern)
);
-- The one row says when they were counted, and of what.
create table pattern_counts (
  one boolean primary key default true check (one),
  counted_at timestamptz not null,
  since timestamptz not null,
  items integer not null,
  is_cut boolean not null
);

create table heartbeats (
  job text primary key,
  at timestamptz not null
);

-- Undecided verdicts: no gate, and a score within 0.2 of the threshold.
create index verdicts_undecided on verdicts (judged_at)
  where verdict->'evidence'->>'gate' is null
    and abs(score - (verdict->'evidence'->>'threshold')::float8) < 0.2;
create index verdicts_by_time on verdicts (judged_at, label);
create index verdicts_by_revision on verdicts (revision, label);
create index digests_by_composition on digests (composed_at);
`,
};
