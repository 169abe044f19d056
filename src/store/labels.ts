import type { Language } from '../core/source.ts';
import type { Direction, Label } from '../core/verdict.ts';
import type { Db } from './pool.ts';
import { storable } from './rows.ts';

/** What a person says of an item. */
export type NewLabel = {
  readonly itemId: string;
  readonly label: Label;
  readonly direction: Direction | null;
  readonly note: string | null;
  readonly by: string;
  readonly at: Date;
};

/** A label with the item it is about. */
export type StoredLabel = NewLabel & {
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
  readonly url: string;
  readonly outlet: string;
  readonly publishedAt: Date;
};

/** Adds a label; earlier ones of the item stay as its history, and the last one counts. */
export async function addLabel(db: Db, label: NewLabel): Promise<void> {
  await db.query(
    `insert into labels (item_id, label, direction, note, labelled_by, labelled_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      label.itemId,
      label.label,
      label.direction,
      label.note === null ? null : storable(label.note),
      storable(label.by),
      label.at,
    ],
  );
}

/** The label that counts of every item that has one, the latest first. */
export async function currentLabels(db: Db): Promise<StoredLabel[]> {
  const { rows } = await db.query<StoredLabel>(
    `select ${LABEL_COLUMNS} from labels l join items i on i.id = l.item_id
     where not exists (select 1 from labels newer where newer.item_id = l.item_id and newer.id > l.id)
     order by l.id desc`,
  );
  return rows;
}

/** Every label that was ever given, the latest first. */
export async function labelHistory(db: Db): Promise<StoredLabel[]> {
  const { rows } = await db.query<StoredLabel>(
    `select ${LABEL_COLUMNS} from labels l join items i on i.id = l.item_id order by l.id desc`,
  );
  return rows;
}

const LABEL_COLUMNS = `l.item_id::text as "itemId", l.label, l.direction, l.note, l.labelled_by as by,
  l.labelled_at as at, i.title, i.summary, i.language, i.url, i.outlet, i.published_at as "publishedAt"`;
