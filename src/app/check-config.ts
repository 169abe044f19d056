import { loadConfig, type Config } from '../config/load.ts';
import { messageOf, SetupError } from '../errors.ts';
import { classifierOf } from './classifier-of.ts';
import { goldenFile, measure, readGolden, type Measured } from './golden.ts';

/** What a look at the configuration folder found. Plain data: it passes between threads. */
export type ConfigCheck =
  | { readonly ok: true; readonly config: Config; readonly measured: Measured }
  | { readonly ok: false; readonly problem: string; readonly mend: string };

/** Reads and compiles the configuration in a folder, and measures it by its golden set. Never throws. */
export async function checkConfig(folder: string): Promise<ConfigCheck> {
  try {
    const config = await loadConfig(folder);
    const golden = await readGolden(goldenFile(folder));
    return { ok: true, config, measured: await measure(classifierOf(config), golden) };
  } catch (error) {
    const mend = error instanceof SetupError ? error.mend : 'Correct what the message names.';
    return { ok: false, problem: messageOf(error), mend };
  }
}
