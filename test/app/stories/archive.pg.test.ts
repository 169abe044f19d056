import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NewItem } from '../../../src/core/item.ts';
import { ARCHIVE_FACETS, type Selection } from '../../../src/core/archive.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { storiesPort } from '../../../src/app/stories/web-port.ts';
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
import type { WebPorts } from '../../../src/web/ports.ts';

let records: TestRecords;
let port: WebPorts['stories'];
const ids = new Map<string, string>();
const DAY = 24 * 60;
const NOW = minutesLater(100 * DAY);

beforeAll(async () => {
  records = await testRecords();
  let minutes = 0;
  // Nothing that was read before is given again.
  port = storiesPort(
    records.store,
    () => NOW,
    () => (minutes += 10) * 60_000,
  );
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
  const { stories } = await port.list({ selection, before: null, limit });
  return stories.map(({ id }) => ids.get(id));
}

async function counted(selection: Selection): Promise<number> {
  return (await port.browse({ selection, before: null, limit: 1 })).tally.found;
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
    [{ direction: 'eased' }, ['ease']],
    [{ outlet: 'The Paper' }, ['ease', 'pact', 'ban']],
    [{ outlet: 'Another' }, []],
    [{ federation: 'World Archery' }, ['ease']],
    [{ language: 'ru' }, ['pact']],
    [{ period: 'week' }, ['ease']],
    [{ period: 'quarter' }, ['ease', 'pact']],
    [{ period: 'year', polarity: 'tighter', country: 'RUS' }, ['ban']],
    [{ topic: 'agreement', country: 'BLR' }, []],
  ])('by %j', async (values, names) => {
    expect(await found(chosen(values))).toEqual(names);
    expect(await counted(chosen(values))).toBe(names.length);
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
    expect(await counted(chosen({}, words))).toBe(names.length);
  });

  test('by both, a page at a time', async () => {
    expect(await found(chosen({ polarity: 'looser' }, 'startverbot'))).toEqual(['ease']);
    const selection = chosen({ polarity: 'looser' });
    const first = await port.list({ selection, before: null, limit: 1 });
    expect(first.stories.map(({ id }) => ids.get(id))).toEqual(['ease']);
    const { stories: rest, next } = await port.list({ selection, before: first.next, limit: 1 });
    expect(next).toBeNull();
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
      },
    ),
    { numRuns: 60 },
  );
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
