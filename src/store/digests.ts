import type { Digest } from '../core/digest/digest.ts';
import type { PastDigest } from '../core/digest/size.ts';
import { countItems } from './items.ts';
import { passStories, type PassedStory } from './passed-stories.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import type { StoredStory } from './reports.ts';
import { failingSources } from './source-states.ts';
import { untoldStories } from './stories.ts';
import { findByEmail, SUBSCRIBER_COLUMNS, type StoredSubscriber } from './subscribers.ts';

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
  /** The last digests that told something, the latest first. */
  readonly past: readonly (PastDigest & { readonly composedAt: Date })[];
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
  /** What the subscriber's preferences leave out. */
  readonly passed?: readonly PassedStory[];
  /** Something to tell is left for later. */
  readonly waits?: boolean;
  /** Why it waits for a person before it is sent; null or left out: it does not. */
  readonly hold?: string | null;
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
    const subscriber = await lockSubscriber(db, request.subscriberId, request.now);
    if (subscriber === undefined || !isDue(subscriber, request.due)) return undefined;
    const facts = await factsFor(db, subscriber, request);
    const decision = decide(facts);
    await passStories(db, subscriber.id, decision.passed ?? []);
    if (decision.waits !== true) {
      await db.query('update subscribers set looked_at = $2 where id = $1', [
        subscriber.id,
        request.now,
      ]);
    }
    // An alert that tells nothing leaves no trace: it was never due at a time of its own.
    if (decision.digest === null && subscriber.schedule.kind === 'instant') return undefined;
    return writeDigest(db, { ...request, from: facts.from }, decision);
  });
}

/** What a digest of a subscriber would be made from at a moment; nothing is written. Undefined: nobody has the address. */
export async function previewDigest(
  db: Db,
  email: string,
  { now, sourceIds }: Pick<DigestRequest, 'now' | 'sourceIds'>,
): Promise<DigestFacts | undefined> {
  const subscriber = await findByEmail(db, email);
  return subscriber && factsFor(db, subscriber, { now, sourceIds });
}

async function factsFor(
  db: Db,
  subscriber: StoredSubscriber,
  { now, sourceIds }: Pick<DigestRequest, 'now' | 'sourceIds'>,
): Promise<DigestFacts> {
  const from = await lastComposed(db, subscriber);
  return {
    subscriber,
    from,
    to: now,
    stories: await untoldStories(db, subscriber.id, { from: subscriber.since, to: now }),
    items: await countItems(db, from, now),
    failing: await failingSources(db, sourceIds),
    past: await pastDigests(db, subscriber.id),
  };
}

const PAST = 20;

async function pastDigests(db: Db, subscriberId: string): Promise<DigestFacts['past']> {
  const { rows } = await db.query<{ composedAt: Date; windowStart: Date; stories: number }>(
    `select g.composed_at as "composedAt", g.window_start as "windowStart",
       (select count(*)::int from digest_stories t where t.digest_id = g.id) as stories
     from digests g where g.subscriber_id = $1 and g.content is not null order by g.due_at desc limit ${PAST}`,
    [subscriberId],
  );
  return rows
    .filter(({ stories }) => stories > 0)
    .map(({ composedAt, windowStart, stories }) => ({
      composedAt,
      stories,
      windowMs: composedAt.getTime() - windowStart.getTime(),
    }));
}

/** Also undefined for somebody who gets no mail for now: their digest is composed when they do. */
async function lockSubscriber(
  db: Db,
  id: string,
  now: Date,
): Promise<StoredSubscriber | undefined> {
  const { rows } = await db.query<StoredSubscriber>(
    `select ${SUBSCRIBER_COLUMNS} from subscribers u where u.id = $1 and u.state = 'active'
       and (u.paused_until is null or u.paused_until <= $2)
       and not exists (select 1 from suppressions x where x.email_key = u.email_key) for update`,
    [id, now],
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
  { digest, messageId, nextDigestAt, hold = null }: DigestDecision,
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
  return queueDelivery(db, digestId, { messageId, hold, now: request.now });
}

/** Returns the delivery's id; undefined where it is held, since nobody is to send it yet. */
async function queueDelivery(
  db: Db,
  digestId: string,
  { messageId, hold, now }: { messageId: string; hold: string | null; now: Date },
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `insert into deliveries (digest_id, message_id, next_attempt_at, state, problem)
     values ($1, $2, $3, case when $4::text is null then 'queued' else 'held' end, $4) returning id::text`,
    [digestId, messageId, now, hold],
  );
  return hold === null ? rows[0]?.id : undefined;
}
