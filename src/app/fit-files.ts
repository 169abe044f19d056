import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/load.ts';
import { messageOf, UsageError } from '../errors.ts';
import { fit, type Fit } from '../fit/fit.ts';
import { readLabelled, type Labelled } from '../fit/labelled.ts';

/** What the learned layer is fitted to, and where it goes. */
export type FitFiles = {
  /** The folder of our own labelled items, in files named by language and writer such as en-a.jsonl. */
  readonly training: string;
  /** The golden set: own items too, among them those that operators put there because they were judged wrong. */
  readonly golden: string;
  /** Files of labelled items that others wrote. */
  readonly extra: readonly string[];
  /** The file that is written when the fit is a gain; null: none is. */
  readonly out: string | null;
};

/** A fit, and whether it was written. */
export type FitResult = Omit<Fit, 'text'> & { readonly bytes: number; readonly written: boolean };

/**
 * Fits the learned layer to the items of files and writes it where that is a gain. Throws UsageError for a file that
 * cannot be read, with its line.
 */
export async function fitFiles(
  files: FitFiles,
  config: Config,
  tell: (what: string) => void,
): Promise<FitResult> {
  const own = [...(await listJsonl(files.training)), files.golden].map((file) =>
    readItems(file, false),
  );
  const outside = files.extra.map((file) => readItems(file, true));
  const items = (await Promise.all([...own, ...outside])).flat();
  const { text, ...result } = fit(config.keywords, config.seeds, items, tell);
  const written = result.isGain && files.out !== null;
  if (written && files.out !== null) await writeFile(files.out, text);
  return { ...result, bytes: Buffer.byteLength(text), written };
}

/** Other files of the folder hold other things. */
const ITEMS = /^[a-z]{2}-[a-z]\.jsonl$/;

async function listJsonl(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new UsageError(`the folder ${folder} cannot be read: ${messageOf(error)}`);
  });
  const files = names.filter((name) => ITEMS.test(name)).toSorted();
  if (files.length === 0) {
    throw new UsageError(`${folder} holds no file of labelled items, such as en-a.jsonl`);
  }
  return files.map((name) => join(folder, name));
}

async function readItems(file: string, isOutside: boolean): Promise<Labelled[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}`);
  });
  return readLabelled(file, text, isOutside);
}
