import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkConfig } from '../../src/app/check-config.ts';
import { goldenFile, measure, readGolden } from '../../src/app/golden.ts';
import { objectionTo } from '../../src/app/admission.ts';
import { compileClassifier } from '../../src/core/classify/classifier.ts';
import { SetupError } from '../../src/errors.ts';
import { shippedKeywords } from '../support/keywords.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

let config: SmallConfig;

beforeEach(async () => {
  config = await smallConfig();
});
afterEach(() => config.remove());

describe('the golden set', () => {
  test('is that of the folder, or the shipped one where the folder has none', async () => {
    expect((await readGolden(goldenFile(config.folder))).items).toHaveLength(32);
    await rm(join(config.folder, 'golden.jsonl'));
    expect((await readGolden(goldenFile(config.folder))).items.length).toBeGreaterThan(400);
  });

  test('has the same hash however its lines end, and another one for another word', async () => {
    const file = goldenFile(config.folder);
    const line = '{"id":"a","lang":"en","title":"T","label":"none"}';
    const hashes: string[] = [];
    for (const text of [`${line}\n${line}\n`, `${line}\r\n${line}\r\n`, `${line}\n`]) {
      await config.write('golden.jsonl', text);
      hashes.push((await readGolden(file)).hash);
    }
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).not.toBe(hashes[2]);
  });

  test.each([
    ['', 'holds no item'],
    ['{"id":"a"}', 'golden.jsonl:1'],
    ['{"id":"a","lang":"en","title":"T","label":"none"}\nnonsense', 'golden.jsonl:2'],
  ])('that holds %j is refused with the line and what to do', async (text, why) => {
    await config.write('golden.jsonl', text);
    const read = readGolden(goldenFile(config.folder));
    await expect(read).rejects.toThrow(why);
    await expect(read).rejects.toBeInstanceOf(SetupError);
  });

  test('is judged in portions, between which others get their turns', async () => {
    const golden = await readGolden(goldenFile(config.folder));
    const classifier = compileClassifier(shippedKeywords(), []);
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 0);
    const { figure, set } = await measure(classifier, {
      ...golden,
      items: Array.from({ length: 20 }, () => golden.items).flat(),
    });
    clearInterval(counting);
    expect([figure.n, set]).toEqual([640, golden.hash]);
    expect(turns).toBeGreaterThan(1);
  });
});

describe('a configuration', () => {
  test('that is sound is measured', async () => {
    expect(await checkConfig(config.folder)).toMatchObject({
      ok: true,
      measured: { figure: { n: 32, f1: 1, errors: [] } },
    });
  });

  test.each([
    ['sources.yaml', 'sources: [', 'sources.yaml:1'],
    ['keywords/lexicon/en.yaml', 'words: {}\nconcept: {}\n', 'did you mean `concepts`?'],
    ['golden.jsonl', 'x', 'golden.jsonl:1'],
  ])('with a mistake in %s is told of, and nothing is thrown', async (file, text, why) => {
    await config.write(file, text);
    const check = await checkConfig(config.folder);
    expect(check).toMatchObject({ ok: false, problem: expect.stringContaining(why) });
  });

  test('that judges worse is objected to with its worst new errors', async () => {
    const before = await checkConfig(config.folder);
    await config.bans(['ban', 'suspend', 'exclude', 'praise']);
    const after = await checkConfig(config.folder);
    if (!before.ok || !after.ok) throw new Error('both can be read');
    const objection = objectionTo(after.measured, before.measured);
    expect(objection?.message).toContain('F1 1.000 → 0.545');
    expect(objection?.message).toMatch(/g\d+: wrongly sanction \(0\.\d\d\): FIS praises/);
    expect(objection?.message).toContain('and 15 more');
    expect(objection?.mend).toContain('--accept');
    expect(objectionTo(before.measured, after.measured)).toBeNull();
    expect(objectionTo(after.measured, null)).toBeNull();
    expect(objectionTo(after.measured, { ...before.measured, set: 'another' })).toBeNull();
  });
});
