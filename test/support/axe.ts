import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = await readFile(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Faults of a page that bar somebody: what axe-core calls serious or critical, each with its first place. */
export async function faultsOf(page: Page): Promise<string[]> {
  // The inspector's way in: the page's own policy lets no script of ours run in any other.
  const run = `${source}; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ' at ' + nodes[0].target.join(' ')))`;
  return page.evaluate(run);
}
