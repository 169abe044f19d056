#!/usr/bin/env node
import { CommanderError } from 'commander';
import { askPerson } from './cli/ask.ts';
import { wantsColours } from './cli/paint.ts';
import { buildProgram } from './cli/program.ts';
import { messageOf, SetupError, UsageError } from './errors.ts';
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

const program = buildProgram({
  settings,
  log,
  now: () => new Date(),
  print: (line) => process.stdout.write(`${line}\n`),
  colours: wantsColours(process.env, process.stdout.isTTY),
  tell: (line) => process.stderr.write(`${line}\n`),
  ask: askPerson,
  fail: (code) => {
    process.exitCode = code;
  },
});

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = report(error);
}
// Everything is closed by now. Should a part have left something open, it does not keep us.
setTimeout(() => process.exit(), LINGER_MS).unref();

/** Tells a person what went wrong and returns the exit code: 1 failed, 2 wrong usage. */
function report(error: unknown): number {
  // Commander has told it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof SetupError) {
    process.stderr.write(`error: ${error.message}\n  what to do: ${error.mend}\n`);
    return 1;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`error: ${error.message}\n`);
    return 2;
  }
  process.stderr.write(`error: ${error instanceof Error ? error.stack : messageOf(error)}\n`);
  return 1;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
