import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { PermanentError } from '../../src/errors.ts';
import { count, eventually, gate, patient, recorder, stubborn, tick } from './bench.ts';
import type { Bench } from './bench.ts';

export type Behaviour = {
  readonly name: string;
  readonly check: (bench: Bench) => Promise<void>;
};

/** What the board tells of a queue, as far as it is looked at here. */
type BoardQueue = {
  readonly name: string;
  readonly jobs: readonly { readonly id: string; readonly data: unknown }[];
};

const HOURLY = { ...tick, everyMs: 3_600_000 };

/** What holds whichever server holds the jobs. */
export const BEHAVIOURS: readonly Behaviour[] = [
  {
    name: 'a job runs once, with its payload',
    check: async ({ queues, work }) => {
      const { perform, done } = recorder();
      await work(perform);
      await queues.enqueue(count, [{ n: 1, note: 'ä “x” 🏅' }]);
      await queues.enqueue(count, [{ n: 2 }]);
      await eventually(() => done.length >= 2);
      expect(done.map(({ name, data, attempt }) => ({ name, data, attempt }))).toEqual([
        { name: 'count', data: { n: 1, note: 'ä “x” 🏅' }, attempt: 1 },
        { name: 'count', data: { n: 2 }, attempt: 1 },
      ]);
      expect((await queues.counts()).process).toEqual(nothing());
    },
  },
  {
    name: 'a payload that does not fit is refused, with all that were enqueued beside it',
    check: async ({ queues }) => {
      const payloads = [{ n: 1 }, { n: 0.5 }];
      await expect(queues.enqueue(count, payloads)).rejects.toThrow(PermanentError);
      expect((await queues.counts()).process).toEqual(nothing());
    },
  },
  {
    name: 'nothing is enqueued for no payloads',
    check: async ({ queues }) => {
      await queues.enqueue(count, []);
      expect((await queues.counts()).process).toEqual(nothing());
    },
  },
  {
    name: 'the board shows every job, and lets none be changed',
    check: async ({ queues }) => {
      await queues.enqueue(count, [{ n: 1, note: 'ä <b>' }]);
      const board = await queues.board({
        basePath: '/jobs',
        back: { text: 'Console', url: '/ops' },
      });
      const page = await board.request('/jobs');
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Queues')]);
      const shown = await board.request('/jobs/api/queues?activeQueue=process&status=waiting');
      const { queues: listed }: { readonly queues: readonly BoardQueue[] } = JSON.parse(
        await shown.text(),
      );
      expect(listed.map(({ name }) => name).toSorted()).toEqual([
        'digest',
        'fetch',
        'mail',
        'process',
        'sweep',
      ]);
      const own = listed.find(({ name }) => name === 'process');
      expect(own).toMatchObject({ readOnlyMode: true, counts: { waiting: 1 } });
      expect(own?.jobs.map(({ data }) => data)).toEqual([{ n: 1, note: 'ä <b>' }]);
      const id = own?.jobs[0]?.id ?? '';
      for (const [method, path] of [
        ['PUT', 'process/pause'],
        ['PUT', 'process/empty'],
        ['PUT', `process/${id}/clean`],
        ['PUT', `process/${id}/promote`],
        ['POST', 'process/add'],
      ] as const) {
        const answer = await board.request(`/jobs/api/queues/${path}`, { method });
        expect([path, answer.status >= 400]).toEqual([path, true]);
      }
      expect((await queues.counts()).process).toEqual({ ...nothing(), waiting: 1 });
    },
  },
  {
    name: 'more jobs than one chunk holds are all enqueued, each once',
    check: async ({ queues, work }) => {
      const payloads = Array.from({ length: 750 }, (_, n) => ({ n: n % 700 }));
      await queues.enqueue(count, payloads);
      expect((await queues.counts()).process).toEqual({ ...nothing(), waiting: 700 });
      const { perform, done } = recorder();
      await work(perform, 10);
      await eventually(() => done.length >= 700);
      expect(new Set(done.map(({ data }) => JSON.stringify(data))).size).toBe(700);
    },
  },
  {
    name: 'a job whose twin waits is dropped',
    check: async ({ queues, work }) => {
      await queues.enqueue(count, [{ n: 1 }, { n: 1 }]);
      await queues.enqueue(count, [{ n: 1 }, { n: 2 }]);
      expect((await queues.counts()).process.waiting).toBe(2);
      const { perform, done } = recorder();
      await work(perform);
      await eventually(async () => (await queues.counts()).process.waiting === 0);
      await eventually(() => done.length >= 2);
      expect(done.map(({ data }) => data)).toEqual([{ n: 1 }, { n: 2 }]);
    },
  },
  {
    name: 'jobs of the same key but another name are no twins',
    check: async ({ queues }) => {
      await queues.enqueue(count, [{ n: 1 }]);
      await queues.enqueue(stubborn, [{ n: 1 }]);
      expect((await queues.counts()).process.waiting).toBe(2);
    },
  },
  {
    name: 'keys too long for an index still tell jobs apart',
    check: async ({ queues }) => {
      const long = { ...count, key: ({ n }: { n: number }) => 'ключ'.repeat(2_000) + String(n) };
      await queues.enqueue(long, [{ n: 1 }, { n: 2 }, { n: 1 }]);
      expect((await queues.counts()).process.waiting).toBe(2);
    },
  },
  {
    name: 'of the jobs whose twin is running one is kept, the latest, and runs after it',
    check: async ({ queues, work }) => {
      const { passed, open } = gate();
      const { perform, taken, done } = recorder(passed);
      await work(perform, 2);
      await queues.enqueue(count, [{ n: 1, note: 'first' }]);
      await eventually(() => taken.length === 1);
      await queues.enqueue(count, [{ n: 1, note: 'second' }]);
      await queues.enqueue(count, [{ n: 1, note: 'third' }]);
      expect((await queues.counts()).process).toEqual({ ...nothing(), active: 1 });
      open();
      await eventually(() => done.length >= 2);
      await eventually(async () => (await queues.counts()).process.active === 0);
      expect(done.map(({ data }) => data)).toEqual([
        { n: 1, note: 'first' },
        { n: 1, note: 'third' },
      ]);
      expect((await queues.counts()).process).toEqual(nothing());
    },
  },
  {
    name: 'a job kept behind one that fails for good runs all the same',
    check: async ({ queues, work }) => {
      const { passed, open } = gate();
      const runs: unknown[] = [];
      await work(async ({ data }) => {
        runs.push(data);
        await passed;
        if (runs.length === 1) throw new PermanentError('no');
      });
      await queues.enqueue(count, [{ n: 1, note: 'first' }]);
      await eventually(() => runs.length === 1);
      await queues.enqueue(count, [{ n: 1, note: 'second' }]);
      open();
      await eventually(() => runs.length >= 2);
      expect(runs[1]).toEqual({ n: 1, note: 'second' });
    },
  },
  {
    name: 'after it is done a job can run again',
    check: async ({ queues, work }) => {
      const { perform, done } = recorder();
      await work(perform);
      for (const runs of [1, 2, 3]) {
        await queues.enqueue(count, [{ n: 1 }]);
        await eventually(() => done.length >= runs);
        await eventually(async () => (await queues.counts()).process.active === 0);
      }
      expect(done).toHaveLength(3);
    },
  },
  {
    name: 'after it failed for good a job can run again',
    check: async ({ queues, work }) => {
      let runs = 0;
      await work(() => {
        runs += 1;
        return Promise.reject(new Error('no'));
      });
      await queues.enqueue(count, [{ n: 1 }]);
      await eventually(async () => (await queues.counts()).process.failed === 1);
      await queues.enqueue(count, [{ n: 1 }]);
      await eventually(async () => (await queues.counts()).process.failed === 2);
      expect(runs).toBe(2);
    },
  },
  {
    name: 'a job that fails is tried again, as often as it says, then counted as failed',
    check: async ({ queues, work, logged }) => {
      const attempts: number[] = [];
      await work(({ attempt }) => {
        attempts.push(attempt);
        return Promise.reject(new Error(`attempt ${attempt}`));
      });
      await queues.enqueue(stubborn, [{ n: 1 }]);
      await eventually(async () => (await queues.counts()).process.failed === 1);
      expect(attempts).toEqual([1, 2, 3]);
      const lines = logged.filter(({ msg }) => msg === 'job ended');
      expect(
        lines.map(({ job, attempt, outcome, problem }) => [job, attempt, outcome, problem]),
      ).toEqual([
        ['stubborn', 1, 'will be tried again', 'attempt 1'],
        ['stubborn', 2, 'will be tried again', 'attempt 2'],
        ['stubborn', 3, 'failed', 'attempt 3'],
      ]);
    },
  },
  {
    name: 'a job that waits for its next attempt is a twin, and counted as delayed',
    check: async ({ queues, work }) => {
      await work(() => Promise.reject(new Error('no')));
      await queues.enqueue(patient, [{ n: 1 }]);
      await eventually(async () => (await queues.counts()).process.delayed === 1);
      await queues.enqueue(patient, [{ n: 1 }]);
      expect((await queues.counts()).process).toEqual({ ...nothing(), delayed: 1 });
    },
  },
  {
    name: 'a permanent error is not tried again',
    check: async ({ queues, work }) => {
      let runs = 0;
      await work(() => {
        runs += 1;
        return Promise.reject(new PermanentError('gone'));
      });
      await queues.enqueue(stubborn, [{ n: 1 }]);
      await eventually(async () => (await queues.counts()).process.failed === 1);
      expect(runs).toBe(1);
    },
  },
  {
    name: 'payloads stay out of the log',
    check: async ({ queues, work, logged }) => {
      await work(({ attempt }) =>
        attempt === 1 ? Promise.reject(new Error('no')) : Promise.resolve(),
      );
      await queues.enqueue(stubborn, [{ n: 1, note: 'reader@example.org' }]);
      await eventually(() => logged.some(({ outcome }) => outcome === 'done'));
      expect(JSON.stringify(logged)).not.toContain('reader@');
    },
  },
  {
    name: 'a scheduled job starts at once and goes on by itself',
    check: async ({ queues, work }) => {
      const { perform, done } = recorder();
      await work(perform);
      await queues.schedule([count, tick]);
      await eventually(() => done.length >= 4);
      expect(new Set(done.map(({ name, data }) => `${name} ${JSON.stringify(data)}`))).toEqual(
        new Set(['tick {}']),
      );
    },
  },
  {
    name: 'a schedule is not doubled by a restart or by other processes',
    check: async ({ queues, join }) => {
      await queues.schedule([HOURLY]);
      await queues.schedule([HOURLY]);
      const others = await Promise.all([join(), join(), join()]);
      await Promise.all(others.map((other) => other.queues.schedule([HOURLY])));
      const { waiting, delayed } = (await queues.counts()).sweep;
      expect(waiting + delayed).toBe(1);
    },
  },
  {
    name: 'processes that start at the same time start a schedule once',
    check: async ({ queues, join }) => {
      const others = await Promise.all([join(), join(), join()]);
      await Promise.all(others.map((other) => other.queues.counts()));
      await Promise.all(others.map((other) => other.queues.schedule([HOURLY])));
      expect((await queues.counts()).sweep).toEqual({ ...nothing(), waiting: 1 });
    },
  },
  {
    name: 'a schedule with another interval takes the place of the old one',
    check: async ({ queues, work, connection }) => {
      await queues.schedule([HOURLY]);
      const { perform, done } = recorder();
      await work(perform);
      await eventually(() => done.length === 1);
      await queues.schedule([tick]);
      await eventually(() => done.length >= 4);
      const known = await connection.openQueue('sweep').getJobSchedulers();
      expect(known.map(({ key, every }) => [key, every])).toEqual([['tick', 250]]);
    },
  },
  {
    name: 'a job that is no longer listed does not start any more',
    check: async ({ queues, work, join, connection }) => {
      const { perform, done } = recorder();
      await work(perform);
      await queues.schedule([tick]);
      await eventually(() => done.length >= 1);
      await queues.close();
      const other = await join();
      await other.queues.schedule([]);
      await eventually(async () => (await other.queues.counts()).sweep.delayed === 0);
      await expect(connection.openQueue('sweep').getJobSchedulers()).resolves.toEqual([]);
      await eventually(async () => (await other.queues.counts()).sweep.active === 0);
      expect((await other.queues.counts()).sweep).toEqual(nothing());
    },
  },
  {
    name: 'counts tell the queues apart',
    check: async ({ queues, work }) => {
      await queues.enqueue({ ...count, queue: 'mail' }, [{ n: 1 }, { n: 2 }]);
      const { passed, open } = gate();
      const { perform, taken } = recorder(passed);
      await work(perform);
      await queues.enqueue(count, [{ n: 1 }, { n: 2 }, { n: 3 }]);
      await eventually(() => taken.length === 1);
      expect(await queues.counts()).toEqual({
        sweep: nothing(),
        fetch: nothing(),
        process: { ...nothing(), waiting: 2, active: 1 },
        digest: nothing(),
        mail: { ...nothing(), waiting: 2 },
      });
      open();
    },
  },
  {
    name: 'the job of a killed process runs again',
    check: async ({ queues, work, settings }) => {
      await queues.enqueue(count, [{ n: 7 }]);
      await takeAndDie(settings);
      expect((await queues.counts()).process.active).toBe(1);
      const { perform, done } = recorder();
      await work(perform);
      await eventually(() => done.length === 1);
      expect(done[0]).toMatchObject({ name: 'count', data: { n: 7 }, attempt: 1 });
    },
  },
  {
    name: 'closing waits for the job that runs, and takes no other',
    check: async ({ queues, work }) => {
      const { passed, open } = gate();
      const { perform, taken, done } = recorder(passed);
      const workers = await work(perform);
      await queues.enqueue(count, [{ n: 1 }, { n: 2 }]);
      await eventually(() => taken.length === 1);
      const closed = workers.close(60_000);
      open();
      await closed;
      await workers.close(0);
      expect(done.map(({ data }) => data)).toEqual([{ n: 1 }]);
      expect((await queues.counts()).process).toEqual({ ...nothing(), waiting: 1 });
    },
  },
  {
    name: 'closing gives up on a job that takes too long, and it runs elsewhere',
    check: async ({ queues, work, join }) => {
      const { perform, taken } = recorder(new Promise(() => undefined));
      const workers = await work(perform);
      await queues.enqueue(stubborn, [{ n: 1 }]);
      await eventually(() => taken.length === 1);
      await workers.close(50);
      expect((await queues.counts()).process).toEqual({ ...nothing(), waiting: 1 });
      const elsewhere = recorder();
      await (await join()).work(elsewhere.perform);
      await eventually(() => elsewhere.done.length === 1);
      expect(elsewhere.done[0]?.attempt).toBe(1);
    },
  },
  {
    name: 'the check says which server it is and where, without the password',
    check: async ({ connection }) => {
      const facts = await connection.check();
      expect(facts.server).toMatch(/^(Redis|PostgreSQL) \d+/);
      expect(facts.address).toMatch(/^\S+:\d+/);
      expect(facts.address).not.toContain('@');
      expect(facts.warnings).toEqual([]);
    },
  },
  {
    name: 'queues that are closed refuse work, and may be closed again',
    check: async ({ queues, connection }) => {
      await queues.enqueue(count, [{ n: 1 }]);
      await queues.close();
      await queues.close();
      await expect(queues.enqueue(count, [{ n: 1 }])).rejects.toThrow('closed');
      await connection.close();
      await connection.close();
    },
  },
];

function nothing(): { waiting: number; active: number; delayed: number; failed: number } {
  return { waiting: 0, active: 0, delayed: 0, failed: 0 };
}

/** Runs a process that takes a job, and kills it in the middle. */
async function takeAndDie(settings: Bench['settings']): Promise<void> {
  const script = fileURLToPath(new URL('taker.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    complained += data.toString();
  });
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  try {
    await eventually(() => said.includes('taken') || child.exitCode !== null, 60_000);
    if (!said.includes('taken')) throw new Error(`the process ended early: ${complained}`);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}
