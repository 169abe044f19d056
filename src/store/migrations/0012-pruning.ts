/** By what old records are found when they are forgotten. */
export const pruning = {
  id: 12,
  name: 'pruning',
  sql: `
create index digests_by_time on digests (composed_at);
create index passed_stories_by_time on passed_stories (changed_at);
-- A delivery that goes leaves its bounces behind.
create index bounces_of_delivery on bounces (delivery_id) where delivery_id is not null;
`,
};
