import { digestFacts, type DigestFacts } from './digest-facts.ts';
import { writeDigests, type DecidedDigest, type DigestDecision } from './digest-writing.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { findByEmail, SUBSCRIBER_COLUMNS, type StoredSubscriber } from './subscribers.ts';

/** Whose digests, when they were due, and the sources that are watched. */
export type DigestsRequest = {
  readonly subscriberIds: readonly string[];
  readonly due: Date;
  readonly now: Date;
  readonly sourceIds: readonly string[];
};

/** What became of a request: the deliveries that may be sent, and for whom nothing could be decided. */
export type ComposedDigests = {
  readonly deliveryIds: readonly string[];
  readonly failures: readonly { readonly subscriberId: string; readonly error: unknown }[];
};

/**
 * Composes the digests that subscribers were due: the digests, what they tell and their deliveries are
 * written in one transaction that holds the subscribers' rows, so there is one digest for a time and a
 * story is told once, however often and by however many processes this is called. Each tells all that
 * its subscriber has not been told, also what was learnt between the due time and now. Subscribers whose rows somebody
 * else holds are passed over: they stay due. Where `decide` throws for one of them, the others get theirs.
 */
export async function composeDigests(
  pool: Pool,
  request: DigestsRequest,
  decide: (facts: DigestFacts) => DigestDecision,
): Promise<ComposedDigests> {
  return inTransaction(pool, async (db) => {
    const locked = await lockSubscribers(db, request.subscriberIds, request.now);
    const due = locked.filter((subscriber) => isDue(subscriber, request.due));
    if (due.length === 0) return { deliveryIds: [], failures: [] };
    const decided: DecidedDigest[] = [];
    const failures: { subscriberId: string; error: unknown }[] = [];
    for (const facts of await digestFacts(db, due, request)) {
      try {
        decided.push({ facts, decision: decide(facts) });
      } catch (error) {
        failures.push({ subscriberId: facts.subscriber.id, error });
      }
    }
    return { deliveryIds: await writeDigests(db, decided, request), failures };
  });
}

/** What a digest of a subscriber would be made from at a moment; nothing is written. Undefined: nobody has the address. */
export async function previewDigest(
  db: Db,
  email: string,
  { now, sourceIds }: Pick<DigestsRequest, 'now' | 'sourceIds'>,
): Promise<DigestFacts | undefined> {
  const subscriber = await findByEmail(db, email);
  if (subscriber === undefined) return undefined;
  const [facts] = await digestFacts(db, [subscriber], { now, sourceIds });
  return facts;
}

/** Without those who get no mail for now: their digests are composed when they do. */
async function lockSubscribers(
  db: Db,
  ids: readonly string[],
  now: Date,
): Promise<StoredSubscriber[]> {
  const { rows } = await db.query<StoredSubscriber>(
    `select ${SUBSCRIBER_COLUMNS} from subscribers u where u.id = any($1::bigint[]) and u.state = 'active'
       and (u.paused_until is null or u.paused_until <= $2)
       and not exists (select 1 from suppressions x where x.email_key = u.email_key)
     order by u.id for update of u skip locked`,
    [ids, now],
  );
  return rows;
}

/** A scheduled digest is due while it is the next one; afterwards somebody else has composed it. */
function isDue(subscriber: StoredSubscriber, due: Date): boolean {
  if (subscriber.schedule.kind === 'instant') return true;
  return subscriber.nextDigestAt?.getTime() === due.getTime();
}
