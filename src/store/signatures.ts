import type { Language } from '../core/source.ts';
import type { Report } from '../core/stories/assign.ts';
import { fingerprint } from '../core/stories/copies.ts';
import type { Signature } from '../core/stories/signature.ts';
import type { Verdict } from '../core/verdict.ts';
import type { Db } from './pool.ts';

/** A flagged item that waits for its story, as far as its signature needs it. */
export type UnsignedReport = {
  readonly itemId: string;
  readonly language: Language;
  readonly title: string;
  readonly summary: string;
  readonly publishedAt: Date;
  readonly verdict: Verdict;
};

/** Takes the signature of a report. */
export type Sign = (report: UnsignedReport) => Signature;

/** Looked up per key on either side of a report's time: nearer ones are likelier to be of its event. */
const MOST_PER_KEY = 20;
/** Candidates that are compared with one report: those that share most keys. */
const MOST_CANDIDATES = 100;

/** Those of the items that wait for a story, by id; holds their rows. */
export async function waitingReports(db: Db, ids: readonly string[]): Promise<UnsignedReport[]> {
  const { rows } = await db.query<UnsignedReport>(
    `select i.id::text as "itemId", i.language, i.title, i.summary, i.published_at as "publishedAt", v.verdict
     from items i join verdicts v on v.item_id = i.id and v.revision = i.judged_by
     where i.id = any($1::bigint[]) and i.stage = 'flagged' order by i.id for update of i`,
    [ids],
  );
  return rows;
}

/** Keeps what a report is compared by. What was known of an earlier text of it is forgotten. */
export async function saveSignature(
  db: Db,
  { itemId, publishedAt }: Pick<UnsignedReport, 'itemId' | 'publishedAt'>,
  signature: Signature,
): Promise<void> {
  await db.query('delete from reports where item_id = $1', [itemId]);
  await db.query('insert into reports (item_id, published_at, signature) values ($1, $2, $3)', [
    itemId,
    publishedAt,
    JSON.stringify(signature),
  ]);
}

/** Keeps the keys under which others find a report. */
export async function saveKeys(
  db: Db,
  { itemId, publishedAt }: Pick<UnsignedReport, 'itemId' | 'publishedAt'>,
  keys: readonly string[],
): Promise<void> {
  await db.query(
    `insert into report_keys (key, published_at, item_id)
     select distinct key, $2::timestamptz, $3::bigint from unnest($1::text[]) as key`,
    [keys, publishedAt, itemId],
  );
}

/** The reports that share keys with one, those that share most first. */
export async function candidatesOf(
  db: Db,
  { itemId, publishedAt }: Pick<UnsignedReport, 'itemId' | 'publishedAt'>,
  keys: readonly string[],
  windowMs: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select found.item_id::text as id
     from unnest($1::text[]) as wanted (key), lateral (
       (select item_id from report_keys k where k.key = wanted.key
          and k.published_at between $2::timestamptz - $3 * interval '1 millisecond' and $2
        order by k.published_at desc limit ${MOST_PER_KEY})
       union all
       (select item_id from report_keys k where k.key = wanted.key
          and k.published_at > $2 and k.published_at <= $2::timestamptz + $3 * interval '1 millisecond'
        order by k.published_at limit ${MOST_PER_KEY})) as found
     where found.item_id <> $4
     group by found.item_id order by count(*) desc, found.item_id limit ${MOST_CANDIDATES}`,
    [keys, publishedAt, windowMs, itemId],
  );
  return rows.map(({ id }) => id);
}

/** Records that a report may be of one event with others. */
export async function linkReports(
  db: Db,
  itemId: string,
  others: readonly string[],
): Promise<void> {
  await db.query(
    `insert into report_links (a, b)
     select least($1::bigint, other), greatest($1::bigint, other) from unnest($2::bigint[]) as other
     on conflict do nothing`,
    [itemId, others],
  );
}

/** All reports that links, common stories or an operator's edits join with some, directly or through others. */
export async function reachOf(db: Db, itemIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with recursive reach (id) as (
       select unnest($1::bigint[])
       union
       select next.id from reach, lateral (
         select b as id from report_links where a = reach.id
         union all select a from report_links where b = reach.id
         union all select other.item_id from story_items one join story_items other using (story_id)
           where one.item_id = reach.id
         union all select other.item_id from story_edit_items one join story_edit_items other using (edit_id)
           where one.item_id = reach.id
       ) as next)
     select id::text from reach`,
    [itemIds],
  );
  return rows.map(({ id }) => id);
}

/** A stored report always has a time. */
export type DatedReport = Report & { readonly publishedAt: Date };

type ReportRow = {
  readonly itemId: string;
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  readonly publishedAt: Date;
  readonly signature: Signature;
  readonly storyId: string | null;
  readonly isTold: boolean;
  readonly edits: readonly { readonly id: string; readonly kind: string; readonly side: string }[];
};

/** Reports with what binds them and what parts them. */
export async function loadReports(db: Db, itemIds: readonly string[]): Promise<DatedReport[]> {
  const { rows } = await db.query<ReportRow>(
    `select i.id::text as "itemId", i.canonical_url as key, i.title, i.summary, i.published_at as "publishedAt",
       r.signature, si.story_id::text as "storyId",
       exists (select 1 from digest_stories ds where ds.story_id = si.story_id) as "isTold",
       coalesce((select jsonb_agg(jsonb_build_object('id', e.id::text, 'kind', e.kind, 'side', ei.side) order by e.id)
         from story_edit_items ei join story_edits e on e.id = ei.edit_id where ei.item_id = i.id), '[]') as edits
     from reports r join items i on i.id = r.item_id left join story_items si on si.item_id = r.item_id
     where r.item_id = any($1::bigint[]) order by r.item_id`,
    [itemIds],
  );
  return rows.map(reportOf);
}

function reportOf(row: ReportRow): DatedReport {
  const { itemId, key, publishedAt, signature, storyId, isTold, edits } = row;
  const splits = edits.filter(({ kind }) => kind === 'split');
  const merges = edits.filter(({ kind }) => kind === 'merge');
  // A split cuts what was bound before it: the two sides of a bond become two bonds.
  const bond = (name: string, since: bigint): string =>
    [
      name,
      ...splits.filter(({ id }) => BigInt(id) > since).map(({ id, side }) => `${id}/${side}`),
    ].join(' ');
  return {
    itemId,
    key,
    publishedAt,
    signature,
    storyId,
    print: fingerprint(row),
    bonds: [
      ...(isTold && storyId !== null ? [bond(`story ${storyId}`, 0n)] : []),
      ...merges.map(({ id }) => bond(`merge ${id}`, BigInt(id))),
    ],
    sides: splits.map(({ id, side }) => `${id}/${side}`),
  };
}
