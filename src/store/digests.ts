import type { Digest } from '../core/digest/digest.ts';
import { countItems } from './items.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import type { StoredStory } from './reports.ts';
import { failingSources } from './source-states.ts';
import { untoldStories } from './stories.ts';
import { SUBSCRIBER_COLUMNS, type StoredSubscriber } from './subscribers.ts';

/** What a digest is made from. */
export type DigestFacts = {
  readonly subscriber: StoredSubscriber;
  /** Half-open: from ≤ t < to. From when the digest before was composed to now. */
  readonly from: Date;
  readonly to: Date;
  readonly stories: readonly StoredStory[];
  /** How much was watched: items fetched in the window, and the sources that fail now. */
  readonly items: number;
  readonly failing: readonly string[];
};

/** Whose digest, when it was due, and the sources that are watched. */
export type DigestRequest = {
  readonly subscriberId: string;
  readonly due: Date;
  readonly now: Date;
  readonly sourceIds: readonly string[];
};

/** What was decided: the digest (null: nothing to tell), its Message-ID, and when the next one is due. */
export type DigestDecision = {
  readonly digest: Digest | null;
  readonly messageId: string;
  readonly nextDigestAt: Date | null;
};

/**
 * Composes the digest that one subscriber was due: the digest, what it tells and its delivery are
 * written in one transaction that holds the subscriber's row, so there is one digest for a time and a
 * story is told once, however often and by however many processes this is called. It tells all that
 * the subscriber has not been told, also what was learnt between the due time and now.
 * Returns the delivery's id, or undefined when there is nothing to send.
 */
export async function composeDigest(
  pool: Pool,
  request: DigestRequest,
  decide: (facts: DigestFacts) => DigestDecision,
): Promise<string | undefined> {
  return inTransaction(pool, async (db) => {
    const subscriber = await lockSubscriber(db, request.subscriberId);
    if (subscriber === undefined || !isDue(subscriber, request.due)) return undefined;
    const from = await lastComposed(db, subscriber);
    const window = { from: subscriber.since, to: request.now };
    const stories = await untoldStories(db, subscriber.id, window);
    const decision = decide({
      subscriber,
      from,
      to: request.now,
      stories,
      items: await countItems(db, from, request.now),
      failing: await failingSources(db, request.sourceIds),
    });
    return writeDigest(db, { ...request, from }, decision);
  });
}

async function lockSubscriber(db: Db, id: string): Promise<StoredSubscriber | undefined> {
  const { rows } = await db.query<StoredSubscriber>(
    `select ${SUBSCRIBER_COLUMNS} from subscribers u where u.id = $1 and u.state = 'active' for update`,
    [id],
  );
  return rows[0];
}

/** A scheduled digest is due while it is the next one; afterwards somebody else has composed it. */
function isDue(subscriber: StoredSubscriber, due: Date): boolean {
  if (subscriber.schedule.kind === 'instant') return true;
  return subscriber.nextDigestAt?.getTime() === due.getTime();
}

async function lastComposed(db: Db, subscriber: StoredSubscriber): Promise<Date> {
  const { rows } = await db.query<{ at: Date }>(
    `select composed_at as at from digests where subscriber_id = $1 order by due_at desc limit 1`,
    [subscriber.id],
  );
  const last = rows[0]?.at;
  return last !== undefined && last > subscriber.since ? last : subscriber.since;
}

async function writeDigest(
  db: Db,
  request: {
    readonly subscriberId: string;
    readonly from: Date;
    readonly due: Date;
    readonly now: Date;
  },
  { digest, messageId, nextDigestAt }: DigestDecision,
): Promise<string | undefined> {
  await db.query('update subscribers set next_digest_at = $2 where id = $1', [
    request.subscriberId,
    nextDigestAt,
  ]);
  const { rows } = await db.query<{ id: string }>(
    `insert into digests (subscriber_id, window_start, due_at, content, composed_at)
     values ($1, $2, $3, $4, $5) on conflict (subscriber_id, due_at) do nothing returning id::text`,
    [
      request.subscriberId,
      request.from,
      request.due,
      digest === null ? null : JSON.stringify(digest),
      request.now,
    ],
  );
  const digestId = rows[0]?.id;
  if (digestId === undefined || digest === null) return undefined;
  await db.query(
    `insert into digest_stories (subscriber_id, story_id, change, digest_id)
     select $1, story, change, $2 from unnest($3::bigint[], $4::text[]) as told (story, change)`,
    [
      request.subscriberId,
      digestId,
      digest.stories.map(({ storyId }) => storyId),
      digest.stories.map(({ change }) => change),
    ],
  );
  return queueDelivery(db, digestId, messageId, request.now);
}

async function queueDelivery(
  db: Db,
  digestId: string,
  messageId: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `insert into deliveries (digest_id, message_id, next_attempt_at) values ($1, $2, $3) returning id::text`,
    [digestId, messageId, now],
  );
  return rows[0]?.id;
}
