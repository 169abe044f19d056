import { setTimeout as wait } from 'node:timers/promises';
import { randomFrom } from '../support/random.ts';
import { checkChaos, type ChaosVerdict } from './checker.ts';
import { CHAOS_FAULTS } from './faults.ts';
import { chaosScript } from './script.ts';
import { openChaosWorld, type Mode } from './world.ts';

/** How long a run takes and how hard it is. */
export type ChaosRun = {
  readonly mode: Mode;
  readonly seed: number;
  readonly seconds: number;
  readonly events: number;
  readonly sources: number;
  /** Milliseconds between two faults, about. */
  readonly faultEvery: number;
};

export type ChaosReport = ChaosVerdict & {
  readonly faults: number;
  /** How often each kind struck. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly starts: number;
};

/** After the last fault everything has to be settled within this time: a mail that failed twice is tried again after five minutes. */
const SETTLE_MS = 420_000;

/** Lets a service live through faults, and looks at what came of it. */
export async function runChaos(run: ChaosRun, tell: (line: string) => void): Promise<ChaosReport> {
  const script = chaosScript(run);
  const world = await openChaosWorld(run.mode, script, run.sources);
  const chance = randomFrom(run.seed + 1);
  const kinds: Record<string, number> = {};
  try {
    const faults = CHAOS_FAULTS.filter(({ fits }) => fits(world));
    const deck: (typeof faults)[number][] = [];
    const end = Date.now() + run.seconds * 1000;
    while (Date.now() < end) {
      await wait(run.faultEvery * (0.5 + chance()));
      // Every kind strikes once before one strikes again.
      if (deck.length === 0) deck.push(...faults);
      const [fault] = deck.splice(Math.floor(chance() * deck.length), 1);
      if (fault === undefined) break;
      tell(`${Math.round((end - Date.now()) / 1000)} s to go: ${fault.name}`);
      await fault.strike(world, chance);
      kinds[fault.name] = (kinds[fault.name] ?? 0) + 1;
    }
    const verdict = await settled(() => checkChaos(world, script), tell);
    const starts = world.processes.reduce((sum, one) => sum + one.starts(), 0);
    const count = Object.values(kinds).reduce((sum, one) => sum + one, 0);
    return { ...verdict, faults: count, kinds, starts };
  } finally {
    await world.close();
  }
}

/** Waits until nothing is amiss, or no longer. */
async function settled(
  check: () => Promise<ChaosVerdict>,
  tell: (line: string) => void,
): Promise<ChaosVerdict> {
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    const verdict = await check();
    if (verdict.violations.length === 0 || Date.now() > deadline) return verdict;
    tell(`not settled yet: ${verdict.violations.length} to go, such as ${verdict.violations[0]}`);
    await wait(5_000);
  }
}
