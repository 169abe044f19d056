import type { Telling, Untold } from '../store/tellings.ts';
import type { Trace } from '../store/traces.ts';

/** Why an item was not told, or not to everybody: one sentence a reason, none when everybody was told. */
export function reasonsUntold(
  item: Pick<Trace, 'stage' | 'verdict' | 'isNews' | 'publishedAt' | 'fetchedAt' | 'story'>,
  told: readonly Telling[],
  waiting: readonly Untold[],
  now: Date,
): string[] {
  const early = reasonBefore(item);
  if (early !== null) return [early];
  const { story } = item;
  if (story === null) return ['it belongs to no story'];
  if (told.length === 0 && waiting.length === 0) return ['nobody is subscribed'];
  return [...undelivered(told), ...subscribersWaiting(waiting, story.changedAt, now)];
}

/** What keeps an item from becoming part of a story; null when it is part of one. */
function reasonBefore({
  stage,
  verdict,
  isNews,
  publishedAt,
  fetchedAt,
  story,
}: Parameters<typeof reasonsUntold>[0]): string | null {
  if (stage === 'fetched') {
    return 'it waits to be judged: that takes moments, unless no `flagbearer work` or `up` is running';
  }
  if (stage === 'open') return 'title and summary leave its label open, and its page is being read';
  if (verdict === null || verdict.label === 'none')
    return 'it is not flagged, and only what is flagged is told';
  if (!isNews) {
    return `it was old already when it was first read: published ${minute(publishedAt)}, read ${minute(fetchedAt)} (see \`maxAge\` in sources.yaml and \`items.maxAge\` in flagbearer.yaml)`;
  }
  if (story === null && stage === 'flagged')
    return 'it waits to be placed into a story: that takes moments';
  return null;
}

function undelivered(told: readonly Telling[]): string[] {
  return told
    .filter(({ delivery }) => delivery !== 'sent')
    .map(({ digestId, delivery, problem }) => {
      const why = problem === null ? '' : ` (${problem})`;
      return `the mail of digest ${digestId} is ${delivery ?? 'not there'}${why}`;
    });
}

/** Groups those who were not told by why: the sentence → how many, in the order of their first. */
function subscribersWaiting(waiting: readonly Untold[], changedAt: Date, now: Date): string[] {
  const counts = new Map<string, number>();
  for (const subscriber of waiting) {
    const reason = reasonOf(subscriber, changedAt, now);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(
    ([reason, count]) => `${count} ${count === 1 ? 'subscriber' : 'subscribers'}: ${reason}`,
  );
}

function reasonOf(subscriber: Untold, changedAt: Date, now: Date): string {
  const { since, suppressed, passed, pausedUntil } = subscriber;
  if (since > changedAt) return `signed up after it became news (${minute(changedAt)})`;
  if (suppressed !== null) return `on the suppression list (${suppressed})`;
  if (passed !== null) return `left out by their preferences (${passed})`;
  if (pausedUntil !== null && pausedUntil > now) return `paused until ${minute(pausedUntil)}`;
  return waitingReason(subscriber, now);
}

function waitingReason({ schedule, nextDigestAt }: Untold, now: Date): string {
  if (schedule.kind === 'instant') return 'the alert is being made';
  if (nextDigestAt === null) return 'no digest is planned';
  if (nextDigestAt <= now) return `the digest of ${minute(nextDigestAt)} is being composed`;
  return `the next digest is due ${minute(nextDigestAt)}`;
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
