import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NewItem } from '../../src/core/item.ts';
import { ARCHIVE_FACETS, type Selection } from '../../src/core/archive.ts';
import { countChosen } from '../../src/core/facets.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { insertItems } from '../../src/store/items.ts';
import {
  anItem,
  aVerdict,
  minutesLater,
  NOON,
  testRecords,
  type TestRecords,
} from '../support/records.ts';
import { openStory } from '../support/stories.ts';

let records: TestRecords;
const ids = new Map<string, string>();
const DAY = 24 * 60;
const NOW = minutesLater(100 * DAY);

beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
  await tell(
    'ban',
    { title: 'Skiing council extends the bans', summary: 'Relays stay closed.' },
    {},
    0,
  );
  await tell(
    'pact',
    { title: 'Стороны подписали соглашение о сотрудничестве', language: 'ru' },
    {
      label: 'agreement',
      direction: 'signed',
      polarity: 'looser',
      countries: ['CHN'],
      authority: null,
      sport: 'judo',
    },
    60 * DAY,
  );
  await tell(
    'ease',
    { title: 'Startverbot für Belarus gelockert', language: 'de' },
    { direction: 'eased', polarity: 'looser', targets: ['BLR'], authority: 'World Archery' },
    96 * DAY,
  );
});
afterAll(() => records.close());

async function tell(
  name: string,
  item: Partial<NewItem>,
  verdict: Partial<Verdict>,
  minutes: number,
): Promise<void> {
  const stored = await insertItems(records.pool, [anItem(name, item)]);
  const judged = stored.map((itemId) => ({ itemId, verdict: aVerdict(verdict) }));
  await records.store.items.recordVerdicts(judged, 'r1', NOON);
  ids.set(await openStory(records.pool, stored, minutesLater(minutes)), name);
}

async function found(selection: Selection, limit = 10): Promise<(string | undefined)[]> {
  const query = { selection, before: null, limit, now: NOW };
  return (await records.store.stories.search(query)).map(({ id }) => ids.get(id));
}

const chosen = (
  values: Readonly<Record<string, string>>,
  words: string | null = null,
): Selection => ({
  chosen: new Map(Object.entries(values)),
  words,
});

describe('stories are chosen', () => {
  test.each<readonly [Readonly<Record<string, string>>, readonly string[]]>([
    [{}, ['ease', 'pact', 'ban']],
    [{ topic: 'agreement' }, ['pact']],
    [{ polarity: 'looser' }, ['ease', 'pact']],
    [{ country: 'BLR' }, ['ease']],
    [{ country: 'CHN' }, ['pact']],
    [{ sport: 'judo' }, ['pact']],
    [{ federation: 'World Archery' }, ['ease']],
    [{ language: 'ru' }, ['pact']],
    [{ period: 'week' }, ['ease']],
    [{ period: 'quarter' }, ['ease', 'pact']],
    [{ period: 'year', polarity: 'tighter', country: 'RUS' }, ['ban']],
    [{ topic: 'agreement', country: 'BLR' }, []],
  ])('by %j', async (values, names) => {
    expect(await found(chosen(values))).toEqual(names);
    const groups = await records.store.stories.groups({ words: null, now: NOW });
    expect(countChosen(groups, new Map(Object.entries(values)))).toBe(names.length);
  });

  test.each<readonly [string, readonly string[]]>([
    ['ban', ['ban']],
    ['extended skier ban', []],
    ['extending', ['ban']],
    ['подписание', []],
    ['подписал соглашения', ['pact']],
    ['startverbot', ['ease']],
    ['relay', ['ban']],
    ['"relays stay"', ['ban']],
    ['"stay relays"', []],
    ['startverbot or соглашение', ['ease', 'pact']],
    ['council -relays', []],
    ['the', ['ban']],
    ['!!!', []],
    ['   ', ['ease', 'pact', 'ban']],
  ])('by the words %j', async (words, names) => {
    expect(await found(chosen({}, words))).toEqual(names);
    const groups = await records.store.stories.groups({ words, now: NOW });
    expect(countChosen(groups, new Map())).toBe(names.length);
  });

  test('by both, a page at a time', async () => {
    expect(await found(chosen({ polarity: 'looser' }, 'startverbot'))).toEqual(['ease']);
    const [first] = await records.store.stories.search({
      selection: chosen({ polarity: 'looser' }),
      before: null,
      limit: 1,
      now: NOW,
    });
    const rest = await records.store.stories.search({
      selection: chosen({ polarity: 'looser' }),
      before: first?.id ?? null,
      limit: 1,
      now: NOW,
    });
    expect(rest.map(({ id }) => ids.get(id))).toEqual(['pact']);
  });
});

test('no words and no values make the search fail', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom("'", '"', '\\', '& | ! <-> :*', '\0', '\ud800', '-', 'or', '(((', 'a:*', '%'),
  );
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.dictionary(fc.constantFrom(...ARCHIVE_FACETS), text),
      async (words, values) => {
        await found(chosen(values, words));
        await records.store.stories.groups({ words, now: NOW });
      },
    ),
    { numRuns: 60 },
  );
});

test('words are looked up by the index', async () => {
  const client = await records.pool.connect();
  await client.query('begin; set local enable_seqscan = off');
  const { rows } = await client.query<Record<string, string>>(
    `explain select id from items w where w.stage = 'placed' and story_words(w.title, w.summary)
      @@ (websearch_to_tsquery('simple', 'ban') || websearch_to_tsquery('russian', 'ban'))`,
  );
  await client.query('rollback');
  client.release();
  expect(JSON.stringify(rows)).toContain('items_by_words');
});

test('a verdict that is corrected is chosen by what it says then, and one taken back by nothing', async () => {
  const [item = ''] = await insertItems(records.pool, [anItem('late')]);
  await records.store.items.recordVerdicts([{ itemId: item, verdict: aVerdict() }], 'r1', NOON);
  ids.set(await openStory(records.pool, [item], NOON), 'late');
  const say = (label: string, sport: string): Promise<unknown> =>
    records.pool.query(
      `update verdicts set label = $2, verdict = verdict || jsonb_build_object('sport', $3::text) where item_id = $1`,
      [item, label, sport],
    );
  await say('sanction', 'curling');
  expect(await found(chosen({ sport: 'curling' }))).toEqual(['late']);
  await say('none', 'curling');
  expect(await found(chosen({ sport: 'curling' }))).toEqual([]);
  expect(await found(chosen({}))).toContain('late');
});

test('a story is as new as the last thing that happened to it', async () => {
  const [id = ''] = ids.keys();
  const before = await records.store.stories.updates([id]);
  expect(before.get(id)).toEqual(NOON);
  await records.pool.query(
    `insert into corrections (item_id, kind, before, after, seen_at)
     select item_id, 'headline', 'a', 'b', $2 from story_items where story_id = $1`,
    [id, minutesLater(9)],
  );
  expect((await records.store.stories.updates([id])).get(id)).toEqual(minutesLater(9));
});
