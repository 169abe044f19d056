import { TROUBLE_STATES } from '../core/health/health.ts';
import { noticeMailOf } from '../core/health/notice-mail.ts';
import { noticesOf } from '../core/health/notices.ts';
import { notifyOperators } from '../jobs/notify-operators.ts';
import { watchSources } from '../jobs/watch-sources.ts';
import type { App } from '../ports.ts';
import type { WatchDecision, WatchFacts } from '../store/source-notices.ts';
import { outcomeOfOperatorMail } from './notify-operators.ts';
import { handle } from './worker.ts';

const SWEEP_LIMIT = 1_000;
const DAY_MS = 86_400_000;

/** Writes the operators' mail when sources have changed, at most one a day, and enqueues whatever mail is due. */
export const watchSourcesWorker = handle(watchSources, async (_payload, app) => {
  const now = app.now();
  await app.store.hosts.forget(new Date(now.getTime() - DAY_MS));
  if (app.config.service.operators.length > 0) {
    const configured = app.config.sources.map(({ id }) => id);
    // Whoever paused a source knows that it brings nothing.
    const set = await app.store.overrides.of(configured);
    const paused = new Set(set.flatMap((one) => (one.paused === null ? [] : [one.sourceId])));
    const ids = configured.filter((id) => !paused.has(id));
    await app.store.sources.watch({ ids, now }, (facts) => decide(facts, app, now));
  }
  const lost = await app.store.operatorMails.lost(now, SWEEP_LIMIT);
  const failure = { outcome: 'unknown', code: null, problem: 'the sending process ended' } as const;
  await Promise.all(
    lost.map((mail) =>
      app.store.operatorMails.record(mail.id, outcomeOfOperatorMail(mail, failure, app)),
    ),
  );
  const due = await app.store.operatorMails.due(now, SWEEP_LIMIT);
  await app.enqueue(
    notifyOperators,
    due.map((mailId) => ({ mailId })),
  );
});

function decide({ sources, lastMailAt }: WatchFacts, app: App, now: Date): WatchDecision | null {
  if (lastMailAt !== null && now.getTime() - lastMailAt.getTime() < DAY_MS) return null;
  const notices = noticesOf(sources, now);
  if (notices.length === 0) return null;
  const { config, mail } = app;
  const names = new Map(config.sources.map(({ id, name }) => [id, name]));
  return {
    notices,
    mail: noticeMailOf(notices, {
      now,
      nameOf: (id) => names.get(id) ?? id,
      sources: config.sources.length,
      unwell: sources.filter(({ health }) => TROUBLE_STATES.includes(health.state)).length,
    }),
    recipients: config.service.operators.map((email) => ({
      email,
      messageId: mail.messageId(`operators/${email}/${now.toISOString()}`),
    })),
  };
}
