import { directoryOf } from '../core/matters/directory.ts';
import { sitesOf } from '../core/matters/own-sites.ts';
import { foldMatters } from '../jobs/fold-matters.ts';
import { handle } from './worker.ts';

/** Folds the matters of stories and records what has changed in them. */
export const foldMattersWorker = handle(foldMatters, async ({ storyIds }, app) => {
  const { entities } = app.config.keywords;
  const { stories, changes } = await app.store.matters.fold(storyIds, {
    directory: directoryOf(entities),
    sites: sitesOf(app.config.sources, entities),
    now: app.now(),
  });
  return { stories, changes };
});
