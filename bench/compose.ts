import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { pino } from 'pino';

import { openRecords } from '../src/app/records.ts';
import { readSettings } from '../src/settings.ts';
import { fillDigestWorld } from '../test/support/digest-world.ts';
import { smallConfig } from '../test/support/small-config.ts';
import { measurement } from './measure.ts';
import type { Measurement } from './measure.ts';

/** The daily digests of 10,000 subscribers who want twenty different things, composed and rendered, against what may be. */
export const name = 'compose';

const SIZE = { subscribers: 10_000, segments: 20, stories: 24 };
const BOUND_S = 20;

/** What the service's process took for it. */
export type ComposeCost = {
  readonly mails: number;
  /** Of HTML and text. */
  readonly bytes: number;
  /** Of CPU, all threads counted. */
  readonly seconds: number;
};

export async function run(tell: (line: string) => void): Promise<readonly Measurement[]> {
  const config = await smallConfig();
  const folder = join(config.folder, 'data');
  const records = await openRecords(readSettings({ FLAGBEARER_DATA: folder }), {
    schema: 'migrate',
    now: () => new Date(),
    log: pino({ level: 'silent' }),
  });
  try {
    await fillDigestWorld(records.pool, { ...SIZE, due: new Date() });
    const { mails, bytes, seconds } = await costOf(folder);
    tell(`  ${mails} mails of ${Math.round(bytes / mails)} characters`);
    if (mails !== SIZE.subscribers) throw new Error(`${mails} mails were made`);
    return [
      measurement(
        `compose: ${mails.toLocaleString('en')} digests of ${SIZE.stories} stories, ${SIZE.segments} segments`,
        { ours: seconds, other: BOUND_S },
        { unit: 's of CPU; other: the bound', runs: 1 },
      ),
    ];
  } finally {
    await records.close();
    await config.remove();
  }
}

async function costOf(folder: string): Promise<ComposeCost> {
  const child = fileURLToPath(new URL('children/compose-digests.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', child, folder],
    { env: { ...process.env, NODE_ENV: 'production' } },
  );
  // The child is a file of ours.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(stdout) as ComposeCost;
}
