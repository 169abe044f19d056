import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { missingServers } from './servers.js';

/** Ends a test run with the list of suites that were left out, and why. */
export default class NotRunReporter {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  onRunComplete() {
    const missing = missingServers();
    const suites = readdirSync(join(this.rootDir, 'test'), { recursive: true });
    for (const { suffix, programs } of missing) {
      const left = suites.filter(
        (file) => /\.test\.tsx?$/.test(file) && file.includes(`.${suffix}.`),
      );
      process.stderr.write(`\nNot run, since ${programs.join(' / ')} is not on PATH:\n`);
      for (const file of left.toSorted((a, b) => (a < b ? -1 : 1)))
        process.stderr.write(`  test/${file}\n`);
    }
    if (missing.length === 0) process.stderr.write('\nEvery suite was run.\n');
  }
}
