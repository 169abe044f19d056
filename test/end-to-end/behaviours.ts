import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeWorld, type Servers, type World } from './world.ts';

const PATIENCE_MS = 120_000;

/** What a run of the service leaves behind, without what differs from run to run: ids and times. */
type Remains = {
  readonly items: readonly string[];
  readonly stories: readonly string[];
  readonly told: readonly string[];
  readonly states: readonly string[];
};

/**
 * The whole pipeline in processes of its own, from publishers on loopback to the outbox. `disturb`
 * makes trouble of its mode's own while a round runs.
 */
export function describePipeline(
  mode: string,
  servers: () => Promise<Servers>,
  disturb: (() => Promise<void>) | null,
): void {
  describe(`the pipeline ${mode}`, () => {
    let world: World;
    let undisturbed: Remains;

    beforeAll(async () => {
      world = await makeWorld(await servers());
    }, PATIENCE_MS);
    afterAll(() => world.close());

    test(
      'reads every source, stores every item once, and mails each story once',
      async () => {
        const service = world.up();
        await service.ready;
        await digestIsDue(world);
        undisturbed = await untilTold(world, 1);
        expect(await service.kill('SIGTERM')).toBe(0);

        expect(undisturbed.items).toHaveLength(world.items);
        expect(undisturbed.stories.length).toBeGreaterThan(8);
        expect(new Set(undisturbed.told).size).toBe(undisturbed.told.length);
        expect(undisturbed.told).toHaveLength(undisturbed.stories.length);
        const [mail = ''] = await world.outbox('.eml');
        expect(mail).toMatch(/^List-Unsubscribe:/m);
        expect(mail).toMatch(/^To: reader@example\.org/m);
      },
      PATIENCE_MS,
    );

    test(
      'stores nothing and mails nothing when all sources are read again',
      async () => {
        const service = world.up();
        await service.ready;
        await world.query(
          'update source_states set next_poll_at = $1, etag = null, last_modified = null',
          [new Date(0)],
        );
        await digestIsDue(world);
        expect(await untilTold(world, 2)).toEqual(undisturbed);
        expect(await world.outbox('.eml')).toHaveLength(1);
        expect(await service.kill('SIGTERM')).toBe(0);
      },
      PATIENCE_MS,
    );

    test.each([
      ['killed at four instants', killedAgainAndAgain],
      ...(disturb === null ? [] : [['disturbed', disturbedBy(disturb)] as const]),
    ])(
      'leaves the same behind when it is %s',
      async (_, run) => {
        const other = await makeWorld(await servers());
        try {
          const service = await run(other);
          expect(withoutAddresses(await untilTold(other, 1))).toEqual(
            withoutAddresses(undisturbed),
          );
          expect(await other.outbox('.eml')).toHaveLength(1);
          await service.kill('SIGTERM');
        } finally {
          await other.close();
        }
      },
      PATIENCE_MS,
    );
  });
}

async function killedAgainAndAgain(world: World): Promise<ReturnType<World['up']>> {
  let service = world.up();
  await service.ready;
  await digestIsDue(world);
  for (const afterMs of [300, 900, 1_700, 2_600]) {
    await wait(afterMs);
    await service.kill('SIGKILL');
    service = world.up();
  }
  await service.ready;
  return service;
}

function disturbedBy(disturb: () => Promise<void>) {
  return async (world: World): Promise<ReturnType<World['up']>> => {
    const service = world.up();
    await service.ready;
    await digestIsDue(world);
    for (let times = 0; times < 4; times += 1) {
      await wait(400);
      await disturb();
    }
    return service;
  };
}

/** Brings the subscriber's next digest forward to now; it waits by itself for what is on its way. */
async function digestIsDue(world: World): Promise<void> {
  await world.query('update subscribers set next_digest_at = $1', [new Date()]);
}

/** Waits until so many digests were composed and every delivery was sent, and tells what is there. */
async function untilTold(world: World, digests: number): Promise<Remains> {
  const deadline = performance.now() + PATIENCE_MS / 2;
  for (;;) {
    const [state] = await world
      .query<{ digests: number; open: number }>(
        `select (select count(*)::int from digests) as digests,
                (select count(*)::int from deliveries where state <> 'sent') as open`,
      )
      .catch(() => []);
    if (state !== undefined && state.digests >= digests && state.open === 0) return remains(world);
    if (performance.now() > deadline) throw new Error(`not told in time: ${JSON.stringify(state)}`);
    await wait(200);
  }
}

async function remains(world: World): Promise<Remains> {
  const lines = async (sql: string): Promise<string[]> =>
    (await world.query<{ line: string }>(sql)).map(({ line }) => line).toSorted();
  return {
    items: await lines(
      `select concat_ws(' ', i.canonical_url, i.stage, v.label, v.direction, v.score) as line
       from items i left join verdicts v on v.item_id = i.id`,
    ),
    stories: await lines(
      `select string_agg(i.canonical_url, ' ' order by i.canonical_url) as line
       from story_items s join items i on i.id = s.item_id group by s.story_id`,
    ),
    told: await lines(
      `select i.canonical_url as line from digest_stories d
       join stories s on s.id = d.story_id join items i on i.id = s.lead_item_id`,
    ),
    states: await lines(`select distinct state as line from source_states`),
  };
}

/** Two worlds publish on different ports. */
function withoutAddresses(value: Remains): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(/127\.0\.0\.1:\d+/g, 'publisher'));
}
