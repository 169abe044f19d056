import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NewItem } from '../../src/core/item.ts';
import type { Signature } from '../../src/core/stories/signature.ts';
import { insertItems } from '../../src/store/items.ts';
import {
  aSignature,
  aVerdict,
  anItem,
  COPIES_ONLY,
  minutesLater,
  NOON,
  testRecords,
  type TestRecords,
} from '../support/records.ts';

let records: TestRecords;
const options = { rules: COPIES_ONLY, now: minutesLater(1), primarySources: ['federation'] };

beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
});
afterAll(() => records.close());
beforeEach(() => records.pool.query('truncate items, stories, subscribers, story_edits cascade'));

const ROWERS = {
  topic: 'sanction',
  direction: 'eased',
  sports: ['rowing'],
  bodies: ['WR'],
} as const;

describe('placing reports', () => {
  test('reports of one event in other words and languages become one story', async () => {
    await placeAll([
      [
        anItem('a', { title: 'Rowers may come back', summary: 'The council met.' }),
        { ...ROWERS, countries: ['FRA'] },
      ],
      [
        anItem('b', { title: 'Гребцов пустили обратно', summary: '', language: 'ru' }),
        { ...ROWERS, language: 'ru', countries: ['FRA'] },
      ],
      [
        anItem('c', { title: 'Judo stays shut', summary: '' }),
        { ...ROWERS, sports: ['judo'], bodies: ['IJF'] },
      ],
    ]);
    expect(await stories()).toEqual(['a b', 'c']);
  });

  test('the body that decided leads its story, however late its report is', async () => {
    const ids = await placeAll([
      [anItem('a'), {}],
      [
        anItem('b', {
          ...anItem('a'),
          ...otherAddress('b'),
          publishedAt: minutesLater(50),
          sourceId: 'federation',
        }),
        {},
      ],
    ]);
    const { rows } = await records.pool.query(
      'select i.key from stories s join items i on i.id = s.lead_item_id where s.id = $1',
      [ids[0]],
    );
    expect(rows).toEqual([{ key: 'b' }]);
  });

  test('a report that was placed is not placed again', async () => {
    const ids = await flagged([anItem('a')]);
    await place(ids);
    expect(await place(ids)).toEqual([]);
    expect(await stories()).toEqual(['a']);
  });

  test('whatever the batches and their order, the same stories come out', async () => {
    const world = worldOf(24);
    await placeAll(world);
    const atOnce = await stories();
    expect(atOnce.length).toBeGreaterThan(3);
    expect(atOnce.some((story) => story.includes(' '))).toBe(true);
    await records.pool.query('truncate items, stories cascade');
    for (const [item, signature] of world.toReversed()) await placeAll([[item, signature]]);
    expect(await stories()).toEqual(atOnce);
  });

  test('two workers at once open no story twice and lose no report', async () => {
    const world = worldOf(60);
    await placeAll(world);
    const alone = await stories();
    await records.pool.query('truncate items, stories cascade');
    const ids = await flagged(world.map(([item]) => item));
    const halves = [ids.filter((_, at) => at % 2 === 0), ids.filter((_, at) => at % 3 !== 0), ids];
    await Promise.all(halves.map((half) => place(half, signer(world))));
    expect(await stories()).toEqual(alone);
  });

  test('a report that was signed by an earlier version is found and compared', async () => {
    await placeAll([[anItem('a'), {}]]);
    await records.pool.query('update reports set print = null, address = null');
    await placeAll([[anItem('b', { ...anItem('a'), ...otherAddress('b') }), {}]]);
    expect(await stories()).toEqual(['a b']);
  });

  test('a story that was told is not cut by what comes later', async () => {
    const [first] = await placeAll([
      [anItem('a'), { ...ROWERS, countries: ['FRA'] }],
      [anItem('b', { title: 'Rowing opens up', summary: '' }), { ...ROWERS, countries: ['FRA'] }],
    ]);
    await tell(first ?? '');
    await records.pool.query(
      `update reports set signature = jsonb_set(signature, '{sports}', '["judo"]')
       where item_id = (select id from items where key = 'b')`,
    );
    await placeAll([
      [anItem('c', { title: 'Rowers are back', summary: '' }), { ...ROWERS, countries: ['FRA'] }],
    ]);
    expect((await stories()).join(' | ')).toContain('a b');
  });
});

describe('operators', () => {
  test('merge stories for good', async () => {
    const [one, two] = await placeAll([
      [anItem('a'), ROWERS],
      [
        anItem('b', { title: 'Judo stays shut', summary: '' }),
        { ...ROWERS, sports: ['judo'], bodies: ['IJF'] },
      ],
    ]);
    await records.store.stories.merge([one ?? '', two ?? ''], { ...options, by: 'anna' });
    expect(await stories()).toEqual(['a b']);
    await placeAll([
      [anItem('c', { title: 'Rowing again', summary: '' }), { ...ROWERS, countries: ['FRA'] }],
    ]);
    expect((await stories()).join(' | ')).toContain('a b');
  });

  test('part reports from a story for good, also one that was told', async () => {
    const [story] = await placeAll([
      [anItem('a'), { ...ROWERS, countries: ['FRA'] }],
      [anItem('b', { title: 'Rowing opens up', summary: '' }), { ...ROWERS, countries: ['FRA'] }],
    ]);
    await tell(story ?? '');
    await records.store.stories.split(story ?? '', [await idOf('b')], { ...options, by: 'anna' });
    expect(await stories()).toEqual(['a', 'b']);
  });

  test('are told when a split would leave nothing on one side', async () => {
    const [story] = await placeAll([[anItem('a'), ROWERS]]);
    await expect(
      records.store.stories.split(story ?? '', [await idOf('a')], { ...options, by: 'anna' }),
    ).rejects.toThrow('leaves no two stories');
  });
});

type World = readonly (readonly [NewItem, Partial<Signature>])[];

/** Reports of some events, each in several words; every third has a country of its own. */
function worldOf(size: number): World {
  const sports = ['rowing', 'judo', 'chess', 'sailing'];
  return Array.from({ length: size }, (_, at) => {
    const sport = sports[at % sports.length] ?? '';
    const title = at % 5 === 0 ? `The ${sport} council has voted at last` : `Words ${at * 7919}`;
    const item = anItem(String(at), {
      title,
      summary: `Report ${at}`,
      publishedAt: minutesLater((at * 1217) % 9000),
    });
    const countries = at % 3 === 0 ? ['FRA'] : ['CUB'];
    return [item, { ...ROWERS, sports: [sport], bodies: [], countries }] as const;
  });
}

async function flagged(items: readonly NewItem[]): Promise<string[]> {
  const ids = await insertItems(records.pool, [...items]);
  const verdicts = ids.map((itemId) => ({ itemId, verdict: aVerdict() }));
  return records.store.items.recordVerdicts(verdicts, 'r1', NOON);
}

type Signer = (text: Pick<NewItem, 'title' | 'summary'>) => Signature;

function signer(world: World): Signer {
  const byText = new Map(world.map(([{ title, summary }, parts]) => [title + summary, parts]));
  return ({ title, summary }) => aSignature(byText.get(title + summary));
}

async function place(ids: readonly string[], sign: Signer = () => aSignature()): Promise<string[]> {
  return records.store.items.place(ids, options, sign);
}

async function placeAll(world: World): Promise<string[]> {
  return place(await flagged(world.map(([item]) => item)), signer(world));
}

async function idOf(key: string): Promise<string> {
  const { rows } = await records.pool.query<{ id: string }>(
    'select id::text from items where key = $1',
    [key],
  );
  return rows[0]?.id ?? '';
}

/** The keys of each story's reports. */
async function stories(): Promise<string[]> {
  const { rows } = await records.pool.query<{ keys: string }>(
    `select string_agg(i.key, ' ' order by i.key) as keys
     from story_items si join items i on i.id = si.item_id group by si.story_id order by 1`,
  );
  return rows.map(({ keys }) => keys);
}

/** What tells a copy in another outlet from the original. */
function otherAddress(key: string): Pick<NewItem, 'key' | 'url' | 'canonicalUrl'> {
  const url = `https://${key}.example/`;
  return { key, url, canonicalUrl: url };
}

/** Notes that some subscriber was told a story. */
async function tell(storyId: string): Promise<void> {
  const { id } = await records.store.subscribers.save({
    email: 'reader@example.org',
    schedule: { kind: 'daily', time: '13:00' },
    zone: 'UTC',
    since: NOON,
    nextDigestAt: null,
    unsubscribeToken: `token-${storyId}`,
  });
  await records.pool.query(
    `with digest as (insert into digests (subscriber_id, window_start, due_at, composed_at)
       values ($1, $3, $3, $3) returning id)
     insert into digest_stories (subscriber_id, story_id, change, digest_id)
     select $1, $2, 'new', id from digest`,
    [id, storyId, NOON],
  );
}
