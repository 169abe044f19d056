import { z } from 'zod';
import type { Config } from '../../config/load.ts';
import { LANGUAGES } from '../../core/source.ts';
import { clusterReports } from '../../core/stories/cluster.ts';
import { readJsonLines } from '../json-lines.ts';
import { memberMaker } from './signer.ts';

const Line = z.object({
  id: z.string(),
  lang: z.enum(LANGUAGES),
  title: z.string(),
  summary: z.string().nullish(),
  published: z.string().nullish(),
  label: z.enum(['sanction', 'agreement', 'none']).nullish(),
});

/** Stories with the ids of their items, by time. */
export type Replay = {
  readonly stories: readonly { readonly id: string; readonly items: readonly string[] }[];
};

/**
 * Groups the items of a file as the service would. Items labelled `none` are left out; without labels, those that the
 * classifier does not flag. A story's id is that of its first item, so it does not depend on the order of the lines.
 * Throws UsageError with the line that cannot be read.
 */
export async function replayStories(file: string, config: Config): Promise<Replay> {
  const lines = await readJsonLines(file, Line);
  const memberOf = memberMaker(config);
  const members = lines.flatMap(({ id, lang, title, summary, published, label }) => {
    if (label === 'none') return [];
    const member = memberOf({
      key: id,
      language: lang,
      title,
      summary: summary ?? '',
      publishedAt: timeOf(published ?? null),
    });
    return label === undefined || label === null
      ? member.label === 'none'
        ? []
        : [member]
      : [member];
  });
  const stories = clusterReports(members, config.service.stories).map((group) => ({
    id: group[0]?.key ?? '',
    items: group.map(({ key }) => key),
  }));
  return { stories };
}

function timeOf(text: string | null): Date | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time);
}
