import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { explainStored } from '../../src/app/explain-item.ts';
import { explanationLines } from '../../src/cli/explain-text.ts';
import { painter } from '../../src/cli/paint.ts';
import { loadConfig } from '../../src/config/load.ts';
import { insertItems } from '../../src/store/items.ts';
import { anItem, NOON, testRecords, type TestRecords } from '../support/records.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

const LEAD = 'The council of FIS suspends all Russian skiers and bans their team from every race.';
const look = { paint: painter(false), colours: false, seedTitle: (id: string) => id };
let records: TestRecords;
let config: SmallConfig;

beforeAll(async () => {
  [records, config] = await Promise.all([testRecords(), smallConfig()]);
});
afterAll(() => Promise.all([records.close(), config.remove()]));

test('an item whose article was read is explained by it, with the paragraphs that have hits', async () => {
  const item = anItem('open', { title: 'FIS decides on Russian skiers', summary: '' });
  const [id = ''] = await insertItems(records.pool, [item]);
  const body = { text: `${LEAD}\nThe weather was fine.`, problem: null };
  await records.store.bodies.save(id, body, NOON);
  const read = await loadConfig(config.folder);
  const explained = await explainStored(records.store, read, { kind: 'id', id });
  if (explained === null) throw new Error('it is in the archive');
  expect(explained.item.body).toBe(body.text);
  const { evidence } = explained.verdict;
  for (const { zone, start, end, text } of evidence.hits) {
    expect((explained.item[zone] ?? '').slice(start, end)).toBe(text);
  }
  expect(evidence.decidedBy).toBe('body');
  expect(explained.sentence).toContain('(its article was read)');
  const lines = explanationLines(explained, look);
  expect(lines).toContainEqual(expect.stringMatching(/^… The council of \[FIS\] \[suspends\] all/));
  expect(lines.join('\n')).not.toContain('weather');
});

test('an item that is not in the archive is not explained', async () => {
  const read = await loadConfig(config.folder);
  expect(await explainStored(records.store, read, { kind: 'id', id: '999999' })).toBeNull();
});
