import { createHash } from 'node:crypto';
import { cutOff, damaged, END_OF_ROWS } from './manifest.ts';

/** A backup's content as it is read: lines of ours, and blocks of rows between them. */
export type BackupLines = {
  /** The next line of ours, or null at the end. Throws SetupError where the file is cut off or damaged. */
  readonly line: () => Promise<string | null>;
  /** The rows up to their end, in blocks of whole lines; read all of them before the next line. Throws likewise. */
  readonly rows: () => AsyncGenerator<Buffer>;
  /** SHA-256, in hex, of all before the line that was read last. */
  readonly digest: () => string;
};

const NEWLINE = 10;
const END = Buffer.from(END_OF_ROWS);
const END_AFTER_ROW = Buffer.from(`\n${END_OF_ROWS}`);
/** A manifest of some sixty tables has 15 kB. */
const LONGEST_LINE = 4_194_304;

/** Reads the unzipped bytes of a backup. */
export function backupLines(chunks: AsyncIterable<Buffer>): BackupLines {
  const source = readable(chunks);
  const hash = createHash('sha256');
  let unread: Buffer = Buffer.alloc(0);
  let last: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await source.next();
    if (next.done === true) return false;
    unread = unread.length === 0 ? next.value : Buffer.concat([unread, next.value]);
    return true;
  };
  const take = (length: number): Buffer => {
    hash.update(last);
    last = unread.subarray(0, length);
    unread = unread.subarray(length);
    return last;
  };
  return {
    line: async () => {
      for (;;) {
        const at = unread.indexOf(NEWLINE);
        if (at >= 0) return take(at + 1).toString();
        if (unread.length > LONGEST_LINE) throw damaged('a line of it has no end');
        if (await more()) continue;
        if (unread.length === 0) return null;
        throw cutOff();
      }
    },
    rows: async function* () {
      for (;;) {
        if (unread.subarray(0, END.length).equals(END)) {
          take(END.length);
          return;
        }
        const at = unread.indexOf(END_AFTER_ROW);
        const whole = (at >= 0 ? at : unread.lastIndexOf(NEWLINE)) + 1;
        // The end may have come but for its last byte: then it looks like the beginning of a row.
        if (whole > 0) yield take(whole);
        else if (!(await more())) throw cutOff();
      }
    },
    digest: () => hash.copy().digest('hex'),
  };
}

/** The chunks; what zlib says of a file that is not whole is put as what it means. */
async function* readable(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (code === 'Z_BUF_ERROR') throw cutOff();
    if (code.startsWith('Z_')) {
      throw damaged('it is no backup, or not as it was written');
    }
    throw error;
  }
}
