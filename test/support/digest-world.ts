import type { Pool } from '../../src/store/pool.ts';
import { DEFAULT_PREFERENCES } from '../../src/core/subscribers/preferences.ts';
import type { Preferences, Schedule } from '../../src/core/subscriber.ts';
import type { Direction, Polarity } from '../../src/core/verdict.ts';
import { insertItems } from '../../src/store/items.ts';
import { openStore } from '../../src/store/store.ts';
import { aVerdict, anItem } from './records.ts';

/** How many of each there are to be; `due` is when all of the digests are. */
export type DigestWorldSize = {
  readonly subscribers: number;
  readonly segments: number;
  readonly stories: number;
  readonly due: Date;
  /** The part of the addresses before the number; `reader` unless given. */
  readonly nameOf?: (subscriber: number) => string;
};

/** Whom there is mail for; they have it in the segment `at % segments`. */
export type DigestWorld = { readonly emails: readonly string[] };

const DAY_MS = 86_400_000;
const DAILY: Schedule = { kind: 'daily', time: '08:00' };
const SPORTS = ['skiing', 'judo', 'fencing', 'football', 'swimming'];
const ACTS: readonly (readonly [Direction, Polarity])[] = [
  ['imposed', 'tighter'],
  ['lifted', 'looser'],
  ['proposed', 'open'],
];
const LANGUAGES = ['en', 'ru', 'de'] as const;
const ZONES = ['Europe/Minsk', 'Europe/Berlin', 'UTC', 'America/New_York'];
const REPORTS = 3;
const SUMMARY =
  'The council met on Friday and decided by a large majority that Russian athletes stay out until the next congress, which is in the autumn.';

/** Fills empty records with stories of one day, and with subscribers in segments who have not been told of them. */
export async function fillDigestWorld(pool: Pool, size: DigestWorldSize): Promise<DigestWorld> {
  const { due, nameOf = (at: number) => `reader${at}` } = size;
  const store = openStore(pool);
  const since = new Date(due.getTime() - DAY_MS);
  await store.revisions.record({ hash: 'r1', texts: new Map() }, since);
  await storeStories(pool, size.stories, new Date(due.getTime() - DAY_MS / 2));
  const emails = Array.from({ length: size.subscribers }, (_, at) => `${nameOf(at)}@example.org`);
  await pool.query(
    `insert into subscribers (email, email_key, schedule, zone, since, next_digest_at, unsubscribe_token, created_at,
       looked_at, preferences)
     select email, email, $2, zone, $3, $4, 'token-of-thirty-two-letters' || lpad(n::text, 5, '0'), $3, $3, preferences
     from unnest($1::text[], $5::text[], $6::jsonb[]) with ordinality as given (email, zone, preferences, n)`,
    [
      emails,
      JSON.stringify(DAILY),
      since,
      due,
      emails.map((_, at) => ZONES[(at % size.segments) % ZONES.length]),
      emails.map((_, at) => JSON.stringify(preferencesOf(at % size.segments))),
    ],
  );
  await pool.query('analyze');
  return { emails };
}

/** Told in three languages, of all sports or all but one, and each at another length. */
function preferencesOf(segment: number): Preferences {
  return {
    ...DEFAULT_PREFERENCES,
    language: LANGUAGES[segment % LANGUAGES.length] ?? 'en',
    sports: SPORTS.filter((_, at) => segment % (SPORTS.length + 1) !== at + 1),
    length: 40 + segment,
  };
}

/** As if they had been placed: their words are too much alike to be told apart. */
async function storeStories(pool: Pool, stories: number, now: Date): Promise<void> {
  const { items } = openStore(pool);
  for (let at = 0; at < stories; at += 1) {
    const [direction, polarity] = ACTS[at % ACTS.length] ?? ['imposed', 'tighter'];
    const sport = SPORTS[at % SPORTS.length] ?? null;
    const verdict = aVerdict({ direction, polarity, sport, authority: `F${at}` });
    const ids = await insertItems(
      pool,
      Array.from({ length: REPORTS }, (_, n) =>
        anItem(`story-${at}-${n}`, {
          title: `Federation ${at} keeps Russian athletes out of ${sport} until ${2027 + at}`,
          summary: SUMMARY,
          outlet: `Paper ${n}`,
          publishedAt: now,
          fetchedAt: now,
        }),
      ),
    );
    await items.recordVerdicts(
      ids.map((itemId) => ({ itemId, verdict })),
      'r1',
      now,
    );
    await pool.query(
      `with story as (
         insert into stories (lead_item_id, opened_at, changed_at) values (($1::bigint[])[1], $2, $2) returning id
       )
       insert into story_items (item_id, story_id, placed_at) select unnest($1::bigint[]), id, $2 from story`,
      [ids, now],
    );
  }
  await pool.query(`update items set stage = 'placed'`);
}
