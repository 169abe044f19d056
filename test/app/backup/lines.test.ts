import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkBackup } from '../../../src/app/backup/check.ts';
import { backupLines } from '../../../src/app/backup/lines.ts';
import { SetupError } from '../../../src/errors.ts';

/** A row as COPY writes it: no newline, and backslashes in twos or before a letter. */
const row = fc
  .array(fc.constantFrom('a', '\\\\', '\\n', '\\N', '\t', '.', 'Ж', '\\\\.', ''), { maxLength: 8 })
  .map((parts) => `${parts.join('')}\n`);
const tables = fc.array(fc.array(row, { maxLength: 12 }), { minLength: 1, maxLength: 4 });

describe('a backup that comes in pieces', () => {
  test('has the same lines and rows wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1, max: 40 }), async (content, size) => {
        const lines = backupLines(pieces(backupOf(content), size));
        expect(await lines.line()).toContain('"flagbearer"');
        for (const [index, rows] of content.entries()) {
          expect(await lines.line()).toBe(`{"table":"t${index}"}\n`);
          const found: Buffer[] = [];
          for await (const block of lines.rows()) {
            expect(block.at(-1)).toBe(10);
            found.push(block);
          }
          expect(Buffer.concat(found).toString()).toBe(rows.join(''));
        }
        expect(await lines.line()).toContain(lines.digest());
        expect(await lines.line()).toBeNull();
      }),
    );
  });
});

describe('a file', () => {
  test('of which a byte is not as it was written is found damaged, or its content is whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (content, at, by) => {
          const file = gzipSync(backupOf(content));
          const place = at % file.length;
          file.writeUInt8(file.readUInt8(place) ^ by, place);
          await expectBroken(file, content.length);
        },
      ),
    );
  });

  test('that is cut off anywhere is found cut off', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.nat(), async (content, at) => {
        const file = gzipSync(backupOf(content));
        await expect(check(file.subarray(0, at % file.length))).rejects.toThrow(SetupError);
      }),
    );
  });

  test('whose text was changed and zipped again is found damaged', async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (content, at, by) => {
          const text = backupOf(content);
          const place = at % text.length;
          text.writeUInt8(text.readUInt8(place) ^ by, place);
          await expect(check(gzipSync(text))).rejects.toThrow(SetupError);
        },
      ),
    );
  });
});

/** Bits of a gzip header mean nothing to the content. */
async function expectBroken(file: Buffer, count: number): Promise<void> {
  try {
    expect((await check(file)).tables).toHaveLength(count);
  } catch (error) {
    expect(error).toBeInstanceOf(SetupError);
  }
}

function check(file: Buffer): ReturnType<typeof checkBackup> {
  return checkBackup(Readable.from([file]).pipe(createGunzip()));
}

function backupOf(content: readonly (readonly string[])[]): Buffer {
  const manifest = {
    flagbearer: 'backup',
    format: 1,
    version: '1.0.0',
    madeAt: '2026-03-04T12:00:00.000Z',
    steps: [1],
    tables: content.map((rows, index) => ({
      name: `t${index}`,
      columns: ['a'],
      rows: rows.length,
      sequences: [],
    })),
  };
  const parts = content.map((rows, index) => `{"table":"t${index}"}\n${rows.join('')}\\.\n`);
  const text = `${JSON.stringify(manifest)}\n${parts.join('')}`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  return Buffer.from(`${text}{"sha256":"${sha256}"}\n`);
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
