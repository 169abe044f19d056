import { z } from 'zod';
import type { BacktestResult } from '../../../web/ops/tune/ports.ts';

const LABEL = z.enum(['sanction', 'agreement', 'none']);
const COUNTS = { items: z.number(), gained: z.number(), lost: z.number(), moved: z.number() };
const GROUPS = z.record(z.string(), z.object(COUNTS));
const OUTCOME = z.object({
  label: LABEL,
  direction: z.string().nullable(),
  score: z.number(),
  gate: z.string().nullable(),
});
const HITS = z.array(z.object({ concept: z.string(), pattern: z.string(), text: z.string() }));
const SAMPLE_LIST = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    language: z.string(),
    source: z.string().nullable(),
    before: OUTCOME,
    after: OUTCOME,
    contributions: z.array(
      z.object({ feature: z.string(), before: z.number(), after: z.number() }),
    ),
    hits: z.object({ before: HITS, after: HITS }),
  }),
);
const RESULT = z.object({
  comparison: z.object({
    ...COUNTS,
    byLanguage: GROUPS,
    bySource: GROUPS,
    samples: z.object({ gained: SAMPLE_LIST, lost: SAMPLE_LIST, moved: SAMPLE_LIST }),
  }),
  golden: z.object({
    items: z.number(),
    f1Before: z.number(),
    f1After: z.number(),
    precision: z.number(),
    recall: z.number(),
    newErrors: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        expected: LABEL,
        got: LABEL,
        score: z.number(),
        wrongBy: z.number(),
      }),
    ),
    mended: z.number(),
    objection: z.string().nullable(),
  }),
  lint: z.array(
    z.object({
      place: z.string(),
      level: z.enum(['error', 'warning', 'note']),
      owner: z.string(),
      pattern: z.string(),
      message: z.string(),
    }),
  ),
});

/** A result from the records; null for one that another version left there in another form. */
export function readResult(stored: unknown): BacktestResult | null {
  return isResult(stored) ? stored : null;
}

function isResult(stored: unknown): stored is BacktestResult {
  return RESULT.safeParse(stored).success;
}
