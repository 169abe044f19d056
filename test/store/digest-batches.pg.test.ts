import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { composeDigest } from '../../src/core/digest/compose.ts';
import type { DigestFacts } from '../../src/store/digest-facts.ts';
import type { DigestDecision } from '../../src/store/digest-writing.ts';
import type { App } from '../../src/ports.ts';
import { composeDigestWorker } from '../../src/workers/compose-digest.ts';
import { fillDigestWorld } from '../support/digest-world.ts';
import { fakeApp } from '../support/fake-app.ts';
import { NOON, testRecords, type TestRecords } from '../support/records.ts';

let records: TestRecords;
let ids: string[];

beforeEach(async () => {
  records = await testRecords();
  await fillDigestWorld(records.pool, { subscribers: 5, segments: 3, stories: 4, due: NOON });
  const { rows } = await records.pool.query<{ id: string }>(
    'select id::text from subscribers order by id',
  );
  ids = rows.map(({ id }) => id);
});
afterEach(() => records.close());

function decide({ subscriber, stories, from, to, items }: DigestFacts): DigestDecision {
  const digest = composeDigest({
    kind: subscriber.schedule.kind,
    zone: subscriber.zone,
    from,
    to,
    stories,
    coverage: { sources: 0, failing: [], items },
    revision: 'r1',
    seedTitles: new Map(),
  });
  return { digest, messageId: `<${subscriber.id}@example.org>`, nextDigestAt: null };
}

function compose(subscriberIds: readonly string[], change = decide) {
  const request = { subscriberIds, due: NOON, now: NOON, sourceIds: [] };
  return records.store.digests.compose(request, change);
}

/** Whose digests there are, and what they say. */
async function digests(): Promise<unknown[]> {
  const { rows } = await records.pool.query<{ id: string; content: unknown; told: number }>(
    `select g.subscriber_id::text as id, g.content, (select count(*)::int from digest_stories t where t.digest_id = g.id) as told
     from digests g order by g.subscriber_id`,
  );
  return rows;
}

async function forgetDigests(): Promise<void> {
  await records.pool.query('truncate digests cascade');
  await records.pool.query('update subscribers set next_digest_at = $1, looked_at = since', [NOON]);
}

describe('digests that are composed together', () => {
  test('are those that each subscriber gets alone', async () => {
    expect((await compose(ids)).deliveryIds).toHaveLength(5);
    const together = await digests();
    await forgetDigests();
    for (const id of ids) await compose([id]);
    expect(await digests()).toEqual(together);
    expect(together).toMatchObject(ids.map((id) => ({ id, told: 4 })));
  });

  test('are composed once, also by two processes at a time', async () => {
    const runs = await Promise.all([compose(ids), compose(ids.toReversed()), compose(ids)]);
    expect(runs.flatMap(({ deliveryIds }) => deliveryIds)).toHaveLength(5);
  });

  test('reach the others where one cannot be decided on, who stays due', async () => {
    const { deliveryIds, failures } = await compose(ids, (facts) => {
      if (facts.subscriber.id === ids[1]) throw new Error('no such zone');
      return decide(facts);
    });
    expect(deliveryIds).toHaveLength(4);
    expect(failures).toMatchObject([{ subscriberId: ids[1] }]);
    const due = await records.store.subscribers.due(NOON, 10);
    expect(due.map(({ id }) => id)).toEqual([ids[1]]);
  });

  test('reach the others where one cannot be written', async () => {
    const enqueued: unknown[] = [];
    const app = fakeApp({
      now: () => NOON,
      store: {
        ...records.store,
        digests: {
          ...records.store.digests,
          compose: (request) =>
            records.store.digests.compose(request, (facts) => {
              const decision = decide(facts);
              // Half of a character, which Postgres does not store.
              return facts.subscriber.id === ids[1] && decision.digest !== null
                ? { ...decision, digest: { ...decision.digest, revision: '\uD800' } }
                : decision;
            }),
        },
      },
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is looked at
      config: { sources: [], service: { digests: { patience: 0 } } } as unknown as App['config'],
      enqueue: (_job, payloads) => {
        enqueued.push(...payloads);
        return Promise.resolve();
      },
    });
    await composeDigestWorker.run({ subscriberIds: ids, dueAt: NOON.toISOString() }, app);
    expect(await digests()).toHaveLength(4);
    expect(enqueued).not.toEqual([]);
  });
});
