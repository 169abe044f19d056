import { decideDigest } from '../core/digest/decide.ts';
import { composeDigest } from '../jobs/compose-digest.ts';
import { deliverDigest } from '../jobs/deliver-digest.ts';
import type { App } from '../ports.ts';
import type { DigestDecision, DigestFacts } from '../store/digests.ts';
import { handle } from './worker.ts';

/** Composes a due digest, once what is on its way has arrived, and sends its delivery on. */
export const composeDigestWorker = handle(composeDigest, async ({ subscriberId, dueAt }, app) => {
  const now = app.now();
  const due = dueAt === null ? now : new Date(dueAt);
  if (await isTooEarly(app, due, dueAt === null ? 'alert' : 'scheduled')) return;

  const deliveryId = await app.store.digests.compose(
    { subscriberId, due, now, sourceIds: app.config.sources.map(({ id }) => id) },
    (facts) => decide(facts, app, due),
  );
  if (deliveryId === undefined) return;
  await app.enqueue(deliverDigest, [{ deliveryId }]);
  return { subscriberId, deliveryId };
});

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
