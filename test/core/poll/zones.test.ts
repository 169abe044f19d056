import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** Compiled before the first suite runs, by test/runner/build.js. */
const compiled = join(import.meta.dirname, '..', '..', '..', '.test-dist', 'core');

const SCRIPT = `
import { nextPoll } from '${join(compiled, 'poll', 'next-poll.js')}';
import { healthOf } from '${join(compiled, 'health', 'health.js')}';
const hints = { maxAgeSeconds: null, ttlMinutes: 45, updateMinutes: null, skipHours: [22, 23, 0, 1], skipDays: [0] };
const limits = { minimumMs: 600000, defaultMs: 1800000, maximumMs: 86400000 };
const failures = { count: 0, score: 0, forMs: 0, gone: 0 };
const memory = { state: 'ok', stateSince: null, problem: null, content: null, newestAt: null };
const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'];
// Both ends of summer time in Europe and America are in it.
for (let hour = 0; hour < 24 * 365; hour += 5) {
  const now = new Date(Date.UTC(2026, 0, 1, hour, 30));
  const facts = { now, sourceId: 'a', outcome: 'fine', failures, freshShares: [], hints, retryAfterSeconds: null, limits };
  console.log(JSON.stringify([nextPoll(facts), healthOf({ memory, days }, now)]));
}
`;

function runIn(zone: string): string {
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    env: { TZ: zone },
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  return run.stdout;
}

test('the clock of the machine may be set to any zone', () => {
  const expected = runIn('UTC');
  expect(expected.split('\n').length).toBeGreaterThan(1000);
  for (const zone of ['Pacific/Auckland', 'America/New_York', 'Asia/Kathmandu']) {
    expect(runIn(zone)).toBe(expected);
  }
});
