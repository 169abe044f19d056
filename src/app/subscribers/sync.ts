import { planSync } from '../../core/subscribers/sync.ts';
import type { App } from '../../ports.ts';
import { saveTerms } from './save.ts';

/**
 * Brings the records in line with subscribers.yaml. Without the file nothing changes. Any number of processes may do so at
 * once: each step is one that the same list would take again.
 */
export async function syncSubscribers({
  config,
  store,
  now,
  log,
}: Pick<App, 'config' | 'store' | 'now' | 'log'>): Promise<void> {
  if (config.subscribers === null) return;
  const erased = new Set(await store.people.erased(config.subscribers.map(({ email }) => email)));
  const declared = config.subscribers.filter(({ email }) => !erased.has(email));
  const plan = planSync(declared, await store.subscribers.list());
  for (const { terms, before } of plan.save) {
    await saveTerms(store, terms, { before, managedBy: 'file', now: now() });
  }
  for (const email of plan.remove) await store.subscribers.leaveByEmail(email, now(), 'file');
  const { save, remove, elsewhere, unwilling } = plan;
  if (save.length + remove.length > 0) {
    log.info({ saved: save.length, removed: remove.length }, 'subscribers.yaml taken up');
  }
  if (elsewhere.length + unwilling.length + erased.size > 0) {
    // Addresses are nobody's business in a log; `flagbearer subscribers list` shows who it is.
    log.warn(
      {
        signedUpElsewhere: elsewhere.length,
        leftThemselves: unwilling.length,
        hadAllErased: erased.size,
      },
      'subscribers.yaml names people whom it does not decide on: they stay as they are',
    );
  }
}
