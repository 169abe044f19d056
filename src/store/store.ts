import { LISTING_QUESTIONS } from './archive-search.ts';
import { archivedItems } from './archive.ts';
import { findReturned, recordBounce } from './bounces.ts';
import { findBody, findOpenItem, openItems, pruneBodies, saveBody } from './bodies.ts';
import { configInForce, configRefusal, noteRefusal, putInForce } from './config-events.ts';
import {
  claimsOf,
  countDeliveries,
  dueDeliveries,
  dueDeliveryBlocks,
  lostDeliveries,
  recordsOf,
} from './deliveries.ts';
import { composeDigests, previewDigest } from './digests.ts';
import { lastSights, recentFetches, recordFetch } from './fetches.ts';
import { forgetHosts, leaveTurn, pauseHost, takeTurn } from './host-paces.ts';
import { countItems, hasItemsInWork, itemsInWork, recordVerdicts, unjudgedItems } from './items.ts';
import { addLabel, currentLabels, labelHistory } from './labels.ts';
import { heldDeliveries, openHolds, releaseMail, tellHolds } from './mail-holds.ts';
import {
  correctionsOfStory,
  correctionsSince,
  dueLooks,
  findWatch,
  recordLook,
} from './corrections.ts';
import { dueFolds, foldMatters } from './matters-fold.ts';
import {
  agreementsRegister,
  changesSince,
  findChange,
  loadMatters,
  measuresBoard,
  mattersOfStory,
  sayOfChange,
} from './matters.ts';
import { placeItems } from './placements.ts';
import {
  claimOperatorMail,
  dueOperatorMails,
  lostOperatorMails,
  recordOperatorMail,
} from './operator-mails.ts';
import { joinTransactions, type Pool } from './pool.ts';
import { pruneItems, pruneRecords } from './prune.ts';
import { CONSOLE } from './questions-of-console.ts';
import { SELF_SERVICE } from './questions-of-self-service.ts';
import { MEASURING, TUNING } from './questions-of-tuning.ts';
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
import { storyUpdates } from './story-updates.ts';
import { mergeStoriesByHand, splitStoryByHand } from './story-edits.ts';
import {
  alertedSubscribers,
  dueSubscribers,
  findByEmail,
  findByToken,
  findLeaver,
  leaveByEmail,
  leaveByToken,
  listSubscribers,
  pauseSubscriber,
  saveSubscriber,
} from './subscribers.ts';
import {
  findSuppression,
  listSuppressions,
  suppress,
  suppressByToken,
  unsuppress,
} from './suppressions.ts';
import { tellingsOf, untoldSubscribers } from './tellings.ts';
import { itemIdsAt, sourcesOfHost, textsSince, traceItem } from './traces.ts';

/** Every question that may be asked of the records, by noun. All of them live in the files of this folder. */
export function openStore(pool: Pool): Store {
  return {
    ...questionsOf(pool),
    together: (run) => joinTransactions(pool, (inside) => run(openStore(inside))),
  };
}

function questionsOf(pool: Pool) {
  return {
    revisions: bind(pool, { record: recordRevision }),
    ...sourceQuestions(pool),
    ...operatorQuestions(pool),
    ...matterQuestions(pool),
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
    listings: bind(pool, LISTING_QUESTIONS),
    stories: bind(pool, {
      latest: latestStories,
      find: findStory,
      updates: storyUpdates,
      merge: mergeStoriesByHand,
      split: splitStoryByHand,
    }),
    subscribers: bind(pool, {
      save: saveSubscriber,
      list: listSubscribers,
      find: findByEmail,
      pause: pauseSubscriber,
      findByToken,
      findLeaver,
      leaveByToken,
      leaveByEmail,
      due: dueSubscribers,
      alerted: alertedSubscribers,
    }),
    ...digestQuestions(pool),
    records: bind(pool, { prune: pruneRecords }),
    ...reachQuestions(pool),
    sessions: bind(pool, CONSOLE.sessions),
    audit: bind(pool, CONSOLE.audit),
    digestList: bind(pool, CONSOLE.digestList),
    readers: bind(pool, CONSOLE.readers),
  };
}

/** Digests, and how they get to their mailboxes. */
function digestQuestions(pool: Pool) {
  return {
    digests: bind(pool, { compose: composeDigests, preview: previewDigest }),
    deliveries: {
      ...bind(pool, {
        dueBlocks: dueDeliveryBlocks,
        dueIn: dueDeliveries,
        lost: lostDeliveries,
        count: countDeliveries,
      }),
      claim: claimsOf(pool),
      record: recordsOf(pool),
    },
  };
}

/** What people settle by themselves. */
function selfServiceQuestions(pool: Pool) {
  const { signUps, addressChanges, letters, consents, feedback, requests, people } = SELF_SERVICE;
  return {
    signUps: bind(pool, signUps),
    addressChanges: bind(pool, addressChanges),
    letters: bind(pool, letters),
    consents: bind(pool, consents),
    feedback: bind(pool, feedback),
    requests: bind(pool, requests),
    people: bind(pool, people),
  };
}

/** Whom mail does not reach, or must not, and what is held back. */
function reachQuestions(pool: Pool) {
  return {
    ...selfServiceQuestions(pool),
    suppressions: bind(pool, {
      add: suppress,
      addByToken: suppressByToken,
      remove: unsuppress,
      find: findSuppression,
      list: listSuppressions,
    }),
    bounces: bind(pool, { record: recordBounce, findReturned }),
    holds: bind(pool, {
      open: openHolds,
      deliveries: heldDeliveries,
      release: releaseMail,
      tell: tellHolds,
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
    overrides: bind(pool, CONSOLE.overrides),
    activity: bind(pool, CONSOLE.activity),
    hosts: bind(pool, { take: takeTurn, leave: leaveTurn, pause: pauseHost, forget: forgetHosts }),
    operatorMails: bind(pool, {
      due: dueOperatorMails,
      lost: lostOperatorMails,
      claim: claimOperatorMail,
      record: recordOperatorMail,
    }),
  };
}

/** About the long affairs that stories belong to, and articles that are changed after they were read. */
function matterQuestions(pool: Pool) {
  return {
    matters: bind(pool, {
      due: dueFolds,
      fold: foldMatters,
      load: loadMatters,
      board: measuresBoard,
      agreements: agreementsRegister,
      ofStory: mattersOfStory,
      changesSince,
      findChange,
      say: sayOfChange,
    }),
    corrections: bind(pool, {
      due: dueLooks,
      find: findWatch,
      record: recordLook,
      ofStory: correctionsOfStory,
      since: correctionsSince,
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
    backtests: bind(pool, TUNING.backtests),
    borderline: bind(pool, TUNING.borderline),
    patternHits: bind(pool, TUNING.patternHits),
    history: bind(pool, TUNING.history),
    metrics: bind(pool, MEASURING.metrics),
    heartbeats: bind(pool, MEASURING.heartbeats),
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
export type Store = ReturnType<typeof questionsOf> & {
  /** Runs questions as one transaction: all of them count, or none. */
  readonly together: <T>(run: (inside: Store) => Promise<T>) => Promise<T>;
};

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
