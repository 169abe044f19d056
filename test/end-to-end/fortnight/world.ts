import { compileClassifier } from '../../../src/core/classify/classifier.ts';
import type { Digest, DigestStory } from '../../../src/core/digest/digest.ts';
import { trustOf, type Trust } from '../../../src/core/matters/weigh.ts';
import type { NewItem } from '../../../src/core/item.ts';
import { sweepDigests } from '../../../src/jobs/sweep-digests.ts';
import { classifyItems } from '../../../src/jobs/classify-items.ts';
import type { App } from '../../../src/ports.ts';
import { insertItems } from '../../../src/store/items.ts';
import { WORKERS } from '../../../src/workers/list.ts';
import { fakeApp } from '../../support/fake-app.ts';
import { shippedJudges, shippedSeeds } from '../../support/keywords.ts';
import type { TestRecords } from '../../support/records.ts';
import { START, type Edit, type ScriptedEvent } from './read-script.ts';

const HOUR_MS = 3_600_000;
const DAYS = 22;

const SERVICE = {
  operators: [],
  items: { readArticles: false },
  stories: { windowMs: 72 * HOUR_MS, copies: 0.5, sameLanguage: 0.45, otherLanguage: 0.37 },
  digests: {
    patience: 0,
    alerts: { quiet: 60_000, longest: 300_000, perHour: 20 },
    holdFactor: 5,
  },
};

/** All that happens. */
export type Script = {
  readonly events: readonly ScriptedEvent[];
  readonly edits: readonly Edit[];
  readonly contrary: readonly { readonly event: string; readonly report: NewItem }[];
};

/** What readers were told, in the words of the script. */
export type World = {
  /** Lets the fortnight pass, and the week after it. */
  readonly live: (script: Script) => Promise<void>;
  /** The events that a reader was told, each with the one it is said to follow. */
  readonly tellings: (
    reader: string,
  ) => { readonly event: string; readonly before: string | null }[];
  readonly corrections: (reader: string) => string[];
  readonly contradictions: (reader: string) => string[];
  /** What a reader was told of the board, in order. */
  readonly boardLines: (reader: string) => string[];
  /** Whose word makes an entry of the board certain: nobody's, since no source is a body's own. */
  readonly trust: () => Trust;
};

/** A service with the shipped keywords over the given records, whose clock the script moves and whose jobs run at once. */
export async function openWorld(records: TestRecords): Promise<World> {
  const keywords = shippedJudges();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, START);
  const sent: { readonly to: string; readonly digest: Digest }[] = [];
  const eventOf = new Map<string, string>();
  const titles = new Map<string, string>();
  let now = START;
  const app: App = fakeApp({
    store: records.store,
    now: () => now,
    classifier: compileClassifier(keywords, shippedSeeds()),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is looked at
    config: {
      sources: [],
      seeds: [],
      keywords,
      revision: 'r1',
      service: SERVICE,
    } as unknown as App['config'],
    mail: {
      idempotent: false,
      messageId: (key) => `<${key}>`,
      send: ({ email, digest }) => {
        sent.push({ to: email, digest });
        return Promise.resolve();
      },
    },
    enqueue: async (job, payloads) => {
      const worker = WORKERS.find((one) => one.name === job.name);
      for (const payload of payloads) await worker?.run(payload, app);
    },
  });

  async function report(item: NewItem, event: string): Promise<void> {
    eventOf.set(item.url, event);
    titles.set(item.title, event);
    const itemIds = await insertItems(records.pool, [item]);
    await app.enqueue(classifyItems, [{ itemIds }]);
  }

  async function edit({ kind, outlet, event, after }: Edit): Promise<void> {
    const { rows } = await records.pool.query<{ itemId: string; title: string; dueAt: Date }>(
      `select i.id::text as "itemId", i.title, w.due_at as "dueAt" from items i join article_watches w on w.item_id = i.id
       where i.outlet = $1 and i.key like $2 || '-%'`,
      [outlet, event],
    );
    const [watch] = rows;
    if (watch === undefined) throw new Error(`nobody watches ${event} of ${outlet}`);
    const correction = { kind, before: watch.title, after };
    const look = { correction, headline: null, failures: 0, next: watch.dueAt };
    if (!(await records.store.corrections.record(watch, look, now)))
      throw new Error('not recorded');
  }

  const storiesFor = (reader: string): DigestStory[] =>
    sent.filter(({ to }) => to === reader).flatMap(({ digest }) => digest.stories);
  const nameOf = ({ url }: { readonly url: string }): string => eventOf.get(url) ?? url;

  return {
    live: async ({ events, edits, contrary }) => {
      const happenings = [
        ...events.flatMap(({ name, reports }) =>
          reports.map((item) => ({ at: item.publishedAt, run: () => report(item, name) })),
        ),
        ...contrary.map(({ event, report: item }) => ({
          at: item.publishedAt,
          run: () => report(item, `not ${event}`),
        })),
        ...edits.map((one) => ({ at: one.at, run: () => edit(one) })),
        // Every half an hour the sweeps look what is due.
        ...Array.from({ length: DAYS * 48 }, (_, half) => ({
          at: new Date(START.getTime() + half * (HOUR_MS / 2)),
          run: () => app.enqueue(sweepDigests, [{}]),
        })),
      ];
      for (const { at, run } of happenings.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
        now = at;
        await run();
      }
    },
    tellings: (reader) =>
      storiesFor(reader).flatMap((story) => {
        const isMoved = story.change === 'new' || story.news?.some(({ kind }) => kind === 'act');
        const before = story.earlier;
        return isMoved === true
          ? [
              {
                event: nameOf(story),
                before: before === undefined ? null : (titles.get(before.title) ?? null),
              },
            ]
          : [];
      }),
    corrections: (reader) =>
      storiesFor(reader).flatMap((story) =>
        (story.news ?? []).flatMap(({ kind }) =>
          kind === 'headline' || kind === 'withdrawn' ? [`${kind} ${nameOf(story)}`] : [],
        ),
      ),
    boardLines: (reader) =>
      storiesFor(reader).flatMap(({ board = [] }) =>
        board.map(
          ({ authority, target, sport, status }) => `${authority} ${target} ${sport} ${status}`,
        ),
      ),
    trust: () => trustOf({ sources: [], keywords, service: { board: { trustOwnSites: true } } }),
    contradictions: (reader) =>
      storiesFor(reader).flatMap((story) => [
        ...(story.earlier?.isContrary === true ? [nameOf(story)] : []),
        ...(story.news ?? []).flatMap((news) => (news.kind === 'contrary' ? [nameOf(news)] : [])),
      ]),
  };
}
