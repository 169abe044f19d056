import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { figureOf } from '../../src/core/classify/golden.ts';
import type { InForce } from '../../src/store/config-events.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';

let records: TestRecords;
let config: TestRecords['store']['config'];

beforeAll(async () => {
  records = await testRecords();
  ({ config } = records.store);
});
afterAll(() => records.close());
beforeEach(() => records.pool.query('truncate config_events'));

function inForce(revision: string, parts: Partial<InForce> = {}): InForce {
  return {
    revision,
    forced: false,
    golden: { set: 'g1', figure: figureOf([]) },
    at: NOON,
    ...parts,
  };
}
const REFUSAL = { revision: 'r2', problem: 'worse', mend: 'mend it', at: NOON };

async function count(): Promise<number> {
  const { rows } = await records.pool.query<{ n: number }>(
    'select count(*)::int as n from config_events',
  );
  return rows[0]?.n ?? 0;
}

test('before anything judged, nothing is in force and nothing refused', async () => {
  expect([await config.inForce(), await config.refusal()]).toEqual([undefined, undefined]);
});

test('the last configuration that was taken is in force, with its figure', async () => {
  await config.enforce(inForce('r1'));
  await config.enforce(inForce('r2', { forced: true, golden: null, at: minutesLater(1) }));
  expect(await config.inForce()).toEqual(
    inForce('r2', { forced: true, golden: null, at: minutesLater(1) }),
  );
  await config.enforce(inForce('r1', { at: minutesLater(2) }));
  expect(await config.inForce()).toEqual(inForce('r1', { at: minutesLater(2) }));
});

test('what is said twice in a row is noted once, by however many processes', async () => {
  for (const _ of [1, 2]) await config.enforce(inForce('r1'));
  for (const _ of [1, 2]) await config.refuse(REFUSAL);
  await config.refuse({ ...REFUSAL, problem: 'worse still' });
  expect(await count()).toBe(3);
});

test('the same revision by another golden set is noted again', async () => {
  await config.enforce(inForce('r1'));
  await config.enforce(inForce('r1', { golden: { set: 'g2', figure: figureOf([]) } }));
  expect((await config.inForce())?.golden?.set).toBe('g2');
  expect(await count()).toBe(2);
});

test('a refusal stands until something is taken, and leaves what is in force alone', async () => {
  await config.enforce(inForce('r1'));
  await config.refuse(REFUSAL);
  expect(await config.refusal()).toEqual(REFUSAL);
  expect((await config.inForce())?.revision).toBe('r1');
  await config.enforce(inForce('r1'));
  expect(await config.refusal()).toBeUndefined();
});
