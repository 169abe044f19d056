import { messageOf } from '../../errors.ts';
import { addAuditEntry } from '../../store/audit-log.ts';
import { copyIn } from '../../store/backup-copy.ts';
import { beginLoading, endLoading, loadableTables, setSequences } from '../../store/backup-load.ts';
import { settleWaitingMail, type MailFound, type WaitingMail } from '../../store/backup-mail.ts';
import { copyExactly } from '../../store/backup-snapshot.ts';
import { copyStatement } from '../../store/backup-tables.ts';
import { migrate } from '../../store/migrate.ts';
import type { Pool } from '../../store/pool.ts';
import type { BackupLines } from './lines.ts';
import { damaged, readMark, type Manifest } from './manifest.ts';
import type { BackupProgress } from './make.ts';

/**
 * Numbers that are not given again after a restore to an earlier moment: those that rows got since then are in mails, links and
 * jobs. More than any table grows by in a day.
 */
const SKIPPED_NUMBERS = 1_000_000;

/** What is loaded, and how. */
export type LoadOptions = {
  readonly manifest: Manifest;
  readonly mail: WaitingMail;
  readonly now: () => Date;
  readonly progress: (at: BackupProgress) => void;
};

/** Loads a backup's rows into an empty database, within the transaction of `inside`. Throws SetupError where the file is not whole. */
export async function load(
  inside: Pool,
  lines: BackupLines,
  { manifest, mail, now, progress }: LoadOptions,
): Promise<MailFound> {
  await copyExactly(inside);
  const steps = new Set(manifest.steps);
  await migrate(inside, now(), ({ id }) => steps.has(id));
  await refuseStrangeTables(inside, manifest);
  const loading = await beginLoading(inside);
  await loadTables(inside, lines, { manifest, progress });
  await damagedIfFails('the rows contradict one another', () => endLoading(inside, loading));
  const isEarlier = mail !== 'send';
  for (const table of manifest.tables) {
    await setSequences(inside, table, isEarlier ? SKIPPED_NUMBERS : 0);
  }
  await migrate(inside, now());
  const reason = `restored from a backup of ${manifest.madeAt}: what was waiting then may have been sent since`;
  const found = await settleWaitingMail(inside, mail, { reason, now: now() });
  await addAuditEntry(inside, {
    operator: 'command line',
    action: 'restore',
    subject: `backup of ${manifest.madeAt}`,
    detail: `mail that waited: ${mail}`,
    at: now(),
  });
  return found;
}

/** A manifest that names other tables or columns than its steps make was not written by us. */
async function refuseStrangeTables(inside: Pool, { tables }: Manifest): Promise<void> {
  const known = await loadableTables(inside);
  for (const { name, columns, sequences } of tables) {
    const own = known.get(name) ?? [];
    const named = [...columns, ...sequences.map(({ column }) => column)];
    if (own.length > 0 && named.every((column) => own.includes(column))) continue;
    throw damaged(
      `it holds a table ${JSON.stringify(name)} that its schema does not have like this`,
    );
  }
}

async function loadTables(
  inside: Pool,
  lines: BackupLines,
  { manifest, progress }: Pick<LoadOptions, 'manifest' | 'progress'>,
): Promise<void> {
  let bytes = 0;
  for (const [index, table] of manifest.tables.entries()) {
    await expectTable(lines, table.name);
    const at = { table: table.name, begun: index + 1, of: manifest.tables.length };
    const blocks = counted(lines.rows(), (length) => {
      bytes += length;
      progress({ ...at, bytes });
    });
    const rows = await damagedIfFails(`the rows of ${table.name} cannot be read`, () =>
      copyIn(inside, copyStatement(table, 'in'), blocks),
    );
    if (rows === table.rows) continue;
    throw damaged(`it has ${rows} rows of ${table.name} and says ${table.rows}`);
  }
  await expectEnd(lines);
}

/** Reads on to the rows of a table. */
export async function expectTable(lines: BackupLines, name: string): Promise<void> {
  const mark = readMark(await lines.line());
  if ('table' in mark && mark.table === name) return;
  throw damaged(`the rows of ${name} are not in their place`);
}

/** Reads on to the end, and compares the checksum. */
export async function expectEnd(lines: BackupLines): Promise<void> {
  const mark = readMark(await lines.line());
  const isWhole = 'sha256' in mark && mark.sha256 === lines.digest();
  // Only at the end of its input does gzip compare what it has counted.
  if (isWhole && (await lines.line()) === null) return;
  throw damaged('its checksum is not that of its content');
}

async function* counted(
  blocks: AsyncIterable<Buffer>,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const block of blocks) {
    count(block.length);
    yield block;
  }
}

/** Postgres's classes 22 (a value) and 23 (a constraint) are about what the file holds. */
async function damagedIfFails<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (!/^2[23]/.test(code)) throw error;
    throw damaged(`${what} (${messageOf(error)})`, {
      cause: error,
    });
  }
}
