import type { Config } from '../config/load.ts';
import { nearest } from '../config/suggest.ts';
import type { Judged, Priors } from '../core/classify/classifier.ts';
import { explain, type Explanation } from '../core/classify/explain.ts';
import type { Language } from '../core/source.ts';
import type { Verdict } from '../core/verdict.ts';
import { UsageError } from '../errors.ts';
import { guessLanguage } from '../sources/language.ts';
import type { Store } from '../store/store.ts';
import { classifierOf } from './classifier-of.ts';
import { itemsAt, type Subject } from './find-items.ts';

/** An item that was judged now, with what was said of it before. Plain data. */
export type ExplainedItem = Explanation & {
  /** Null for words that were never fetched. */
  readonly id: string | null;
  readonly item: Judged;
  /** The source whose facts counted; null: none. */
  readonly source: string | null;
  /** The verdict in the archive; null where there is none. */
  readonly stored: {
    readonly at: Date | null;
    readonly revision: string | null;
    readonly verdict: Verdict;
  } | null;
  readonly revision: string;
};

/** What may be known of words besides themselves. */
export type WordOptions = {
  readonly language: Language | null;
  readonly source: string | null;
};

const NO_SOURCE: Priors = { sport: false, domestic: null, role: 'paper' };

/** Judges words by a configuration and explains the verdict. Throws UsageError for a source that is not there. */
export function explainWords(
  config: Config,
  words: Pick<Judged, 'title' | 'summary'>,
  { language, source }: WordOptions,
): ExplainedItem {
  const row = source === null ? undefined : sourceOf(config, source);
  const item = {
    ...words,
    language: language ?? row?.language ?? guessLanguage(`${words.title}\n${words.summary}`),
  };
  return {
    id: null,
    item,
    source,
    stored: null,
    revision: config.revision,
    ...explain(classifierOf(config), item, row ?? NO_SOURCE),
  };
}

/** Judges an item of the archive anew and explains the verdict; null where it is not in the archive. */
export async function explainStored(
  store: Store,
  config: Config,
  subject: Exclude<Subject, { kind: 'words' }>,
): Promise<ExplainedItem | null> {
  const ids = subject.kind === 'id' ? [subject.id] : await itemsAt(store, subject.address);
  const [id] = ids;
  const trace = id === undefined ? undefined : await store.traces.item(id);
  if (trace === undefined) return null;
  const { title, summary, language, sourceId, verdict, judgedAt, judgedBy } = trace;
  const text = (await store.bodies.find(trace.id))?.text ?? null;
  const item = { title, summary, language, ...(text === null ? {} : { body: text }) };
  const row = config.sources.find((source) => source.id === sourceId);
  return {
    id: trace.id,
    item,
    source: row === undefined ? null : sourceId,
    stored: verdict === null ? null : { at: judgedAt, revision: judgedBy, verdict },
    revision: config.revision,
    ...explain(classifierOf(config), item, row ?? NO_SOURCE),
  };
}

function sourceOf(
  { sources }: Config,
  id: string,
): Priors & { readonly language: Language | null } {
  const found = sources.find((source) => source.id === id);
  if (found !== undefined) return found;
  const near = nearest(
    id,
    sources.map((source) => source.id),
  );
  const advice = near === null ? '' : `, did you mean \`${near}\`?`;
  throw new UsageError(`sources.yaml has no source \`${id}\`${advice}`);
}
