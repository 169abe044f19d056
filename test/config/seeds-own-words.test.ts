import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGUAGES } from '../../src/core/source.ts';
import { AGREEMENT_DIRECTIONS, SANCTION_DIRECTIONS } from '../../src/core/verdict.ts';

const SEEDS = join(import.meta.dirname, '../../config/seeds');

const frontMatter = z.strictObject({
  title: z.string().min(20),
  publisher: z.string().startsWith('Flagbearer, after reports of '),
  published: z.iso.date(),
  language: z.enum(LANGUAGES),
  label: z.enum(['sanction', 'agreement']),
  direction: z.enum([...SANCTION_DIRECTIONS, ...AGREEMENT_DIRECTIONS]),
  parties: z.array(z.string()).min(2),
  sport: z.string(),
});

describe('the reference articles', () => {
  test('keep the labels that the project was given them for', async () => {
    const seeds = await readSeeds();
    expect(seeds.map(({ label, direction }) => `${label} ${direction}`)).toEqual([
      'agreement signed',
      'sanction criticised',
      'agreement proposed',
      'agreement signed',
    ]);
  });

  test('are of article length, in short paragraphs', async () => {
    for (const { paragraphs } of await readSeeds()) {
      const lengths = paragraphs.map((paragraph) => paragraph.split(/\s+/).length);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBeGreaterThanOrEqual(250);
      expect(paragraphs.length).toBeGreaterThanOrEqual(6);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(90);
    }
  });

  test('are dated in the year that their file name begins with', async () => {
    for (const { file, published } of await readSeeds()) {
      expect(file.slice(0, 4)).toBe(published.slice(0, 4));
    }
  });

  test.each([
    ['agreement', /\b(?:agreements?|cooperat\w+|joint|camps?)\b/gi],
    ['sanction', /\b(?:sanction\w*|ban|barred|exclu\w+|lifted|criticised)\b/gi],
  ])('of an %s say so in the title and in the first paragraph', async (label, vocabulary) => {
    for (const seed of (await readSeeds()).filter((candidate) => candidate.label === label)) {
      expect(seed.title).toMatch(vocabulary);
      expect(seed.paragraphs[0]?.match(vocabulary)?.length).toBeGreaterThanOrEqual(2);
    }
  });
});

async function readSeeds() {
  const files = (await readdir(SEEDS)).filter((file) => file.endsWith('.md')).toSorted();
  return await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(SEEDS, file), 'utf8');
      const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
      const paragraphs = (body ?? '').trim().split(/\n\n+/);
      return { file, ...frontMatter.parse(parse(head ?? '')), paragraphs };
    }),
  );
}
