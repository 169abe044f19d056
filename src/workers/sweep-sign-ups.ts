import { sendLetter } from '../jobs/send-letter.ts';
import { sweepSignUps } from '../jobs/sweep-sign-ups.ts';
import { outcomeOfLetter } from './send-letter.ts';
import { handle } from './worker.ts';

const SWEEP_LIMIT = 1_000;

/**
 * Enqueues letters that are due, decides on those whose sender was never heard of again, makes changes of address that nobody
 * objected to, and forgets sign-ups, changes and counts whose time is over.
 */
export const sweepSignUpsWorker = handle(sweepSignUps, async (_payload, app) => {
  const now = app.now();
  const { letters, addressChanges, signUps, requests } = app.store;
  const failure = { outcome: 'unknown', code: null, problem: 'the sending process ended' } as const;
  const lost = await letters.lost(now, SWEEP_LIMIT);
  for (const letter of lost) {
    await letters.record(letter.id, outcomeOfLetter(letter, failure, app));
  }
  for (const id of await addressChanges.silent(now, SWEEP_LIMIT)) {
    await addressChanges.move(id, now);
  }
  const due = await letters.due(now, SWEEP_LIMIT);
  await app.enqueue(
    sendLetter,
    due.map((letterId) => ({ letterId })),
  );
  await requests.prune(now);
  const forgotten = await signUps.prune(now, SWEEP_LIMIT);
  return forgotten === 0 ? undefined : { forgotten };
});
