import { sentenceOf } from '../core/classify/explain-sentence.ts';
import type { Source } from '../core/source.ts';
import type { Label } from '../core/verdict.ts';
import type { Store } from '../store/store.ts';
import type { Telling } from '../store/tellings.ts';
import type { Stage, TracedStory } from '../store/traces.ts';
import { itemsAt, itemsLike, subjectOf, type NearTitle, type Subject } from './find-items.ts';
import { placesToLook, type Lookout } from './why-unread.ts';
import { reasonsUntold } from './why-untold.ts';

/** What became of an article, or why there is nothing to say of it. Plain data; dates are dates. */
export type Answer =
  | ({ readonly found: true } & History)
  | { readonly found: false; readonly host: string | null; readonly sources: readonly Lookout[] }
  | { readonly found: false; readonly near: readonly NearTitle[] };

/** The way of one item so far. */
export type History = {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly outlet: string;
  readonly source: string;
  readonly publishedAt: Date;
  readonly fetchedAt: Date;
  readonly stage: Stage;
  /** Null while nobody has judged it. */
  readonly judged: {
    readonly at: Date | null;
    readonly revision: string | null;
    readonly label: Label;
    readonly score: number;
    readonly because: string;
  } | null;
  readonly story: TracedStory | null;
  /** The digests that told its story. */
  readonly told: readonly Telling[];
  /** Why it was not told, or not to everybody, in sentences. */
  readonly untold: readonly string[];
  /** Other items that were meant as well as this one. */
  readonly near: readonly NearTitle[];
};

export type WhyOptions = {
  readonly now: Date;
  /** Headlines of items that were fetched before are not compared. */
  readonly since: Date;
  readonly compared: (titles: number) => void;
  /** Only asked for what was never read. */
  readonly sources: () => Promise<readonly Source[]>;
};

/** Headlines from this likeness on are taken for the one that was asked for. */
const SAME_HEADLINE = 0.8;

/** Finds what became of an article: by its id, its address, or its headline. */
export async function why(store: Store, text: string, options: WhyOptions): Promise<Answer> {
  const subject = subjectOf(text);
  const { ids, near } = await find(store, subject, options);
  const [id] = ids;
  const history = id === undefined ? null : await historyOf(store, id, options.now);
  if (history !== null) {
    return { found: true, ...history, near: near.filter((one) => one.id !== id) };
  }
  if (subject.kind !== 'address') return { found: false, near };
  return {
    found: false,
    host: subject.host,
    sources: await placesToLook(store, await options.sources(), subject, options.now),
  };
}

async function find(
  store: Store,
  subject: Subject,
  options: WhyOptions,
): Promise<{ readonly ids: readonly string[]; readonly near: readonly NearTitle[] }> {
  if (subject.kind === 'id') return { ids: [subject.id], near: [] };
  if (subject.kind === 'address') return { ids: await itemsAt(store, subject.address), near: [] };
  const near = await itemsLike(store, subject.words, options);
  const same = near.filter(({ likeness }) => likeness >= SAME_HEADLINE);
  return { ids: same.map(({ id }) => id), near };
}

async function historyOf(
  store: Store,
  id: string,
  now: Date,
): Promise<Omit<History, 'near'> | null> {
  const trace = await store.traces.item(id);
  if (trace === undefined) return null;
  const { story, verdict } = trace;
  const told = story === null ? [] : await store.traces.tellings(story.id);
  const waiting = story === null ? [] : await store.traces.untold(story.id);
  return {
    id,
    title: trace.title,
    url: trace.url,
    outlet: trace.outlet,
    source: trace.sourceId,
    publishedAt: trace.publishedAt,
    fetchedAt: trace.fetchedAt,
    stage: trace.stage,
    judged:
      verdict === null
        ? null
        : {
            at: trace.judgedAt,
            revision: trace.judgedBy,
            label: verdict.label,
            score: verdict.score,
            because: sentenceOf(verdict),
          },
    story,
    told,
    untold: reasonsUntold(trace, told, waiting, now),
  };
}
