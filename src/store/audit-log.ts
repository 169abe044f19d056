import type { Db } from './pool.ts';
import { storable } from './rows.ts';

/** Something that an operator did. */
export type AuditEntry = {
  readonly operator: string;
  /** What was done, such as `pause source`. */
  readonly action: string;
  /** What it was done to, such as `source bbc-sport`. */
  readonly subject: string;
  /** More of it in words; null where there is none. */
  readonly detail: string | null;
  readonly at: Date;
};

/** Characters of a detail that are kept: words of operators are short, but a form's field need not be. */
const DETAIL_LENGTH = 2_000;
const SUBJECT_LENGTH = 300;

/** Adds an entry, for good; returns its id. */
export async function addAuditEntry(db: Db, entry: AuditEntry): Promise<string> {
  const { operator, action, subject, detail, at } = entry;
  const { rows } = await db.query<{ id: string }>(
    `insert into audit_log (operator, action, subject, detail, at) values ($1, $2, $3, $4, $5) returning id::text`,
    [
      operator,
      action,
      storable(subject).slice(0, SUBJECT_LENGTH),
      detail === null ? null : storable(detail).slice(0, DETAIL_LENGTH),
      at,
    ],
  );
  return rows[0]?.id ?? '';
}

/** Entries, the newest first: of one operator or all, of subjects with some words or all, with ids below `before`. */
export async function listAuditEntries(
  db: Db,
  filter: {
    readonly operator: string | null;
    readonly subject: string | null;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<(AuditEntry & { readonly id: string })[]> {
  const { rows } = await db.query<AuditEntry & { id: string }>(
    `select id::text, operator, action, subject, detail, at from audit_log
     where ($1::text is null or operator = $1) and ($2::text is null or strpos(lower(subject), lower($2)) > 0)
       and ($3::bigint is null or id < $3)
     order by audit_log.id desc limit $4`,
    [filter.operator, filter.subject, filter.before, filter.limit],
  );
  return rows;
}

/** One entry. */
export async function findAuditEntry(
  db: Db,
  id: string,
): Promise<(AuditEntry & { readonly id: string }) | undefined> {
  const { rows } = await db.query<AuditEntry & { id: string }>(
    'select id::text, operator, action, subject, detail, at from audit_log where id = $1',
    [id],
  );
  return rows[0];
}

/** The names under which anything was done, in order. */
export async function auditedOperators(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ operator: string }>(
    'select distinct operator from audit_log order by operator',
  );
  return rows.map(({ operator }) => operator);
}
