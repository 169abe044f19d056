import type { Db } from './pool.ts';

/** What a source brought on one UTC day. */
export type SourceDay = {
  readonly sourceId: string;
  /** `2026-03-04` */
  readonly day: string;
  readonly items: number;
};

/** Items of the given sources by the day on which they were read, since a moment; days without any are left out. */
export async function itemsByDay(
  db: Db,
  ids: readonly string[],
  since: Date,
): Promise<SourceDay[]> {
  const { rows } = await db.query<SourceDay>(
    `select source_id as "sourceId", to_char(fetched_at, 'YYYY-MM-DD') as day, count(*)::int as items
     from items where source_id = any($1) and fetched_at >= $2 group by 1, 2 order by 1, 2`,
    [ids, since],
  );
  return rows;
}

/**
 * The share (0…1) of entries of the remembered fetches which the fetch before had not, by source. Sources of which no two
 * fetches can be compared are left out.
 */
export async function newShares(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ sourceId: string; share: number }>(
    `select source_id as "sourceId", sum(unseen)::float8 / greatest(sum(entries), 1) as share
     from fetches where source_id = any($1) and unseen is not null and entries is not null group by source_id`,
    [ids],
  );
  return new Map(rows.map(({ sourceId, share }) => [sourceId, share]));
}

/** What was read and reported in one language since a moment. */
export type LanguageActivity = {
  readonly language: string;
  readonly items: number;
  readonly reports: number;
};

/** Items that were read since a moment, and those of them that are reports of a story, by language. */
export async function activityByLanguage(db: Db, since: Date): Promise<LanguageActivity[]> {
  const { rows } = await db.query<LanguageActivity>(
    `select language, count(*)::int as items, (count(*) filter (where stage = 'placed'))::int as reports
     from items where fetched_at >= $1 group by language order by language`,
    [since],
  );
  return rows;
}

/** What was reported of one deciding body since a moment. */
export type BodyActivity = {
  readonly body: string;
  readonly reports: number;
  readonly languages: readonly string[];
  readonly sources: number;
  readonly latest: Date;
};

/** Reports that were read since a moment, by the body that decides in them. */
export async function activityByBody(db: Db, since: Date): Promise<BodyActivity[]> {
  const { rows } = await db.query<BodyActivity>(
    `select f.federation as body, count(*)::int as reports, array_agg(distinct i.language) as languages,
       count(distinct i.source_id)::int as sources, max(i.fetched_at) as latest
     from items i join verdict_facets f on f.item_id = i.id and f.revision = i.judged_by
     where i.stage = 'placed' and i.fetched_at >= $1 and f.federation is not null
     group by f.federation order by f.federation`,
    [since],
  );
  return rows;
}
