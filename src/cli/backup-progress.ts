import type { BackupProgress } from '../app/backup/make.ts';

const EVERY_MS = 200;

/** Shows on standard error how far it is, in one line that is written again; where that is no terminal, nothing. */
export function showProgress(stream: NodeJS.WriteStream): {
  readonly show: (at: BackupProgress) => void;
  /** Takes the line away. */
  readonly end: () => void;
} {
  if (!stream.isTTY) return { show: () => undefined, end: () => undefined };
  let shownAt = -Infinity;
  return {
    show: ({ table, begun, of, bytes }) => {
      const now = performance.now();
      if (now - shownAt < EVERY_MS) return;
      shownAt = now;
      stream.write(`\r\u001B[K${begun} of ${of} tables, ${megabytes(bytes)} (${table})`);
    },
    end: () => {
      if (shownAt > 0) stream.write('\r\u001B[K');
    },
  };
}

/** Bytes as people read them, such as `12.3 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
