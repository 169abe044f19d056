import type { Digest } from '../core/digest/digest.ts';
import type { DigestFacts } from './digest-facts.ts';
import { passStories, type PassedStory } from './passed-stories.ts';
import type { Db } from './pool.ts';
import { noteSeen } from './story-news.ts';

/** What was decided: the digest (null: nothing to tell), its Message-ID, and when the next one is due. */
export type DigestDecision = {
  readonly digest: Digest | null;
  /** What the subscriber's preferences leave out. */
  readonly passed?: readonly PassedStory[];
  /** What there is to tell is left for later. */
  readonly waits?: boolean;
  /** Why it waits for a person before it is sent; null or left out: it does not. */
  readonly hold?: string | null;
  readonly messageId: string;
  readonly nextDigestAt: Date | null;
};

/** What one subscriber's digest was made from, and what was decided. */
export type DecidedDigest = { readonly facts: DigestFacts; readonly decision: DigestDecision };

type Times = { readonly due: Date; readonly now: Date };

/**
 * Writes digests, what they tell, what they leave out and their deliveries. Returns the ids of the deliveries that may be
 * sent: those that are held are not for anybody to send yet.
 */
export async function writeDigests(
  db: Db,
  decided: readonly DecidedDigest[],
  times: Times,
): Promise<string[]> {
  await passStories(
    db,
    decided.flatMap(({ facts, decision }) =>
      (decision.passed ?? []).map((one) => ({ subscriberId: facts.subscriber.id, ...one })),
    ),
  );
  await noteLooks(db, decided, times.now);
  // A digest that waits leaves no trace, nor does an alert that tells nothing: it was never due at a time of its own.
  const written = decided.filter(
    ({ facts, decision: { digest, waits } }) =>
      digest !== null || (waits !== true && facts.subscriber.schedule.kind !== 'instant'),
  );
  const ids = await insertDigests(db, written, times);
  const sent = written.flatMap(({ facts, decision }) => {
    const digestId = ids.get(facts.subscriber.id);
    return digestId === undefined || decision.digest === null
      ? []
      : [{ facts, decision, digestId }];
  });
  await recordTold(db, sent);
  return queueDeliveries(db, sent, times.now);
}

/** When the subscribers' stories were looked through, and how they were; and when the next digest is due. */
async function noteLooks(db: Db, decided: readonly DecidedDigest[], now: Date): Promise<void> {
  const looked = decided.filter(({ decision }) => decision.waits !== true);
  const rows = decided.map(({ facts, decision }) => ({
    id: facts.subscriber.id,
    next: decision.nextDigestAt,
    looked: decision.waits === true ? null : now,
  }));
  await db.query(
    `update subscribers u set next_digest_at = given.next, looked_at = coalesce(given.looked, u.looked_at)
     from jsonb_to_recordset($1::jsonb) as given (id bigint, next timestamptz, looked timestamptz)
     where u.id = given.id`,
    [JSON.stringify(rows)],
  );
  await noteSeen(
    db,
    looked.flatMap(({ facts: { subscriber, updates } }) =>
      updates.map(({ id, seen }) => ({ subscriberId: subscriber.id, storyId: id, ...seen })),
    ),
  );
}

/** The ids of the digests by subscriber, but for those that were there already. */
async function insertDigests(
  db: Db,
  decided: readonly DecidedDigest[],
  { due, now }: Times,
): Promise<ReadonlyMap<string, string>> {
  const rows = decided.map(({ facts, decision }) => ({
    subscriberId: facts.subscriber.id,
    start: facts.from,
    content: decision.digest,
  }));
  const inserted = await db.query<{ id: string; subscriberId: string }>(
    `insert into digests (subscriber_id, window_start, due_at, content, composed_at)
     select given."subscriberId", given.start, $2, given.content, $3
     from jsonb_to_recordset($1::jsonb) as given ("subscriberId" bigint, start timestamptz, content jsonb)
     on conflict (subscriber_id, due_at) do nothing
     returning id::text, subscriber_id::text as "subscriberId"`,
    [JSON.stringify(rows), due, now],
  );
  return new Map(inserted.rows.map(({ id, subscriberId }) => [subscriberId, id]));
}

type WrittenDigest = DecidedDigest & { readonly digestId: string };

/** What a story is told as new has a row of its own, which later digests compare with; each update has one as well. */
async function recordTold(db: Db, written: readonly WrittenDigest[]): Promise<void> {
  await db.query(
    `insert into digest_stories (subscriber_id, story_id, change, digest_id, keys, reports, corrections)
     select t."subscriberId", t."storyId", t.change, t."digestId", array(select jsonb_array_elements_text(t.keys)),
       t.reports, t.corrections
     from jsonb_to_recordset($1::jsonb) as t ("subscriberId" bigint, "storyId" bigint, change text, "digestId" bigint,
       keys jsonb, reports integer, corrections integer)`,
    [JSON.stringify(written.flatMap(toldRows))],
  );
}

function toldRows({ facts, decision, digestId }: WrittenDigest): object[] {
  const sizeOf = new Map(
    facts.stories.map(({ id, reports, corrections }) => [id, [reports.length, corrections.length]]),
  );
  return (decision.digest?.stories ?? []).map(({ storyId, change, keys = [] }) => {
    const [reports = 0, corrections = 0] = sizeOf.get(storyId) ?? [];
    return {
      subscriberId: facts.subscriber.id,
      digestId,
      storyId,
      change: change === 'new' ? change : `update/${digestId}`,
      keys,
      reports,
      corrections,
    };
  });
}

async function queueDeliveries(
  db: Db,
  written: readonly WrittenDigest[],
  now: Date,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string; state: string }>(
    `insert into deliveries (digest_id, message_id, next_attempt_at, state, problem)
     select digest_id, message_id, $4, case when hold is null then 'queued' else 'held' end, hold
     from unnest($1::bigint[], $2::text[], $3::text[]) as given (digest_id, message_id, hold)
     returning id::text, state`,
    [
      written.map(({ digestId }) => digestId),
      written.map(({ decision }) => decision.messageId),
      written.map(({ decision }) => decision.hold ?? null),
      now,
    ],
  );
  return rows.filter(({ state }) => state === 'queued').map(({ id }) => id);
}
