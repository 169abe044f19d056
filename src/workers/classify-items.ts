import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Item } from '../core/item.ts';
import { leavesOpen } from '../core/classify/body.ts';
import type { Priors } from '../core/classify/classifier.ts';
import type { Verdict } from '../core/verdict.ts';
import { classifyItems } from '../jobs/classify-items.ts';
import { placeItems } from '../jobs/place-items.ts';
import { readArticle } from '../jobs/read-article.ts';
import type { App } from '../ports.ts';
import { handle } from './worker.ts';

/** Judges items that nobody has judged: those flagged are placed next, those that their teaser leaves open are read. */
export const classifyItemsWorker = handle(classifyItems, async ({ itemIds }, app) => {
  const items = await app.store.items.unjudged(itemIds);
  if (items.length === 0) return;
  const judged: { readonly item: Item; readonly verdict: Verdict }[] = [];
  for (const item of items) {
    judged.push({ item, verdict: app.classifier.judge(item, priorsOf(item, app)) });
    // A long text takes a while: a hundred of them in one go would keep everybody waiting.
    await othersFirst();
  }
  const { readArticles } = app.config.service.items;
  const isOpen = ({ item, verdict }: (typeof judged)[number]): boolean =>
    readArticles && item.isNews && leavesOpen(verdict, item);
  const open = judged.filter(isOpen).map(({ item }) => item.id);
  if (open.length > 0) await app.store.items.open(open);
  const verdicts = judged
    .filter((one) => !isOpen(one))
    .map(({ item, verdict }) => ({ itemId: item.id, verdict }));
  const flagged = await app.store.items.recordVerdicts(verdicts, app.config.revision, app.now());
  await app.enqueue(
    readArticle,
    open.map((itemId) => ({ itemId })),
  );
  if (flagged.length > 0) await app.enqueue(placeItems, [{ itemIds: flagged }]);
  return { items: items.length, flagged: flagged.length, open: open.length };
});

function priorsOf(item: Item, app: App): Priors | undefined {
  return app.config.sources.find(({ id }) => id === item.sourceId);
}
