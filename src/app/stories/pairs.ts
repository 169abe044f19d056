import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Config } from '../../config/load.ts';
import { LANGUAGES } from '../../core/source.ts';
import { scorePairs, type JudgedPair, type PairReport } from '../../core/stories/evaluate-pairs.ts';
import { marginOf } from '../../core/stories/margins.ts';
import { readJsonLines } from '../json-lines.ts';
import { memberMaker } from './signer.ts';

const Side = z.object({
  lang: z.enum(LANGUAGES),
  title: z.string(),
  summary: z.string().nullish(),
});

const Pair = z.object({ a: Side, b: Side, same: z.boolean(), kind: z.string().nullish() });

/**
 * Compares labelled pairs of reports; `out` gets a line of JSON a pair.
 * Throws UsageError with the line that cannot be read.
 */
export async function comparePairs(
  file: string,
  config: Config,
  out: string | null,
): Promise<PairReport> {
  const pairs = await readJsonLines(file, Pair);
  const memberOf = memberMaker(config);
  const rules = config.service.stories;
  const noon = new Date(0);
  const read = ({ lang, title, summary }: z.output<typeof Side>, key: string) =>
    memberOf({ key, language: lang, title, summary: summary ?? '', publishedAt: noon });
  const judged = pairs.map(({ a, b, same, kind }): JudgedPair => ({
    same,
    kind: kind ?? null,
    isCrossLanguage: a.lang !== b.lang,
    margin: marginOf(read(a, 'a'), read(b, 'b'), rules),
  }));
  if (out !== null) {
    const lines = judged.map(({ margin }, i) =>
      JSON.stringify({ i, same: margin >= 0, score: margin }),
    );
    await writeFile(out, `${lines.join('\n')}\n`);
  }
  return scorePairs(judged);
}
