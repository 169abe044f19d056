import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { messageOf, UsageError } from '../errors.ts';

/** Reads a file of one JSON object a line. Throws UsageError with the line that cannot be read. */
export async function readJsonLines<T extends z.ZodType>(
  file: string,
  schema: T,
): Promise<z.output<T>[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}`);
  });
  const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [{ line, at }]));
  if (lines.length === 0) throw new UsageError(`${file} holds no line`);
  return lines.map(({ line, at }) => {
    try {
      return schema.parse(JSON.parse(line));
    } catch (error) {
      const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
      throw new UsageError(`${file}:${at + 1}: ${why}`);
    }
  });
}
