#!/usr/bin/env node
import { askPerson } from './cli/ask.ts';
import { wantsColours } from './cli/paint.ts';
import { buildProgram } from './cli/program.ts';
import { reportEnd } from './cli/report.ts';
import { openLog } from './log.ts';
import { readSettings } from './settings.ts';

// React's development build checks what production need not, and takes nine times as long.
// Commands import what they need when they run, and so after this line.
process.env['NODE_ENV'] ??= 'production';

// Whoever reads us may have enough, like `head`: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const LINGER_MS = 2_000;
const settings = once(() => readSettings(process.env));
const log = once(() => openLog(settings().logLevel));

const tell = (line: string) => process.stderr.write(`${line}\n`);
const program = buildProgram({
  settings,
  log,
  now: () => new Date(),
  print: (line) => process.stdout.write(`${line}\n`),
  colours: wantsColours(process.env, process.stdout.isTTY),
  tell,
  ask: askPerson,
  fail: (code) => {
    process.exitCode = code;
  },
});

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportEnd(error, tell);
}
// Everything is closed by now. Should a part have left something open, it does not keep us.
setTimeout(() => process.exit(), LINGER_MS).unref();

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
