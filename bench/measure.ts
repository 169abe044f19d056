/** One line of a report: ours against what it is held against. `ratio` is ours by other. */
export type Measurement = {
  readonly name: string;
  readonly ours: number;
  readonly other: number;
  readonly ratio: number;
  /** What both numbers count, and what `other` is. */
  readonly unit: string;
  readonly runs: number;
};

/** A bench: a file of this folder that exports its name and what it does. `tell` writes a line about the progress. */
export type Bench = {
  readonly name: string;
  readonly run: (tell: (line: string) => void) => Promise<readonly Measurement[]>;
};

/** Makes a line of a report; numbers are rounded to four digits. */
export function measurement(
  name: string,
  { ours, other }: { readonly ours: number; readonly other: number },
  { unit, runs }: { readonly unit: string; readonly runs: number },
): Measurement {
  const ratio = rounded(ours / other);
  return { name, ours: rounded(ours), other: rounded(other), ratio, unit, runs };
}

/**
 * The CPU milliseconds of the process, all threads counted, that either takes once: medians of so many runs, one after
 * the other in turns, so that whatever else the machine does falls on both. Both are warm before.
 */
export async function compareCpu(
  ours: () => Promise<unknown>,
  other: () => Promise<unknown>,
  runs: number,
): Promise<{ readonly ours: number; readonly other: number }> {
  await cpuOf(ours, WARM_UP);
  await cpuOf(other, WARM_UP);
  const times: { readonly ours: number; readonly other: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    times.push({ ours: await cpuOf(ours, TIMES), other: await cpuOf(other, TIMES) });
  }
  return {
    ours: median(times.map((time) => time.ours)),
    other: median(times.map((time) => time.other)),
  };
}

/** The middle one of the numbers, the upper of two. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

const WARM_UP = 40;
/** One time is too short for the clock of the CPU. */
const TIMES = 10;

async function cpuOf(act: () => Promise<unknown>, times: number): Promise<number> {
  const start = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await act();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / times;
}

function rounded(number: number): number {
  return Number(number.toPrecision(4));
}
