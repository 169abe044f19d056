import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { storiesPort } from '../../../src/app/stories/web-port.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { insertItems } from '../../../src/store/items.ts';
import {
  anItem,
  aVerdict,
  minutesLater,
  NOON,
  testRecords,
  type TestRecords,
} from '../../support/records.ts';
import { openStory } from '../../support/stories.ts';

const DAY = 24 * 60;
const AGREED = { label: 'agreement', countries: ['CHN'], authority: null, sport: 'judo' } as const;
/** By name: when it changed, and what is particular in its verdict. */
const STORIES: Readonly<Record<string, readonly [days: number, facts: Partial<Verdict>]>> = {
  ban: [0, {}],
  'the same a year and a day before': [-366, {}],
  'the same half a year after': [182, {}],
  'the same next week': [7, {}],
  'another body': [1, { authority: 'FIE' }],
  'another sport': [1, { sport: 'fencing' }],
  'another country': [1, { targets: ['BLR'] }],
  'in its matter': [900, { authority: 'CAS', sport: 'multi' }],
  pact: [3, AGREED],
  'the same parties': [40, AGREED],
  'another party': [41, { ...AGREED, countries: ['KAZ'] }],
  'no sport': [5, { sport: null }],
};

let records: TestRecords;
const ids = new Map<string, string>();
beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
  for (const [name, [days, facts]] of Object.entries(STORIES)) {
    const items = await insertItems(records.pool, [anItem(name)]);
    const judged = items.map((itemId) => ({ itemId, verdict: aVerdict(facts) }));
    await records.store.items.recordVerdicts(judged, 'r1', NOON);
    ids.set(name, await openStory(records.pool, items, minutesLater(days * DAY)));
  }
  await records.pool.query(
    `with affair as (insert into matters (topic, a, b, sport, opened_at)
       values ('sanction', 'FIS', 'RUS', 'skiing', $1) returning id)
     insert into story_matters (story_id, matter_id) select s, id from affair, unnest($2::bigint[]) as s`,
    [NOON, [ids.get('ban'), ids.get('in its matter')]],
  );
});
afterAll(() => records.close());

test.each([
  ['ban', ['in its matter', 'the same next week', 'the same half a year after']],
  ['in its matter', ['ban']],
  ['pact', ['the same parties']],
  ['another body', []],
  ['no sport', []],
])('near “%s” are %j', async (name, near) => {
  const port = storiesPort(
    records.store,
    () => NOON,
    () => 0,
  );
  const story = await port.find(ids.get(name) ?? '');
  if (story === null) throw new Error(`there is no story ${name}`);
  const names = new Map([...ids].map(([key, id]) => [id, key]));
  expect((await port.related(story)).map(({ id }) => names.get(id))).toEqual(near);
});
