import { primarySourcesOf } from '../core/stories/primary-sources.ts';
import { signatureOf } from '../core/stories/signature.ts';
import { placeItems } from '../jobs/place-items.ts';
import { sweepDigests } from '../jobs/sweep-digests.ts';
import { sweepMatters } from '../jobs/sweep-matters.ts';
import { handle } from './worker.ts';

/** Gives flagged items their stories. */
export const placeItemsWorker = handle(placeItems, async ({ itemIds }, app) => {
  const entities = new Map(app.config.keywords.entities.map((entity) => [entity.id, entity]));
  const opened = await app.store.items.place(
    itemIds,
    {
      rules: app.config.service.stories,
      now: app.now(),
      primarySources: primarySourcesOf(app.config.sources),
    },
    (report) => signatureOf(report, report.language, report.verdict, entities),
  );
  await app.enqueue(sweepMatters, [{}]);
  // Alerts need not wait for the next sweep.
  if (opened.length > 0) await app.enqueue(sweepDigests, [{}]);
  return { items: itemIds.length, opened: opened.length };
});
