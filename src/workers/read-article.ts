import type { Judged } from '../core/classify/classifier.ts';
import { placeItems } from '../jobs/place-items.ts';
import { readArticle } from '../jobs/read-article.ts';
import type { App } from '../ports.ts';
import type { PageReading } from '../sources/read-page.ts';
import type { Body, OpenItem } from '../store/bodies.ts';
import { handle } from './worker.ts';

/** For so long after an item was fetched, a page that does not answer is asked for again. */
const TRY_FOR_MS = 120_000;

/** Reads the article of an item that its teaser leaves open, judges it, and sends what is flagged on to be placed. */
export const readArticleWorker = handle(readArticle, async ({ itemId }, app) => {
  const item = await app.store.bodies.open(itemId);
  if (item === undefined) return; // Somebody judged it while this job waited.
  const body = item.body ?? (await read(item, app));
  await app.store.bodies.save(itemId, body, app.now());

  const { title, summary, language } = item;
  const judged: Judged = {
    title,
    summary,
    language,
    ...(body.text === null ? {} : { body: body.text }),
  };
  const source = app.config.sources.find(({ id }) => id === item.sourceId);
  const verdict = app.classifier.judge(judged, source);
  const flagged = await app.store.items.recordVerdicts(
    [{ itemId, verdict }],
    app.config.revision,
    app.now(),
  );
  if (flagged.length > 0) await app.enqueue(placeItems, [{ itemIds: flagged }]);
  return {
    itemId,
    characters: body.text?.length ?? null,
    problem: body.problem,
    label: verdict.label,
  };
});

/** Throws where the page may answer later; what never comes is given up in time for the digests that wait for it. */
async function read(item: OpenItem, app: App): Promise<Body> {
  const age = app.now().getTime() - item.fetchedAt.getTime();
  const { service, sources } = app.config;
  if (!service.items.readArticles) return without('items.readArticles is off');
  if (age > service.digests.patience) return without('there was no time left to read its page');
  const zone = sources.find(({ id }) => id === item.sourceId)?.timezone ?? 'UTC';
  const reading = await app.readPage({ url: item.url, zone });
  if (mayAnswerLater(reading) && age < TRY_FOR_MS) throw new Error(problemOf(reading));
  return bodyOf(reading);
}

function mayAnswerLater(reading: PageReading): boolean {
  if (reading.kind === 'refused') return reading.status === 429 || reading.status >= 500;
  return reading.kind === 'failed';
}

function bodyOf(reading: PageReading): Body {
  if (reading.kind !== 'read') return without(problemOf(reading));
  const { lede, paragraphs, problems } = reading.article;
  const lines = [lede, ...paragraphs].map((text) => text.replaceAll(/\s+/gu, ' ').trim());
  const text = lines.filter((line) => line !== '').join('\n');
  if (text !== '') return { text, problem: null };
  return without(problems.join('; ') || 'the page holds no text');
}

function problemOf(reading: PageReading): string {
  if (reading.kind === 'read') return '';
  return reading.kind === 'gone' ? `there is no such page (${reading.status})` : reading.problem;
}

function without(problem: string): Body {
  return { text: null, problem };
}
