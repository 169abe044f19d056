import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testRecords, type TestRecords } from '../support/records.ts';

let records: TestRecords;
beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());

/** Tables about persons, and under what the export gives their rows away. */
const EXPORTED: Readonly<Record<string, string>> = {
  address_changes: 'addressChanges',
  bounces: 'bounces',
  consents: 'consents',
  digests: 'digests',
  digest_stories: 'digests, which hold the stories that they told',
  feedback: 'saidIrrelevant',
  former_tokens: 'formerAddresses',
  letters: 'letters',
  passed_stories: 'leftOut',
  sign_ups: 'signUps',
  subscribers: 'subscription',
  suppressions: 'suppression',
};

/** Operators are no subscribers: their addresses are in the configuration. */
const NOT_OF_SUBSCRIBERS: ReadonlySet<string> = new Set(['operator_mails']);

test('whatever belongs to a subscriber goes with them', async () => {
  const { rows } = await records.pool.query<{ name: string; how: string }>(
    `select conrelid::regclass::text as name, confdeltype as how from pg_constraint
     where contype = 'f' and confrelid = 'subscribers'::regclass`,
  );
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter(({ how }) => how !== 'c')).toEqual([]);
});

test('every table that names a subscriber or an address is part of the export', async () => {
  const { rows } = await records.pool.query<{ name: string }>(
    `select distinct table_name as name from information_schema.columns
     where table_schema = 'public' and column_name in ('subscriber_id', 'email', 'email_key') order by 1`,
  );
  const found = rows.map(({ name }) => name).filter((name) => !NOT_OF_SUBSCRIBERS.has(name));
  expect(found).toEqual(Object.keys(EXPORTED).toSorted());
});
