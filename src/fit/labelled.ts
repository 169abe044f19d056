import { z } from 'zod';
import { LANGUAGES, type Language } from '../core/source.ts';
import {
  AGREEMENT_DIRECTIONS,
  SANCTION_DIRECTIONS,
  type Direction,
  type Label,
} from '../core/verdict.ts';
import { messageOf, UsageError } from '../errors.ts';

/** An item with what a careful reader says of it. */
export type Labelled = {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  readonly summary: string;
  readonly label: Label;
  readonly direction: Direction | null;
  /** Another reader might say otherwise. */
  readonly isBorder: boolean;
  /** Written by others: weights may rest on it, its wording may not be kept. */
  readonly isOutside: boolean;
  /** Items that belong together and are left out together: a family of wording, or an outlet. */
  readonly group: string;
};

const Row = z.object({
  id: z.string(),
  lang: z.enum(LANGUAGES),
  title: z.string(),
  summary: z.string().nullish(),
  label: z.enum(['sanction', 'agreement', 'none']),
  direction: z.enum([...SANCTION_DIRECTIONS, ...AGREEMENT_DIRECTIONS]).nullish(),
  family: z.string().nullish(),
  kind: z.string().nullish(),
  publisher: z.string().nullish(),
  confidence: z.string().nullish(),
});

/**
 * Reads labelled items, one JSON object a line. Own items are grouped by family (those without a label by kind), those
 * from outside by publisher. Throws UsageError with file and line.
 */
export function readLabelled(file: string, text: string, isOutside: boolean): Labelled[] {
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return [labelledOf(Row.parse(JSON.parse(line)), isOutside)];
    } catch (error) {
      const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
      throw new UsageError(`${file}:${at + 1}: ${why}`);
    }
  });
}

function labelledOf(row: z.output<typeof Row>, isOutside: boolean): Labelled {
  const { id, lang, title, summary, label, direction, confidence } = row;
  return {
    id,
    language: lang,
    title,
    summary: summary ?? '',
    label,
    direction: direction ?? null,
    isBorder: confidence === 'border',
    isOutside,
    group: isOutside ? `outlet:${row.publisher ?? ''}` : familyOf(row),
  };
}

function familyOf({ label, family, kind, id }: z.output<typeof Row>): string {
  const name = (label === 'none' ? (kind ?? family) : (family ?? kind)) ?? id;
  return label === 'none' ? `none:${name}` : `${label}:${name}`;
}
