import { z } from 'zod';
import type { Judged } from '../core/classify/classifier.ts';
import { LANGUAGES } from '../core/source.ts';
import { AGREEMENT_DIRECTIONS, SANCTION_DIRECTIONS } from '../core/verdict.ts';
import { parseJsonLines, readJsonLines } from './json-lines.ts';

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
  return readJsonLines(file, LabelledLine);
}

/** The same for a text that was read already. */
export function parseLabelled(file: string, text: string): LabelledLine[] {
  return parseJsonLines(file, text, LabelledLine);
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
