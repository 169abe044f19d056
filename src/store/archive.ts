import type { Language } from '../core/source.ts';
import type { Db } from './pool.ts';

/** An item of the archive, as far as it is judged. */
export type ArchivedItem = {
  readonly id: string;
  readonly sourceId: string;
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
  /** The text of its article, where that was read and is still kept. */
  readonly body: string | null;
};

/** Items fetched since a moment, newest first, in pages: `before` is the last id of the page before. */
export async function archivedItems(
  db: Db,
  query: { readonly since: Date; readonly before: string | null; readonly limit: number },
): Promise<ArchivedItem[]> {
  const { rows } = await db.query<ArchivedItem>(
    `select i.id::text, i.source_id as "sourceId", i.title, i.summary, i.language, b.text as body
     from items i left join bodies b on b.item_id = i.id
     where i.fetched_at >= $1 and ($2::bigint is null or i.id < $2) order by i.id desc limit $3`,
    [query.since, query.before, query.limit],
  );
  return rows;
}
