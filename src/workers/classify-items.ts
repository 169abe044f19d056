import type { Item } from '../core/item.ts';
import type { Priors } from '../core/classify/classifier.ts';
import { classifyItems } from '../jobs/classify-items.ts';
import { placeItems } from '../jobs/place-items.ts';
import type { App } from '../ports.ts';
import { handle } from './worker.ts';

/** Judges items that nobody has judged, and sends those flagged on to be placed. */
export const classifyItemsWorker = handle(classifyItems, async ({ itemIds }, app) => {
  const items = await app.store.items.unjudged(itemIds);
  if (items.length === 0) return;
  const verdicts = items.map((item) => ({
    itemId: item.id,
    verdict: app.classifier.judge(item, priorsOf(item, app)),
  }));
  const flagged = await app.store.items.recordVerdicts(verdicts, app.config.revision, app.now());
  if (flagged.length > 0) await app.enqueue(placeItems, [{ itemIds: flagged }]);
  return { items: items.length, flagged: flagged.length };
});

function priorsOf(item: Item, app: App): Priors | undefined {
  return app.config.sources.find(({ id }) => id === item.sourceId);
}
