/** What readers say of stories that they were told. */
export const feedback = {
  id: 16,
  name: 'feedback',
  sql: `
create table feedback (
  subscriber_id bigint not null references subscribers on delete cascade,
  story_id bigint not null references stories,
  said_at timestamptz not null,
  primary key (subscriber_id, story_id)
);
create index feedback_by_time on feedback (said_at);
create index feedback_of_story on feedback (story_id);
`,
};
