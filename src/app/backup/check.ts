import { backupLines } from './lines.ts';
import { expectEnd, expectTable } from './load.ts';
import { readManifest, type Manifest } from './manifest.ts';

/** Reads the unzipped bytes of a backup to their end, and compares the checksum; no database is needed. Throws SetupError. */
export async function checkBackup(content: AsyncIterable<Buffer>): Promise<Manifest> {
  const lines = backupLines(content);
  const manifest = readManifest(await lines.line());
  for (const { name } of manifest.tables) {
    await expectTable(lines, name);
    const rows = lines.rows();
    while ((await rows.next()).done !== true);
  }
  await expectEnd(lines);
  return manifest;
}
