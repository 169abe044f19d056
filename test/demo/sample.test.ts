import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AGREEMENT_DIRECTIONS, SANCTION_DIRECTIONS } from '../../src/core/verdict.ts';
import { readSample } from '../../src/demo/sample.ts';
import { SetupError } from '../../src/errors.ts';

const SAMPLE = join(import.meta.dirname, '../../config/sample');

describe('the sample week', () => {
  test('has eight outlets in three languages and all three formats, with 60 to 66 items', async () => {
    const outlets = await readSample(SAMPLE);
    expect(outlets).toHaveLength(8);
    expect(new Set(outlets.map(({ language }) => language))).toEqual(new Set(['en', 'ru', 'de']));
    expect(new Set(outlets.map(({ format }) => format))).toEqual(new Set(['rss', 'atom', 'html']));
    const { length } = outlets.flatMap(({ items }) => items);
    expect(length).toBeGreaterThanOrEqual(60);
    expect(length).toBeLessThanOrEqual(66);
  });

  test('reaches over all seven days', async () => {
    const days = (await allItems()).map(({ at }) => Math.floor(at / (24 * 60)));
    expect(new Set(days)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  });

  test('is noise for at least its half', async () => {
    const items = await allItems();
    const noise = items.filter(({ expect: { label } }) => label === 'none');
    expect(noise.length / items.length).toBeGreaterThanOrEqual(0.5);
  });

  test('uses no id, title or summary twice', async () => {
    const items = await allItems();
    for (const key of ['id', 'title', 'summary'] as const) {
      expect(new Set(items.map((item) => item[key])).size).toBe(items.length);
    }
  });

  test.each([
    ['sanction', SANCTION_DIRECTIONS],
    ['agreement', AGREEMENT_DIRECTIONS],
  ] as const)('reports a %s of every direction', async (label, directions) => {
    const wanted = (await allItems()).filter((item) => item.expect.label === label);
    expect(new Set(wanted.map((item) => item.expect.direction))).toEqual(new Set(directions));
  });

  test('has ten events or more that several outlets report, six of them with three reports', async () => {
    const reports = [...(await events()).values()].map(({ length }) => length);
    expect(reports.filter((length) => length >= 2).length).toBeGreaterThanOrEqual(10);
    expect(reports.filter((length) => length >= 3).length).toBeGreaterThanOrEqual(6);
  });

  test('expects the same of all reports of one event, and hears of it from no outlet twice', async () => {
    for (const reports of (await events()).values()) {
      const [first] = reports;
      expect(reports.map((report) => report.expect)).toEqual(reports.map(() => first?.expect));
      expect(new Set(reports.map(({ outlet }) => outlet)).size).toBe(reports.length);
    }
  });

  test('has one event in three languages', async () => {
    const spoken = [...(await events()).values()].map(
      (reports) => new Set(reports.map(({ language }) => language)).size,
    );
    expect(Math.max(...spoken)).toBe(3);
  });

  test('has near copies in each language, and only among reports of one event', async () => {
    const copies = nearCopies(await allItems());
    expect(new Set(copies.map(([a]) => a.language))).toEqual(new Set(['en', 'ru', 'de']));
    expect(copies.map(([a, b]) => [a.event, b.event])).toEqual(
      copies.map(([a]) => [expect.any(String), a.event]),
    );
  });
});

describe('reading a sample', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sample-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  test('a small outlet is read, with what may be left out filled in', async () => {
    await writeFile(join(folder, 'a.yaml'), OUTLET);
    const [outlet] = await readSample(folder);
    expect(outlet).toMatchObject({ id: 'paper', domestic: null });
    expect(outlet?.items).toEqual([
      {
        id: 'one',
        at: (24 + 9) * 60 + 40,
        title: 'Rovers win',
        summary: 'They did.',
        path: 'one',
        event: null,
        expect: { label: 'none', direction: null },
      },
    ]);
  });

  test.each([
    ['an hour that no day has', 'tue 09:40', 'tue 24:40', 'items.0.at', 'e.g. tue 09:40'],
    ['a key that does not exist', 'timezone:', 'timezome:', 'timezome', 'timezone'],
    ['a zone that does not exist', 'Europe/London', 'Europe/Lundon', 'timezone', 'IANA'],
    ['a real host', 'paper.example', 'paper.com', 'host', '.example'],
    [
      'a direction without a topic',
      'none }',
      'none, direction: eased }',
      'items.0.expect',
      'direction',
    ],
    [
      'a direction of the other topic',
      'none }',
      'sanction, direction: held }',
      'items.0.expect',
      'imposed',
    ],
    [
      'a flagged item without event',
      'none }',
      'sanction, direction: eased }',
      'items.0.event',
      'label',
    ],
    ['an event of noise', 'expect:', 'event: x\n    expect:', 'items.0.event', 'label'],
    [
      'the path of the listing page',
      'expect:',
      'path: news\n    expect:',
      'items.0.path',
      'listing',
    ],
    [
      'a path that leaves the outlet',
      'expect:',
      'path: ../x\n    expect:',
      'items.0.path',
      'slashes',
    ],
    ['an item given twice', itemsYaml(), itemsYaml() + itemsYaml(), 'items.1.id', 'one'],
  ])('%s is refused by file, line and key', async (_name, right, wrong, key, message) => {
    expect(OUTLET).toContain(right);
    await writeFile(join(folder, 'wrong.yaml'), OUTLET.replace(right, wrong));
    const error: unknown = await readSample(folder).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SetupError);
    const text = error instanceof Error ? error.message : '';
    expect(text).toMatch(/wrong\.yaml:\d+:\d+ /);
    expect(text).toContain(` ${key}`);
    expect(text).toContain(message);
  });

  test('an id that two files share is refused with the names of both', async () => {
    await writeFile(join(folder, 'a.yaml'), OUTLET);
    await writeFile(join(folder, 'b.yaml'), OUTLET.replace('id: paper', 'id: other'));
    await expect(readSample(folder)).rejects.toThrow(/b\.yaml: the id one .*a\.yaml/);
  });

  test('a folder without files, or no folder at all, is named', async () => {
    await expect(readSample(folder)).rejects.toThrow(`${folder} holds no .yaml file`);
    await expect(readSample(join(folder, 'none'))).rejects.toThrow('none cannot be read');
  });
});

const OUTLET = `id: paper
name: The Paper
host: paper.example
language: en
timezone: Europe/London
role: paper
sport: true
format: rss
items:
${itemsYaml()}`;

function itemsYaml(): string {
  return `  - id: one
    at: tue 09:40
    title: Rovers win
    summary: They did.
    expect: { label: none }
`;
}

type Report = Awaited<ReturnType<typeof allItems>>[number];

async function allItems() {
  const outlets = await readSample(SAMPLE);
  return outlets.flatMap(({ id, language, items }) =>
    items.map((item) => ({ ...item, outlet: id, language })),
  );
}

async function events(): Promise<Map<string, Report[]>> {
  const byEvent = new Map<string, Report[]>();
  for (const item of await allItems()) {
    if (item.event !== null) byEvent.set(item.event, [...(byEvent.get(item.event) ?? []), item]);
  }
  return byEvent;
}

/** Pairs that share at least half of their word pairs. */
function nearCopies(items: readonly Report[]): [Report, Report][] {
  return items.flatMap((a, index) =>
    items
      .slice(index + 1)
      .filter((b) => likeness(a, b) >= 0.5)
      .map((b): [Report, Report] => [a, b]),
  );
}

function likeness(a: Report, b: Report): number {
  const [left, right] = [wordPairs(a), wordPairs(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return shared / (left.size + right.size - shared);
}

function wordPairs({ title, summary }: Report): Set<string> {
  const words = `${title} ${summary}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`));
}
