import { loadConfig, type Config } from '../config/load.ts';
import { compareFigures, type GoldenError, type GoldenFigure } from '../core/classify/golden.ts';
import type { Store } from '../store/store.ts';
import { objectionTo } from './admission.ts';
import { classifierOf } from './classifier-of.ts';
import { goldenFile, measure, readGolden, type Measured } from './golden.ts';

/** How a configuration stands against the golden set and against the one in force. Plain data. */
export type ConfigTest = GoldenFigure & {
  readonly file: string;
  readonly revision: string;
  /** Null where nothing is in force, nobody measured it, or by another set. */
  readonly inForce: {
    readonly revision: string;
    readonly since: Date;
    readonly f1: number;
    readonly newErrors: readonly GoldenError[];
  } | null;
  /** Why a service would refuse it; null where it would not. */
  readonly refusal: { readonly problem: string; readonly mend: string } | null;
};

/** A test with what is needed to accept what was tested. */
export type TestedConfig = {
  readonly result: ConfigTest;
  readonly config: Config;
  readonly measured: Measured;
};

/**
 * Measures the configuration in a folder by its golden set or by another file, and compares with the one in force where
 * there are records. Throws SetupError.
 */
export async function testConfig(
  folder: string,
  file: string | null,
  store: Store | null,
): Promise<TestedConfig> {
  const config = await loadConfig(folder);
  const golden = await readGolden(file ?? goldenFile(folder));
  const measured = await measure(classifierOf(config), golden);
  const before = await store?.config.inForce();
  const comparable = before?.golden?.set === measured.set ? before.golden : null;
  const isOther = before !== undefined && before.revision !== config.revision;
  const objection = isOther ? objectionTo(measured, comparable) : null;
  const result = {
    file: golden.file,
    revision: config.revision,
    ...measured.figure,
    inForce:
      before === undefined || comparable === null
        ? null
        : {
            revision: before.revision,
            since: before.at,
            f1: comparable.figure.f1,
            newErrors: compareFigures(comparable.figure, measured.figure).newErrors,
          },
    refusal: objection === null ? null : { problem: objection.message, mend: objection.mend },
  };
  return { result, config, measured };
}

/** Puts a tested configuration in force; every process that follows the same files takes it up. */
export async function acceptConfig(
  store: Store,
  { config, measured }: TestedConfig,
  now: Date,
): Promise<void> {
  const { revision, texts } = config;
  await store.revisions.record({ hash: revision, texts }, now);
  await store.config.enforce({ revision, forced: true, golden: measured, at: now });
}
