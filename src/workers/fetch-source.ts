import { conclude } from '../core/poll/conclude.ts';
import { addressOf, type SourceMemory } from '../core/poll/memory.ts';
import type { PollLimits } from '../core/poll/next-poll.ts';
import { validatorsToSend } from '../core/poll/validators.ts';
import { hostPauseMs, paceKey } from '../core/politeness.ts';
import type { Source } from '../core/source.ts';
import { classifyItems } from '../jobs/classify-items.ts';
import { fetchSource } from '../jobs/fetch-source.ts';
import type { App } from '../ports.ts';
import { batchesOf, ITEMS_PER_JOB } from './batches.ts';
import { describeFetch, type PollOutcome } from './describe-fetch.ts';
import { handle } from './worker.ts';

/** Polls a source that is due: stores what is new, and when to come back and why. */
export const fetchSourceWorker = handle(fetchSource, async ({ sourceId }, app) => {
  const configured = app.config.sources.find(({ id }) => id === sourceId);
  const [memory, [override]] = await Promise.all([
    app.store.sources.find(sourceId),
    app.store.overrides.of([sourceId]),
  ]);
  if (configured === undefined || memory === undefined) return; // It left the configuration meanwhile.
  if (memory.nextPollAt === null || memory.nextPollAt > app.now()) return; // Somebody polled it while this job waited.
  if (override !== undefined && override.paused !== null) return;

  const source = { ...configured, url: addressOf(memory) };
  const validators = validatorsToSend(memory.validators, memory, app.now());
  const started = performance.now();
  const outcome = await app.fetchSource(source, validators);
  if (outcome.kind === 'busy') {
    // It stays due; a sweep finds it again when its host's turn has come.
    await app.store.sources.postpone(sourceId, outcome.retryAt);
    return { sourceId, poll: 'busy' };
  }
  await spareHost(source, outcome, app);
  const wasConditional = validators.etag !== null || validators.lastModified !== null;
  const run = { ms: performance.now() - started, wasConditional };
  const { fresh, problem } = await record(
    source,
    memory,
    outcome,
    { ...run, intervalMs: override?.interval?.ms ?? null },
    app,
  );
  await app.enqueue(
    classifyItems,
    batchesOf(fresh, ITEMS_PER_JOB).map((itemIds) => ({ itemIds })),
  );
  return {
    sourceId,
    poll: outcome.kind,
    entries: entriesOf(outcome),
    fresh: fresh.length,
    problem,
  };
});

async function record(
  source: Source,
  memory: SourceMemory,
  outcome: PollOutcome,
  run: {
    readonly ms: number;
    readonly wasConditional: boolean;
    readonly intervalMs: number | null;
  },
  app: App,
): Promise<{ readonly fresh: readonly string[]; readonly problem: string | null }> {
  const { polling, retention } = app.config.service;
  const { lastStatus } = memory.failures;
  const poll = describeFetch(outcome, { ...run, at: app.now(), lastStatus });
  const fresh = await app.store.sources.recordFetch(
    {
      sourceId: source.id,
      url: memory.url,
      after: memory.lastFetchedAt,
      at: poll.at,
      outcome: poll.outcome === 'blocked' ? 'blocked' : outcome.kind,
      status: poll.status,
      ms: run.ms,
      bytes: outcome.kind === 'read' ? outcome.bytes : null,
      entries: entriesOf(outcome),
      problem: poll.problem,
      kept: retention.fetches,
    },
    (known) =>
      conclude(known, poll, outcome.kind === 'read' ? outcome.items : [], {
        maxAge: source.maxAge,
        limits: limitsOf(polling, run.intervalMs),
      }),
  );
  return { fresh, problem: poll.problem };
}

/** How often a source may be read: as configured, or as often as an operator set. */
function limitsOf(
  { minimum, default: usual, maximum }: App['config']['service']['polling'],
  intervalMs: number | null,
): PollLimits {
  return {
    minimumMs: intervalMs ?? minimum,
    defaultMs: intervalMs ?? usual,
    maximumMs: intervalMs ?? maximum,
  };
}

function entriesOf(outcome: PollOutcome): number | null {
  return outcome.kind === 'read' ? outcome.parsed.entries.length : null;
}

/** A host that says that it is asked too often is left alone by all of its sources. */
async function spareHost(source: Source, outcome: PollOutcome, app: App): Promise<void> {
  if (outcome.kind !== 'refused') return;
  const pauseMs = hostPauseMs(outcome.status, outcome.retryAfterSeconds);
  if (pauseMs === null) return;
  const key = paceKey(source.url, source.scope ?? app.config.service.politeness.scope);
  await app.store.hosts.pause(key, new Date(app.now().getTime() + pauseMs));
}
