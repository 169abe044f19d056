import { setTimeout as wait } from 'node:timers/promises';
import { SOURCE_MOODS } from './publishers.ts';
import type { ChaosWorld } from './world.ts';

/** Hurts a world once, and mends what does not mend itself. `chance` gives numbers from 0 to 1. */
export type ChaosFault = {
  readonly name: string;
  /** Whether it can be done to this world. */
  readonly fits: (world: ChaosWorld) => boolean;
  readonly strike: (world: ChaosWorld, chance: () => number) => Promise<void>;
};

const always = (): boolean => true;
const OUTAGE_MS = 2_000;

/** All kinds of faults. A full disk and a clock that jumps need rights that a test does not have: they are not among them. */
export const CHAOS_FAULTS: readonly ChaosFault[] = [
  ...[0, 1].map((at): ChaosFault => ({
    name: at === 0 ? 'kill -9 of the server' : 'kill -9 of a worker',
    fits: always,
    strike: async ({ processes }) => processes[at]?.kill('SIGKILL'),
  })),
  {
    name: 'kill -9 of all processes',
    fits: always,
    strike: async ({ processes }) => {
      await Promise.all(processes.map((one) => one.kill('SIGKILL')));
    },
  },
  {
    name: 'rolling restart',
    fits: always,
    strike: async ({ processes }) => {
      for (const one of processes) await one.kill('SIGTERM');
    },
  },
  {
    name: 'a process that stands still',
    fits: always,
    strike: async ({ processes }) => {
      const [, worker] = processes;
      worker?.signal('SIGSTOP');
      await wait(OUTAGE_MS);
      worker?.signal('SIGCONT');
    },
  },
  { name: 'crash of Postgres', fits: always, strike: ({ crashDatabase }) => crashDatabase() },
  ...(['database', 'redis', 'smtp'] as const).flatMap((which): ChaosFault[] => [
    {
      name: `connections to ${which} cut`,
      fits: ({ proxies }) => proxies[which] !== null,
      strike: ({ proxies }) => {
        proxies[which]?.cut();
        return Promise.resolve();
      },
    },
    {
      name: `${which} out of reach`,
      fits: ({ proxies }) => proxies[which] !== null,
      strike: async ({ proxies }) => {
        proxies[which]?.refuse();
        await wait(OUTAGE_MS);
        proxies[which]?.mend();
      },
    },
    {
      name: `${which} slow`,
      fits: ({ proxies }) => proxies[which] !== null,
      strike: async ({ proxies }) => {
        proxies[which]?.slow(150);
        await wait(OUTAGE_MS);
        proxies[which]?.mend();
      },
    },
  ]),
  {
    name: 'Redis flushed',
    fits: ({ redis }) => redis !== null,
    strike: async ({ redis }) => redis?.flush(),
  },
  {
    name: 'crash of Redis',
    fits: ({ redis }) => redis !== null,
    strike: async ({ redis }) => {
      await redis?.kill();
      await wait(OUTAGE_MS / 2);
      await redis?.restart();
    },
  },
  ...SOURCE_MOODS.map((mood): ChaosFault => ({
    name: `a source: ${mood}`,
    fits: always,
    strike: async ({ publishers }, chance) => {
      const source = Math.floor(chance() * publishers.rows.length);
      publishers.upset(source, mood);
      await wait(OUTAGE_MS);
      publishers.upset(source, null);
    },
  })),
  {
    name: 'a broken configuration',
    fits: always,
    strike: async ({ config }) => {
      await config.write('keywords/lexicon/en.yaml', 'concepts: [');
      await wait(OUTAGE_MS);
      await config.bans(['ban', 'suspend', 'exclude', 'bar']);
    },
  },
  {
    name: 'a changed configuration',
    fits: always,
    strike: async ({ config }, chance) =>
      config.bans(['ban', 'suspend', 'exclude', 'bar', `word${Math.floor(chance() * 1e6)}`]),
  },
];
