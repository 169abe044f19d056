import { z } from 'zod';
import type { Seed } from '../core/seed.ts';
import { LANGUAGES, type Language } from '../core/source.ts';
import { AGREEMENT_DIRECTIONS, SANCTION_DIRECTIONS } from '../core/verdict.ts';
import { ConfigError, type Problem } from './error.ts';
import type { Mistake } from './sentence.ts';
import { parseYaml } from './yaml.ts';

/** The front matter of a reference article in config/seeds. */
export const frontMatterSchema = z.strictObject({
  title: z.string().trim().min(1).max(500).describe('The headline.'),
  publisher: z.string().trim().max(200).default('').describe('Who published it.'),
  published: z.iso.date().optional().describe('The day, as YYYY-MM-DD.'),
  language: z.enum(LANGUAGES).optional().describe('Default: guessed by the script.'),
  label: z.enum(['sanction', 'agreement']).optional().describe('What it is an example of.'),
  direction: z
    .enum([...new Set([...SANCTION_DIRECTIONS, ...AGREEMENT_DIRECTIONS])])
    .optional()
    .describe('What happens to the measure or the agreement.'),
  parties: z.array(z.string().trim().min(1)).default([]).describe('Who acts, and on whom.'),
  sport: z.string().trim().default('').describe('A sport of the entities file, or multi.'),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where it was published.'),
  note: z.string().optional().describe('Anything worth knowing.'),
});

/**
 * Reads reference articles (path as shown to people → text), sorted by id: `.md` and `.txt` files with YAML
 * front matter or none, `README.md` left out. Throws a ConfigError with every problem.
 */
export function readSeeds(files: ReadonlyMap<string, string>): Seed[] {
  const problems: Problem[] = [];
  const seeds = new Map<string, Seed>();
  for (const [file, content] of files) {
    if (!isSeedFile(file)) continue;
    try {
      const seed = readSeed(file, content);
      if (seeds.has(seed.id)) throw fileError(file, `a second article is called \`${seed.id}\``);
      seeds.set(seed.id, seed);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return [...seeds.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether a file of config/seeds holds a reference article, by its name. */
export function isSeedFile(file: string): boolean {
  const name = nameOf(file);
  return /\.(md|txt)$/i.test(name) && !/^readme\.md$/i.test(name) && !name.startsWith('.');
}

function readSeed(file: string, content: string): Seed {
  const plain = content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (plain.trim() === '') throw fileError(file, 'the file is empty');
  const parts = splitFrontMatter(file, plain);
  return parts === null ? seedOfPlainText(file, plain) : seedOfParts(file, parts);
}

type Parts = { readonly front: string; readonly body: string };

/** Null for a text that begins otherwise than with `---`. */
function splitFrontMatter(file: string, content: string): Parts | null {
  const lines = content.split('\n');
  if (lines[0]?.trimEnd() !== '---') return null;
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end === -1) throw fileError(file, 'the front matter has no end: a line `---` is missing');
  // An empty line stands for the first `---`, so that mistakes keep their line numbers.
  return { front: ['', ...lines.slice(1, end)].join('\n'), body: lines.slice(end + 1).join('\n') };
}

function seedOfParts(file: string, { front, body }: Parts): Seed {
  const facts = parseYaml(frontMatterSchema, file, front, directionMistakes);
  const text = paragraphs(body);
  if (text === '') throw fileError(file, 'no text follows the front matter');
  return {
    id: idOf(file),
    title: facts.title,
    publisher: facts.publisher,
    published: facts.published ?? '',
    language: facts.language ?? languageOf(text),
    label: facts.label ?? null,
    direction: facts.direction ?? null,
    parties: facts.parties,
    sport: facts.sport,
    text,
  };
}

const DIRECTIONS = { sanction: SANCTION_DIRECTIONS, agreement: AGREEMENT_DIRECTIONS };

const labelAndDirection = z.object({
  label: z.enum(['sanction', 'agreement']).optional(),
  direction: z.string(),
});

function directionMistakes(value: unknown): Mistake[] {
  const { data } = labelAndDirection.safeParse(value);
  if (data === undefined) return [];
  const path = ['direction'];
  if (data.label === undefined) {
    return [{ path, message: 'a direction needs a `label`', aboutKey: true }];
  }
  const allowed: readonly string[] = DIRECTIONS[data.label];
  const isKnown = Object.values<readonly string[]>(DIRECTIONS).some((list) =>
    list.includes(data.direction),
  );
  if (allowed.includes(data.direction) || !isKnown) return [];
  const article = data.label === 'agreement' ? 'an' : 'a';
  const choice = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(allowed);
  const message = `${article} ${data.label} cannot be \`${data.direction}\`: expected ${choice}`;
  return [{ path, message, aboutKey: false }];
}

function seedOfPlainText(file: string, content: string): Seed {
  const text = paragraphs(content);
  const [first = '', ...rest] = text.split('\n');
  const isTitle = first.length <= LONGEST_TITLE;
  const body = rest.join('\n').trim();
  return {
    id: idOf(file),
    title: (isTitle ? first : firstSentence(first)).replace(/^#+\s*/, ''),
    publisher: '',
    published: '',
    language: languageOf(text),
    label: null,
    direction: null,
    parties: [],
    sport: '',
    text: isTitle && body !== '' ? body : text,
  };
}

/** Headlines are shorter than this; a longer first line is a paragraph. */
const LONGEST_TITLE = 200;

function firstSentence(paragraph: string): string {
  const head = paragraph.slice(0, 2 * LONGEST_TITLE);
  return /^.+?[.!?…](?=\s)/u.exec(head)?.[0] ?? head.slice(0, LONGEST_TITLE);
}

/** Paragraphs separated by one blank line, without spaces at their ends. */
function paragraphs(content: string): string {
  const lines = content.split('\n').map((line) => line.trim());
  return lines
    .join('\n')
    .replace(/\n{2,}/g, '\n\n')
    .trim();
}

function languageOf(text: string): Language {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return cyrillic > latin ? 'ru' : 'en';
}

function idOf(file: string): string {
  return nameOf(file).replace(/\.(md|txt)$/i, '');
}

function nameOf(file: string): string {
  return file.replace(/^.*[/\\]/, '');
}

function fileError(file: string, message: string): ConfigError {
  return new ConfigError([{ file, line: 1, column: 1, path: '', message }]);
}
