import type { Db } from './pool.ts';

/** Remembers a configuration by its hash, with its texts, so that any verdict can be recomputed. */
export async function recordRevision(
  db: Db,
  revision: { readonly hash: string; readonly texts: ReadonlyMap<string, string> },
  now: Date,
): Promise<void> {
  await db.query(
    `insert into config_revisions (hash, texts, first_seen_at) values ($1, $2, $3)
     on conflict (hash) do nothing`,
    [revision.hash, JSON.stringify(Object.fromEntries(revision.texts)), now],
  );
}
