/** What makes placing a report cheap among many: fingerprints kept, links with their strength, stories' edges by index. */
export const placing = {
  id: 8,
  name: 'placing',
  sql: `
-- The fingerprint, and the item's canonical address; null for reports of before, whose items are asked.
alter table reports add column print bytea, add column address text;
-- How well the two agree, see marginOf; null for links of before.
alter table report_links add column margin double precision;
create index story_items_in_order on story_items (story_id, item_id);
drop index story_items_of_story;
`,
};
