import {
  claimDelivery,
  countDeliveries,
  dueDeliveries,
  lostDeliveries,
  recordDelivery,
} from './deliveries.ts';
import { composeDigest } from './digests.ts';
import { recordFetch } from './fetches.ts';
import { countItems, hasItemsInWork, itemsInWork, recordVerdicts, unjudgedItems } from './items.ts';
import { placeItems } from './placements.ts';
import type { Pool } from './pool.ts';
import { pruneItems } from './prune.ts';
import { recordRevision } from './revisions.ts';
import {
  dueSources,
  ensureSourceStates,
  findSourceState,
  hasOverdueSources,
  recentFreshShares,
  sourceHealth,
} from './source-states.ts';
import { findStory, latestStories } from './stories.ts';
import {
  alertedSubscribers,
  dueSubscribers,
  findByToken,
  leaveByEmail,
  leaveByToken,
  listSubscribers,
  saveSubscriber,
} from './subscribers.ts';

/** Every question that may be asked of the records, by noun. All of them live in the files of this folder. */
export function openStore(pool: Pool) {
  return {
    revisions: bind(pool, { record: recordRevision }),
    sources: bind(pool, {
      ensure: ensureSourceStates,
      due: dueSources,
      find: findSourceState,
      freshShares: recentFreshShares,
      health: sourceHealth,
      hasOverdue: hasOverdueSources,
      recordFetch,
    }),
    items: bind(pool, {
      inWork: itemsInWork,
      hasInWork: hasItemsInWork,
      unjudged: unjudgedItems,
      recordVerdicts,
      place: placeItems,
      count: countItems,
      prune: pruneItems,
    }),
    stories: bind(pool, { latest: latestStories, find: findStory }),
    subscribers: bind(pool, {
      save: saveSubscriber,
      list: listSubscribers,
      findByToken,
      leaveByToken,
      leaveByEmail,
      due: dueSubscribers,
      alerted: alertedSubscribers,
    }),
    digests: bind(pool, { compose: composeDigest }),
    deliveries: bind(pool, {
      due: dueDeliveries,
      lost: lostDeliveries,
      claim: claimDelivery,
      record: recordDelivery,
      count: countDeliveries,
    }),
  };
}

/** The records, as handlers and pages see them. */
export type Store = ReturnType<typeof openStore>;

type Question = (pool: Pool, ...rest: never[]) => unknown;
type Bound<F> = F extends (pool: Pool, ...rest: infer Rest) => infer Answer
  ? (...rest: Rest) => Answer
  : never;

/** Gives every function its first argument. */
function bind<Questions extends Readonly<Record<string, Question>>>(
  pool: Pool,
  questions: Questions,
): { readonly [Name in keyof Questions]: Bound<Questions[Name]> } {
  const bound = Object.entries(questions).map(([name, ask]) => [name, ask.bind(undefined, pool)]);
  // Object.fromEntries forgets the names; they are those of `questions`.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(bound) as { [Name in keyof Questions]: Bound<Questions[Name]> };
}
