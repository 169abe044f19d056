import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../config/load.ts';
import { messageOf } from '../errors.ts';
import type { App } from '../ports.ts';
import { objectionTo } from './admission.ts';
import type { ConfigCheck } from './check-config.ts';
import { classifierOf } from './classifier-of.ts';
import type { Measured } from './golden.ts';
import { introduceConfig } from './introduce-config.ts';
import { syncSubscribers } from './subscribers/sync.ts';

/** Why the files of the configuration are not what judges. */
export type ConfigProblem = {
  /** Of the files; null where they cannot be read. */
  readonly revision: string | null;
  readonly problem: string;
  readonly mend: string;
};

/** What following the files needs of the rest. */
export type ReloadPorts = {
  /** See `configState`. */
  readonly state: () => Promise<string>;
  /** Looks at the files as they are now; see `checkConfig`. */
  readonly check: () => Promise<ConfigCheck>;
  /** Measures what judges now by the golden set as it is now. */
  readonly measureCurrent: () => Promise<Measured>;
  readonly app: () => App;
  readonly adopt: (changed: Pick<App, 'config' | 'classifier'>) => void;
  /** Whether this process judges items; one that only shows pages leaves the records alone. */
  readonly judges: boolean;
};

/** Follows the files: each look notices a change, or finishes one noticed before. */
export type Reload = {
  readonly look: () => Promise<void>;
  readonly problem: () => ConfigProblem | null;
};

/**
 * Starts from the state of the files that are in use, and the figure of their configuration if it is known. A change is
 * taken up once the files have been the same for two looks, so that nothing is read half written. What cannot be read,
 * or judges the golden set worse, is refused once and leaves what judges as it is.
 */
export function createReload(
  ports: ReloadPorts,
  start: { readonly state: string; readonly measured: Measured | null },
): Reload {
  let seen = start.state;
  let settled = start.state;
  let { measured } = start;
  let refused: (ConfigProblem & { readonly check: ConfigCheck }) | null = null;

  const decide = async (check: ConfigCheck): Promise<void> => {
    const objection = await objectionAgainst(ports, check, measured);
    if (objection === null && check.ok) {
      await takeUp(ports, check, refused !== null);
      ({ measured } = check);
      refused = null;
      return;
    }
    const { problem, mend } = objection ?? { problem: '', mend: '' };
    const revision = check.ok ? check.config.revision : null;
    const isNew = refused?.problem !== problem;
    refused = { revision, problem, mend, check };
    if (isNew) await tellRefusal(ports, refused);
  };

  return {
    problem: () => refused,
    look: async () => {
      const state = await ports.state();
      const isStill = state === seen;
      seen = state;
      if (!isStill) return;
      if (state !== settled) {
        await decide(await ports.check());
        settled = state;
      } else if (refused?.check.ok === true && (await isAccepted(ports, refused.check.config))) {
        await decide(refused.check);
      }
    },
  };
}

/** What speaks against a configuration; null when it may judge. */
async function objectionAgainst(
  ports: ReloadPorts,
  check: ConfigCheck,
  measured: Measured | null,
): Promise<{ readonly problem: string; readonly mend: string } | null> {
  if (!check.ok) return check;
  if (check.config.revision === ports.app().config.revision) return null;
  const isComparable = measured !== null && measured.set === check.measured.set;
  const before = isComparable ? measured : await ports.measureCurrent();
  const objection = objectionTo(check.measured, before);
  if (objection === null || (await isAccepted(ports, check.config))) return null;
  return { problem: messageOf(objection), mend: objection.mend };
}

/** Whether somebody said that a configuration is to judge whatever the golden set says. */
async function isAccepted({ app }: ReloadPorts, { revision }: Config): Promise<boolean> {
  return (await app().store.config.inForce())?.revision === revision;
}

async function takeUp(
  { app, adopt, judges }: ReloadPorts,
  { config, measured }: Extract<ConfigCheck, { ok: true }>,
  wasRefused: boolean,
): Promise<void> {
  const current = app();
  const { log, now, store } = current;
  if (!isDeepStrictEqual(config.service, current.config.service)) {
    log.info(
      'flagbearer.yaml differs from what the service runs on: it takes effect at the next start',
    );
  }
  if (config.revision !== current.config.revision) {
    const changed = {
      config: { ...config, service: current.config.service },
      classifier: classifierOf(config),
    };
    // Verdicts refer to the revision, so it is on record before the first of them.
    if (judges) await introduceConfig({ ...current, ...changed });
    adopt(changed);
    const { f1 } = measured.figure;
    log.info({ revision: config.revision, f1 }, 'configuration taken up');
  } else if (wasRefused) {
    log.info({ revision: config.revision }, 'the configuration is again what judges');
  }
  if (!isDeepStrictEqual(config.subscribers, current.config.subscribers)) {
    const { classifier, config: used } = app();
    adopt({ classifier, config: { ...used, subscribers: config.subscribers } });
    if (judges) await syncSubscribers(app());
  }
  if (!judges) return;
  const { revision } = config;
  await store.config.enforce({ revision, forced: false, golden: measured, at: now() });
}

async function tellRefusal(
  { app, judges }: ReloadPorts,
  { revision, problem, mend }: ConfigProblem,
): Promise<void> {
  const { log, now, store } = app();
  log.warn({ revision, problem, mend }, 'configuration refused: the one before judges on');
  if (judges) await store.config.refuse({ revision, problem, mend, at: now() });
}
