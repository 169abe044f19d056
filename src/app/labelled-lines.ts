import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Judged } from '../core/classify/classifier.ts';
import { LANGUAGES } from '../core/source.ts';
import { AGREEMENT_DIRECTIONS, SANCTION_DIRECTIONS } from '../core/verdict.ts';
import { messageOf, UsageError } from '../errors.ts';

const LabelledLine = z.object({
  id: z.string(),
  lang: z.enum(LANGUAGES),
  title: z.string(),
  summary: z.string().nullish(),
  body: z.string().nullish(),
  label: z.enum(['sanction', 'agreement', 'none']),
  direction: z.enum([...SANCTION_DIRECTIONS, ...AGREEMENT_DIRECTIONS]).nullish(),
  authority: z.string().nullish(),
  sport: z.string().nullish(),
  kind: z.string().nullish(),
});
/** An item with what a careful reader says of it: a line of a file of labelled items. */
export type LabelledLine = z.output<typeof LabelledLine>;

/** Reads a file of labelled items, one JSON object a line. Throws UsageError with the line that cannot be read. */
export async function readLabelled(file: string): Promise<LabelledLine[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}`);
  });
  return parseLabelled(file, text);
}

/** The same for a text that was read already. */
export function parseLabelled(file: string, text: string): LabelledLine[] {
  const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [{ line, at }]));
  if (lines.length === 0) throw new UsageError(`${file} holds no item`);
  return lines.map(({ line, at }) => {
    try {
      return LabelledLine.parse(JSON.parse(line));
    } catch (error) {
      const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
      throw new UsageError(`${file}:${at + 1}: ${why}`);
    }
  });
}

/** What of a line may be judged: the label is never looked at here, only language, title and summary are. */
export function itemOf({ lang, title, summary }: LabelledLine): Judged {
  return { language: lang, title, summary: summary ?? '' };
}

/** The same with the text of the article, where the line has one. */
export function articleOf(line: LabelledLine): Judged {
  const { body } = line;
  return { ...itemOf(line), ...(body === null || body === undefined ? {} : { body }) };
}
