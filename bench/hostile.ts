import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { HOSTILE_DOCUMENTS } from '../test/sources/hostile/documents.ts';
import { measurement } from './measure.ts';
import type { Measurement } from './measure.ts';

/** The largest hostile documents, each read in a fresh process: the worst of all against what may be. */
export const name = 'hostile';

const BOUNDS = { pauseMs: 250, readingMs: 15_000, memoryMb: 150 };
const TIMEOUT_MS = 120_000;

type Cost = {
  /** The longest time for which the event loop stood still. */
  readonly pauseMs: number;
  readonly readingMs: number;
  /** What the process held at most, above what it held before the document came; its thread was up. */
  readonly memoryMb: number;
  readonly outcome: string;
};

export function run(tell: (line: string) => void): Promise<readonly Measurement[]> {
  tell(`${'pause'.padStart(8)} ${'reading'.padStart(9)} ${'memory'.padStart(9)}`);
  const costs = HOSTILE_DOCUMENTS.map((document) => {
    const cost = leastPause(document.name);
    const columns = [`${cost.pauseMs} ms`, `${cost.readingMs} ms`, `${cost.memoryMb} MB`];
    tell(
      `${columns.map((column, at) => column.padStart(at === 0 ? 8 : 9)).join(' ')}  ${document.name}: ${cost.outcome}`,
    );
    return { ...cost, document: document.name };
  });
  const worst = (key: keyof typeof BOUNDS, label: string, unit: string): Measurement => {
    const cost = costs.toSorted((a, b) => b[key] - a[key])[0];
    const numbers = { ours: cost?.[key] ?? Number.NaN, other: BOUNDS[key] };
    return measurement(`${label} (${cost?.document})`, numbers, { unit, runs: costs.length });
  };
  return Promise.resolve([
    worst('pauseMs', 'hostile: longest pause of the event loop', 'ms; other: the bound'),
    worst('readingMs', 'hostile: longest reading', 'ms; other: the bound'),
    worst('memoryMb', 'hostile: most memory', 'MB; other: the bound'),
  ]);
}

/** A busy machine pauses everybody: a pause that is too long must show again. */
function leastPause(document: string, attempts = 3): Cost {
  const cost = costOf(document);
  if (cost.pauseMs <= BOUNDS.pauseMs || attempts === 1) return cost;
  const again = leastPause(document, attempts - 1);
  return { ...cost, pauseMs: Math.min(cost.pauseMs, again.pauseMs) };
}

function costOf(document: string): Cost {
  const child = fileURLToPath(new URL('children/read-hostile.ts', import.meta.url));
  const ran = spawnSync(process.execPath, ['--import', 'tsx', child, document], {
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
  });
  if (ran.status !== 0) {
    throw new Error(
      `reading ${document} ended the process (${ran.signal ?? ran.status}): ${ran.stderr}`,
    );
  }
  // The child is a file of ours.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(ran.stdout) as Cost;
}
