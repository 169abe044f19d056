import { candidateKeys } from '../../src/core/stories/candidates.ts';
import { fingerprint } from '../../src/core/stories/copies.ts';
import { marginOf, type EventRules, type Member } from '../../src/core/stories/margins.ts';
import { signatureOf } from '../../src/core/stories/signature.ts';
import { insertItems } from '../../src/store/items.ts';
import type { Pool } from '../../src/store/pool.ts';
import { saveLinks, saveSignatures, type SignedReport } from '../../src/store/signatures.ts';
import { NOON } from './records.ts';
import { WORLD_ENTITIES, type WorldReport } from './story-world.ts';

const ENTITIES = new Map(WORLD_ENTITIES.map((entity) => [entity.id, entity]));
const BATCH = 1000;
/** As many reports of a key are looked at, and as many links are made, as the service does, about. */
const NEWEST_PER_KEY = 8;
const MOST_CANDIDATES = 16;
const MOST_LINKS = 8;

/**
 * Stores reports as if the service had placed them, in a fraction of the time: their events are their stories, and
 * their links are looked for in memory. Answers with statistics up to date, as autovacuum has them.
 */
export async function fillArchive(
  pool: Pool,
  world: readonly WorldReport[],
  rules: EventRules,
): Promise<void> {
  const near = new NearReports(rules);
  const stories = new Map<number, string[]>();
  for (let at = 0; at < world.length; at += BATCH) {
    const batch = world.slice(at, at + BATCH);
    const ids = await storeItems(pool, batch);
    const signed = batch.map((report): SignedReport => signedReport(report, ids));
    await saveSignatures(pool, signed);
    await saveLinks(
      pool,
      signed.flatMap((report) => near.linksOf(report)),
    );
    for (const [n, { event }] of batch.entries()) {
      stories.set(event, [...(stories.get(event) ?? []), signed[n]?.itemId ?? '']);
    }
  }
  await storeStories(pool, [...stories.values()]);
  await pool.query('analyze');
}

/** Stores items that are flagged and wait for a story; returns their ids by their keys. */
export async function storeFlagged(
  pool: Pool,
  world: readonly WorldReport[],
): Promise<ReadonlyMap<string, string>> {
  const ids = await storeItems(pool, world);
  await pool.query(
    `insert into verdicts (item_id, revision, label, direction, score, verdict, judged_at)
     select id, 'r1', 'sanction', 'imposed', 1, verdict, $3 from unnest($1::bigint[], $2::jsonb[]) as given (id, verdict)`,
    [
      world.map(({ item }) => ids.get(item.key)),
      world.map(({ verdict }) => JSON.stringify(verdict)),
      NOON,
    ],
  );
  await pool.query(
    `update items set stage = 'flagged', judged_by = 'r1' where id = any($1::bigint[])`,
    [[...ids.values()]],
  );
  return ids;
}

async function storeItems(
  pool: Pool,
  world: readonly WorldReport[],
): Promise<ReadonlyMap<string, string>> {
  await insertItems(
    pool,
    world.map(({ item }) => item),
  );
  const { rows } = await pool.query<{ key: string; id: string }>(
    'select key, id::text from items where key = any($1)',
    [world.map(({ item }) => item.key)],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}

function signedReport(
  { item, verdict }: WorldReport,
  ids: ReadonlyMap<string, string>,
): SignedReport {
  const signature = signatureOf(item, item.language, verdict, ENTITIES);
  const print = fingerprint(item);
  const keys = candidateKeys({ signature, print });
  const itemId = ids.get(item.key) ?? '';
  return { itemId, key: item.canonicalUrl, publishedAt: item.publishedAt, signature, print, keys };
}

/** The reports so far by their keys. */
class NearReports {
  readonly #rules: EventRules;
  readonly #members = new Map<string, Member>();
  readonly #byKey = new Map<string, { ids: string[]; count: number }>();

  constructor(rules: EventRules) {
    this.#rules = rules;
  }

  linksOf(report: SignedReport): { from: string; to: string; margin: number }[] {
    const own: Member = { ...report, bonds: [], sides: [] };
    const candidates = this.#candidates(report.keys);
    const links = candidates.flatMap((to) => {
      const other = this.#members.get(to);
      const margin = other === undefined ? -1 : marginOf(own, other, this.#rules);
      return margin < 0 ? [] : [{ from: report.itemId, to, margin }];
    });
    this.#members.set(report.itemId, own);
    for (const key of report.keys) this.#remember(key, report.itemId);
    return links.toSorted((a, b) => b.margin - a.margin).slice(0, MOST_LINKS);
  }

  /** Those that share the rarest keys. */
  #candidates(keys: readonly string[]): string[] {
    const weights = new Map<string, number>();
    for (const key of keys) {
      const { ids, count } = this.#byKey.get(key) ?? { ids: [], count: 1 };
      for (const id of ids) weights.set(id, (weights.get(id) ?? 0) + 1 / count);
    }
    const ranked = [...weights].toSorted(([, a], [, b]) => b - a);
    return ranked.slice(0, MOST_CANDIDATES).map(([id]) => id);
  }

  #remember(key: string, id: string): void {
    const found = this.#byKey.get(key) ?? { ids: [], count: 0 };
    this.#byKey.set(key, {
      ids: [...found.ids, id].slice(-NEWEST_PER_KEY),
      count: found.count + 1,
    });
  }
}

async function storeStories(pool: Pool, stories: readonly (readonly string[])[]): Promise<void> {
  const reports = stories.flatMap((ids) => ids.map((id) => ({ id, lead: ids[0] })));
  await pool.query(
    `insert into stories (lead_item_id, opened_at, changed_at) select unnest($1::bigint[]), $2, $2`,
    [stories.map((ids) => ids[0]), NOON],
  );
  await pool.query(
    `insert into story_items (item_id, story_id, placed_at)
     select given.id, s.id, $3 from unnest($1::bigint[], $2::bigint[]) as given (id, lead)
     join stories s on s.lead_item_id = given.lead`,
    [reports.map(({ id }) => id), reports.map(({ lead }) => lead), NOON],
  );
  await pool.query(`update items set stage = 'placed'`);
}
