import { decideDigest } from '../core/digest/decide.ts';
import { messageOf } from '../errors.ts';
import { composeDigest } from '../jobs/compose-digest.ts';
import { deliverDigest, deliveryBlock } from '../jobs/deliver-digest.ts';
import type { App } from '../ports.ts';
import type { DigestFacts } from '../store/digest-facts.ts';
import type { DigestDecision } from '../store/digest-writing.ts';
import { handle } from './worker.ts';

/** Composes due digests, once what is on its way has arrived, and sends their deliveries on. */
export const composeDigestWorker = handle(composeDigest, async ({ subscriberIds, dueAt }, app) => {
  const due = dueAt === null ? app.now() : new Date(dueAt);
  if (await isTooEarly(app, due, dueAt === null ? 'alert' : 'scheduled')) return;

  const deliveryIds = await composeForAll(subscriberIds, due, app);
  const blocks = [...new Set(deliveryIds.map(deliveryBlock))];
  await app.enqueue(
    deliverDigest,
    blocks.map((block) => ({ block })),
  );
  return { subscribers: subscriberIds.length, deliveries: deliveryIds.length };
});

/** All at once; where that fails each by itself, so that nobody goes without a digest for the sake of another. */
async function composeForAll(ids: readonly string[], due: Date, app: App): Promise<string[]> {
  try {
    return await compose(ids, due, app);
  } catch (error) {
    if (ids.length === 1) throw error;
    app.log.warn({ subscribers: ids.length, problem: messageOf(error) }, 'composing one by one');
  }
  const deliveryIds: string[] = [];
  const failures: unknown[] = [];
  for (const id of ids) {
    try {
      deliveryIds.push(...(await compose([id], due, app)));
    } catch (error) {
      failures.push(error);
      app.log.error({ subscriberId: id, problem: messageOf(error) }, 'digest not composed');
    }
  }
  // Nobody was helped: the trouble is not with one of them.
  if (failures.length === ids.length) throw failures[0];
  return deliveryIds;
}

async function compose(ids: readonly string[], due: Date, app: App): Promise<string[]> {
  const sourceIds = app.config.sources.map(({ id }) => id);
  const { deliveryIds, failures } = await app.store.digests.compose(
    { subscriberIds: ids, due, now: app.now(), sourceIds },
    (facts) => decide(facts, app, due),
  );
  for (const { subscriberId, error } of failures) {
    app.log.error({ subscriberId, problem: messageOf(error) }, 'digest not composed');
  }
  return [...deliveryIds];
}

/**
 * A digest waits for what is on its way: sources that were due before it (an alert does not wait for
 * those) and items that are being judged. It waits no longer than the patience allows.
 */
async function isTooEarly(app: App, due: Date, kind: 'alert' | 'scheduled'): Promise<boolean> {
  const now = app.now();
  if (now.getTime() > due.getTime() + app.config.service.digests.patience) return false;
  const ids = app.config.sources.map(({ id }) => id);
  if (kind === 'scheduled' && (await app.store.sources.hasOverdue(ids, due))) return true;
  return app.store.items.hasInWork(now);
}

function decide(facts: DigestFacts, { config, mail }: App, due: Date): DigestDecision {
  const { alerts, holdFactor } = config.service.digests;
  return {
    ...decideDigest(facts, { ...config, alerts, holdFactor }, due),
    // Nobody can foretell it: whoever knows a mail's Message-ID has had the mail.
    messageId: mail.messageId(`${facts.subscriber.unsubscribeToken}/${due.toISOString()}`),
  };
}
