import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { messageOf } from '../errors.ts';
import type { App } from '../ports.ts';
import { objectionTo } from './admission.ts';
import { openConfigChecker } from './config-checker.ts';
import { configState } from './config-state.ts';
import { goldenFile, measure, readGolden, type Measured } from './golden.ts';
import { createReload, type ConfigProblem } from './reload.ts';

/** Milliseconds between two looks at the files. A change is taken up after two looks that see the same. */
const LOOK_EVERY_MS = 2_000;

/** A service with its configuration kept up with the files. */
export type LiveConfig = {
  /** The service as it is now: what changes, changes whole. */
  readonly app: () => App;
  /** Why the files are not what judges; null when they are. */
  readonly problem: () => ConfigProblem | null;
  /** Looks no more; a look under way is given up. */
  readonly close: () => Promise<void>;
};

export type FollowOptions = {
  readonly folder: string;
  /** The state of the files before they were read. */
  readonly state: string;
  /** Who follows: one who judges items, or one who only shows pages. Null: nobody does. */
  readonly as: 'judge' | 'page' | null;
};

/**
 * Admits the configuration that a service starts with, and follows its files from then on. Throws SetupError where it
 * judges the golden set worse than the one in force.
 */
export async function followConfig(
  start: App,
  { folder, state, as }: FollowOptions,
): Promise<LiveConfig> {
  if (as === null) {
    return { app: () => start, problem: () => null, close: () => Promise.resolve() };
  }
  let app = start;
  const measured = as === 'judge' ? await admit(app, folder) : null;
  const checker = openConfigChecker(folder);
  const reload = createReload(
    {
      state: () => configState(folder),
      check: checker.check,
      measureCurrent: async () => measure(app.classifier, await readGolden(goldenFile(folder))),
      app: () => app,
      adopt: (changed) => {
        app = { ...app, ...changed };
      },
      judges: as === 'judge',
    },
    { state, measured },
  );
  const ending = new AbortController();
  const looking = keepLooking(reload.look, start.log, ending.signal);
  return {
    app: () => app,
    problem: reload.problem,
    close: async () => {
      ending.abort();
      await checker.close();
      await looking;
    },
  };
}

async function keepLooking(
  look: () => Promise<void>,
  log: Logger,
  ending: AbortSignal,
): Promise<void> {
  let told = '';
  while (!ending.aborted) {
    try {
      await wait(LOOK_EVERY_MS, undefined, { signal: ending, ref: false });
      await look();
      told = '';
    } catch (error) {
      const problem = messageOf(error);
      if (!ending.aborted && problem !== told) {
        log.warn({ problem }, 'the configuration cannot be followed, it is tried again');
      }
      told = problem;
    }
  }
}

/** Measures a configuration that was not in force before, and puts it in force. Returns its figure. */
async function admit({ config, classifier, store, now }: App, folder: string): Promise<Measured> {
  const { revision } = config;
  const golden = await readGolden(goldenFile(folder));
  const before = await store.config.inForce();
  const isKnown = before?.revision === revision;
  if (isKnown && before.golden !== null && before.golden.set === golden.hash) return before.golden;
  const measured = await measure(classifier, golden);
  const objection = isKnown ? null : objectionTo(measured, before?.golden ?? null);
  if (objection !== null) {
    const { mend } = objection;
    await store.config.refuse({ revision, problem: messageOf(objection), mend, at: now() });
    throw objection;
  }
  await store.config.enforce({ revision, forced: false, golden: measured, at: now() });
  return measured;
}
