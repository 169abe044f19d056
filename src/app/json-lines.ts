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
  return parseJsonLines(file, text, schema);
}

/** The same as readJsonLines for a text that was read already; empty lines are passed over. `file` is only named. */
export function parseJsonLines<T extends z.ZodType>(
  file: string,
  text: string,
  schema: T,
): z.output<T>[] {
  const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [{ line, at }]));
  if (lines.length === 0) throw new UsageError(`${file} holds no item`);
  return lines.map(({ line, at }) => {
    try {
      return schema.parse(JSON.parse(line));
    } catch (error) {
      const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
      throw new UsageError(`${file}:${at + 1}: ${why}`);
    }
  });
}
