import type { Language } from '../core/source.ts';
import type { Report } from '../core/stories/assign.ts';
import { fingerprint, packPrint, unpackPrint, type Fingerprint } from '../core/stories/copies.ts';
import type { Signature } from '../core/stories/signature.ts';
import type { Verdict } from '../core/verdict.ts';
import type { Db } from './pool.ts';
import { runPrepared } from './prepared.ts';

/** A flagged item that waits for its story, as far as its signature needs it. */
export type UnsignedReport = {
  readonly itemId: string;
  readonly key: string;
  readonly language: Language;
  readonly title: string;
  readonly summary: string;
  readonly publishedAt: Date;
  readonly verdict: Verdict;
  /** An earlier text of it was signed. */
  readonly isKnown: boolean;
};

/** Takes the signature of a report. */
export type Sign = (report: UnsignedReport) => Signature;

/** What a report is compared by, and the keys under which others find it. */
export type SignedReport = {
  readonly itemId: string;
  readonly key: string;
  readonly publishedAt: Date;
  readonly signature: Signature;
  readonly print: Fingerprint;
  readonly keys: readonly string[];
};

/** Two reports that may be of one event; see marginOf. */
export type Link = { readonly from: string; readonly to: string; readonly margin: number };

/** Those of the items that wait for a story, by id; holds their rows. */
export async function waitingReports(db: Db, ids: readonly string[]): Promise<UnsignedReport[]> {
  return runPrepared<UnsignedReport>(db, WAITING, [ids]);
}

const WAITING = {
  name: 'waiting-reports',
  text: `select i.id::text as "itemId", i.canonical_url as key, i.language, i.title, i.summary,
       i.published_at as "publishedAt", v.verdict,
       exists (select 1 from reports r where r.item_id = i.id) as "isKnown"
     from items i join verdicts v on v.item_id = i.id and v.revision = i.judged_by
     where i.id = any($1::bigint[]) and i.stage = 'flagged' order by i.id for update of i`,
};

/** Forgets what reports were compared by, and their links. */
export async function forgetSignatures(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.query('delete from reports where item_id = any($1::bigint[])', [ids]);
}

/** Keeps what reports are compared by, and the keys under which others find them. */
export async function saveSignatures(db: Db, reports: readonly SignedReport[]): Promise<void> {
  const rows = reports.flatMap(({ itemId, publishedAt, keys }) =>
    keys.map((key) => ({ itemId, publishedAt, key })),
  );
  await runPrepared(db, SAVE_SIGNATURES, [
    reports.map(({ itemId }) => itemId),
    reports.map(({ publishedAt }) => publishedAt),
    reports.map(({ signature }) => JSON.stringify(signature)),
    reports.map(({ print }) => Buffer.from(packPrint(print))),
    rows.map(({ key }) => key),
    rows.map(({ publishedAt }) => publishedAt),
    rows.map(({ itemId }) => itemId),
    reports.map(({ key }) => key),
  ]);
}

const SAVE_SIGNATURES = {
  name: 'save-signatures',
  text: `with signed as (
       insert into reports (item_id, published_at, signature, print, address)
       select * from unnest($1::bigint[], $2::timestamptz[], $3::jsonb[], $4::bytea[], $8::text[]))
     insert into report_keys (key, published_at, item_id)
     select * from unnest($5::text[], $6::timestamptz[], $7::bigint[]) on conflict do nothing`,
};

/** Records which reports may be of one event with which others. */
export async function saveLinks(db: Db, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return;
  await runPrepared(db, SAVE_LINKS, [
    links.map(({ from }) => from),
    links.map(({ to }) => to),
    links.map(({ margin }) => margin),
  ]);
}

const SAVE_LINKS = {
  name: 'save-links',
  text: `insert into report_links (a, b, margin)
     select least(a, b), greatest(a, b), margin
     from unnest($1::bigint[], $2::bigint[], $3::float8[]) as link (a, b, margin)
     on conflict do nothing`,
};

/** A stored report always has a time. */
export type DatedReport = Report & { readonly publishedAt: Date };

/** A row of REPORT_COLUMNS. */
export type ReportRow = {
  readonly itemId: string;
  readonly key: string;
  readonly title: string | null;
  readonly summary: string | null;
  readonly publishedAt: Date;
  readonly signature: Signature;
  readonly print: Uint8Array | null;
  readonly edits:
    readonly { readonly id: string; readonly kind: string; readonly side: string }[] | null;
};

/** The columns of a report, from the table `r` (reports). */
export const REPORT_COLUMNS = `coalesce(r.address, (select i.canonical_url from items i where i.id = r.item_id)) as key,
       r.published_at as "publishedAt", r.signature, r.print,
       case when r.print is null then (select i.title from items i where i.id = r.item_id) end as title,
       case when r.print is null then (select i.summary from items i where i.id = r.item_id) end as summary,
       (select jsonb_agg(jsonb_build_object('id', e.id::text, 'kind', e.kind, 'side', ei.side) order by e.id)
         from story_edit_items ei join story_edits e on e.id = ei.edit_id where ei.item_id = r.item_id) as edits`;

/** A report with what operators said of it; which story it is of, and what that binds, its neighbourhood tells. */
export function reportOf(row: ReportRow): DatedReport {
  const { itemId, key, publishedAt, signature, title, summary, print } = row;
  const edits = row.edits ?? [];
  const splits = edits.filter(({ kind }) => kind === 'split');
  const merges = edits.filter(({ kind }) => kind === 'merge');
  const text = { title: title ?? '', summary: summary ?? '' };
  return {
    itemId,
    key,
    publishedAt,
    signature,
    storyId: null,
    print: print === null ? fingerprint(text) : unpackPrint(print),
    // A split cuts what was bound before it: the two sides of a bond become two bonds.
    bonds: merges.map((merge) => {
      const later = splits.filter(({ id }) => BigInt(id) > BigInt(merge.id));
      return [`merge ${merge.id}`, ...later.map(sideOf)].join(' ');
    }),
    sides: splits.map(sideOf),
  };
}

function sideOf({ id, side }: { readonly id: string; readonly side: string }): string {
  return `${id}/${side}`;
}
