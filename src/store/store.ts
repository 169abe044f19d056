import { archivedItems } from './archive.ts';
import { findBody, findOpenItem, openItems, pruneBodies, saveBody } from './bodies.ts';
import { configInForce, configRefusal, noteRefusal, putInForce } from './config-events.ts';
import {
  claimDelivery,
  countDeliveries,
  dueDeliveries,
  lostDeliveries,
  recordDelivery,
} from './deliveries.ts';
import { composeDigest } from './digests.ts';
import { lastSights, recentFetches, recordFetch } from './fetches.ts';
import { forgetHosts, leaveTurn, pauseHost, takeTurn } from './host-paces.ts';
import { countItems, hasItemsInWork, itemsInWork, recordVerdicts, unjudgedItems } from './items.ts';
import { addLabel, currentLabels, labelHistory } from './labels.ts';
import { placeItems } from './placements.ts';
import {
  claimOperatorMail,
  dueOperatorMails,
  lostOperatorMails,
  recordOperatorMail,
} from './operator-mails.ts';
import type { Pool } from './pool.ts';
import { pruneItems } from './prune.ts';
import { recordRevision } from './revisions.ts';
import { findSource } from './source-memory.ts';
import { recentNotices, watchSources } from './source-notices.ts';
import {
  countItemsBySource,
  dueSources,
  ensureSourceStates,
  hasOverdueSources,
  postponeSource,
  restartSource,
  sourceHealth,
} from './source-states.ts';
import { findStory, latestStories } from './stories.ts';
import { mergeStoriesByHand, splitStoryByHand } from './story-edits.ts';
import {
  alertedSubscribers,
  dueSubscribers,
  findByToken,
  leaveByEmail,
  leaveByToken,
  listSubscribers,
  saveSubscriber,
} from './subscribers.ts';
import { tellingsOf, untoldSubscribers } from './tellings.ts';
import { itemIdsAt, sourcesOfHost, textsSince, traceItem } from './traces.ts';

/** Every question that may be asked of the records, by noun. All of them live in the files of this folder. */
export function openStore(pool: Pool) {
  return {
    revisions: bind(pool, { record: recordRevision }),
    ...sourceQuestions(pool),
    ...operatorQuestions(pool),
    items: bind(pool, {
      inWork: itemsInWork,
      hasInWork: hasItemsInWork,
      unjudged: unjudgedItems,
      open: openItems,
      recordVerdicts,
      place: placeItems,
      count: countItems,
      prune: pruneItems,
    }),
    archive: bind(pool, { page: archivedItems }),
    bodies: bind(pool, {
      open: findOpenItem,
      find: findBody,
      save: saveBody,
      prune: pruneBodies,
    }),
    stories: bind(pool, {
      latest: latestStories,
      find: findStory,
      merge: mergeStoriesByHand,
      split: splitStoryByHand,
    }),
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

/** About sources, their hosts, and what operators are told of them. */
function sourceQuestions(pool: Pool) {
  return {
    sources: bind(pool, {
      ensure: ensureSourceStates,
      due: dueSources,
      find: findSource,
      sights: lastSights,
      fetches: recentFetches,
      health: sourceHealth,
      countItems: countItemsBySource,
      hasOverdue: hasOverdueSources,
      recordFetch,
      postpone: postponeSource,
      restart: restartSource,
      watch: watchSources,
      notices: recentNotices,
    }),
    hosts: bind(pool, { take: takeTurn, leave: leaveTurn, pause: pauseHost, forget: forgetHosts }),
    operatorMails: bind(pool, {
      due: dueOperatorMails,
      lost: lostOperatorMails,
      claim: claimOperatorMail,
      record: recordOperatorMail,
    }),
  };
}

/** What operators ask and say about verdicts, and which configuration makes them. */
function operatorQuestions(pool: Pool) {
  return {
    config: bind(pool, {
      inForce: configInForce,
      refusal: configRefusal,
      enforce: putInForce,
      refuse: noteRefusal,
    }),
    labels: bind(pool, { add: addLabel, current: currentLabels, history: labelHistory }),
    traces: bind(pool, {
      at: itemIdsAt,
      item: traceItem,
      texts: textsSince,
      hosts: sourcesOfHost,
      tellings: tellingsOf,
      untold: untoldSubscribers,
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
