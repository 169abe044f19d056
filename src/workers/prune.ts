import { DAY_MS } from '../core/poll/spans.ts';
import { prune } from '../jobs/prune.ts';
import type { OldRecords } from '../store/prune.ts';
import { handle, type JobFacts } from './worker.ts';

const BATCH = 1_000;

/**
 * How many days records are kept that no configuration speaks of. Digests, with their deliveries and what they told, are what
 * somebody may ask about a year later. What preferences left out explains itself for a season. Bounces count for a month,
 * and are looked at for longer.
 */
export const DAYS_KEPT: Readonly<Record<OldRecords, number>> = {
  digests: 400,
  passedStories: 90,
  bounces: 180,
  operatorMails: 90,
  sourceNotices: 400,
  mailHolds: 400,
};

const KINDS: readonly OldRecords[] = [
  'digests',
  'passedStories',
  'bounces',
  'operatorMails',
  'sourceNotices',
  'mailHolds',
];

/** Forgets items and texts of articles past their retention, and old records, a batch at a time. */
export const pruneWorker = handle(prune, async (_payload, { config, now, store }) => {
  const { retention } = config.service;
  const before = (ms: number): Date => new Date(now().getTime() - ms);
  const gone: Record<string, number> = {
    items: await inBatches((limit) => store.items.prune(before(retention.items), limit)),
    bodies: await inBatches((limit) => store.bodies.prune(before(retention.bodies), limit)),
  };
  for (const kind of KINDS) {
    const oldest = before(DAYS_KEPT[kind] * DAY_MS);
    gone[kind] = await inBatches((limit) => store.records.prune(kind, oldest, limit));
  }
  return gone satisfies JobFacts;
});

/** Each batch is a transaction of its own, so that nobody waits long for its locks. Returns how many went. */
async function inBatches(pruneSome: (limit: number) => Promise<number>): Promise<number> {
  let gone = 0;
  for (;;) {
    const batch = await pruneSome(BATCH);
    gone += batch;
    if (batch < BATCH) return gone;
  }
}
