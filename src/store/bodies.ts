import type { Item } from '../core/item.ts';
import { ITEM_COLUMNS } from './items.ts';
import type { Db } from './pool.ts';
import { storable } from './rows.ts';

/** What came of reading an article's page: its text, paragraphs on lines of their own, or why there is none. */
export type Body =
  | { readonly text: string; readonly problem: null }
  | { readonly text: null; readonly problem: string };

/** An item whose teaser left its label open; `body` is null until its page was asked for. */
export type OpenItem = Item & { readonly body: Body | null };

/** More of an article's text is never judged. Characters. */
const MOST_TEXT = 20_000;

/** Sends items on to have their articles read; those that were judged meanwhile stay as they are. */
export async function openItems(db: Db, ids: readonly string[]): Promise<void> {
  await db.query(
    `update items set stage = 'open' where id = any($1::bigint[]) and stage = 'fetched'`,
    [ids],
  );
}

/** An item whose article is to be read; undefined when it was judged meanwhile. */
export async function findOpenItem(db: Db, id: string): Promise<OpenItem | undefined> {
  const { rows } = await db.query<Item & Partial<Body> & { readonly isRead: boolean }>(
    `select ${ITEM_COLUMNS}, b.text, b.problem, b.item_id is not null as "isRead"
     from items i left join bodies b on b.item_id = i.id where i.id = $1 and i.stage = 'open'`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { text, problem, isRead, ...item } = row;
  return { ...item, body: isRead ? bodyOf(text ?? null, problem ?? null) : null };
}

/** What came of reading an item's page; null where nobody asked for it, or it is forgotten. */
export async function findBody(db: Db, itemId: string): Promise<(Body & { readAt: Date }) | null> {
  const { rows } = await db.query<{ text: string | null; problem: string | null; readAt: Date }>(
    'select text, problem, read_at as "readAt" from bodies where item_id = $1',
    [itemId],
  );
  const [row] = rows;
  return row === undefined ? null : { ...bodyOf(row.text, row.problem), readAt: row.readAt };
}

/** Keeps what came of reading an item's page. What was kept first stays, so that judging twice gives one verdict. */
export async function saveBody(db: Db, itemId: string, body: Body, now: Date): Promise<void> {
  await db.query(
    `insert into bodies (item_id, text, problem, read_at)
     select i.id, $2, $3, $4 from items i where i.id = $1 on conflict do nothing`,
    [
      itemId,
      body.text === null ? null : storable(body.text.slice(0, MOST_TEXT)),
      body.problem === null ? null : storable(body.problem),
      now,
    ],
  );
}

/** Forgets texts that were read before a moment, at most `limit` of them. Returns how many went. */
export async function pruneBodies(db: Db, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from bodies where item_id in (
       select b.item_id from bodies b join items i on i.id = b.item_id
       where b.read_at < $1 and i.stage <> 'open' order by b.read_at limit $2)`,
    [before, limit],
  );
  return rowCount ?? 0;
}

function bodyOf(text: string | null, problem: string | null): Body {
  return text === null ? { text, problem: problem ?? 'nothing is known' } : { text, problem: null };
}
