import { compareArticle, type PageNow } from '../core/corrections/compare.ts';
import { nextLook, retryLook } from '../core/corrections/schedule.ts';
import { sweepMatters } from '../jobs/sweep-matters.ts';
import { watchCorrections } from '../jobs/watch-corrections.ts';
import type { App } from '../ports.ts';
import type { PageReading } from '../sources/read-page.ts';
import type { Look, Watch } from '../store/corrections.ts';
import { handle } from './worker.ts';

/** Reads the page of an article again, if it is still due, and keeps how it differs from what it was. */
export const watchCorrectionsWorker = handle(watchCorrections, async ({ itemId }, app) => {
  const watch = await app.store.corrections.find(itemId, app.now());
  if (watch === undefined) return; // Somebody looked while this job waited.
  const zone = app.config.sources.find(({ id }) => id === watch.sourceId)?.timezone ?? 'UTC';
  const look = lookAt(watch, await app.readPage({ url: watch.url, zone }), app);
  const isRecorded = await app.store.corrections.record(watch, look, app.now());
  // A withdrawn report may have been all that a change rests on.
  if (isRecorded && look.correction !== null) await app.enqueue(sweepMatters, [{}]);
  return { itemId, correction: look.correction?.kind ?? null, failures: look.failures };
});

function lookAt(watch: Watch, reading: PageReading, app: Pick<App, 'now'>): Look {
  const next = nextLook(watch.firstSeenAt, app.now());
  const page = pageOf(reading);
  if (page !== null) {
    const headline = page.kind === 'there' ? page.headline || null : null;
    return { correction: compareArticle(watch, page), headline, failures: 0, next };
  }
  // What robots.txt forbids, or is no page, will not be one in a quarter of an hour.
  const mayAnswer = reading.kind === 'failed' || reading.kind === 'refused';
  const failures = watch.failures + 1;
  const retry = mayAnswer ? retryLook(failures, app.now()) : null;
  const isSooner = retry !== null && (next === null || retry < next);
  return {
    correction: null,
    headline: null,
    failures: isSooner ? failures : 0,
    next: isSooner ? retry : next,
  };
}

/** What the page says now; null where nobody can tell. */
function pageOf(reading: PageReading): PageNow | null {
  if (reading.kind === 'gone') return { kind: 'gone', status: reading.status };
  if (reading.kind !== 'read') return null;
  const { title, lede, paragraphs } = reading.article;
  return { kind: 'there', headline: title, text: [lede, ...paragraphs].join('\n').trim() };
}
