import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

import type { Bench, Measurement } from './measure.ts';

const HELP = `Usage: npm run bench -- [NAME…] [--json]

Measures what the program does against something to hold it against, and prints the ratios.

Examples:
  npm run bench                      every bench
  npm run -s bench -- parse --json   one of them, for a machine
`;

/** Every file of this folder that exports a name and a run is a bench. */
async function findBenches(): Promise<readonly Bench[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => /^(?!main\.).*\.ts$/.test(file));
  const modules: unknown[] = await Promise.all(
    files.toSorted().map((file): Promise<unknown> => import(new URL(file, import.meta.url).href)),
  );
  return modules.filter(isBench);
}

function isBench(module: unknown): module is Bench {
  return (
    typeof module === 'object' &&
    module !== null &&
    'name' in module &&
    typeof module.name === 'string' &&
    'run' in module &&
    typeof module.run === 'function'
  );
}

function tableOf(lines: readonly Measurement[]): string {
  const rows = lines.map(({ name, ours, other, ratio, unit, runs }) => [
    name,
    ours.toLocaleString('en'),
    other.toLocaleString('en'),
    ratio.toFixed(3),
    unit,
    String(runs),
  ]);
  const table = [['', 'ours', 'other', 'ratio', 'unit', 'runs'], ...rows];
  const widths = [0, 1, 2, 3, 4, 5].map((at) =>
    Math.max(...table.map((row) => (row[at] ?? '').length)),
  );
  return table
    .map((row) =>
      row
        .map((cell, at) => pad(cell, widths[at] ?? 0, at))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Words stand to the left, numbers to the right. */
function pad(cell: string, width: number, column: number): string {
  return column === 0 || column === 4 ? cell.padEnd(width) : cell.padStart(width);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const benches = await findBenches();
  const unknown = positionals.filter((wanted) => !benches.some(({ name }) => name === wanted));
  if (unknown.length > 0) {
    tell(`no bench is called ${unknown[0]}: ${benches.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  const wanted = benches.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  );
  const lines: Measurement[] = [];
  for (const bench of wanted) {
    tell(`${bench.name} …`);
    lines.push(...(await bench.run(tell)));
  }
  process.stdout.write(`${values.json === true ? JSON.stringify(lines) : tableOf(lines)}\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  // What the arguments of Node’s parser may be it says itself.
  const isUsage = error instanceof TypeError && 'code' in error;
  tell(error instanceof Error && !isUsage ? (error.stack ?? error.message) : String(error));
  process.exitCode = isUsage ? 2 : 1;
}
