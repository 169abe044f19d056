import { describe, expect, test } from '@jest/globals';
import { torture } from './torture.ts';

/**
 * A short form of the torture; `npm run torture` is the long one. What the server does and when processes die is different
 * from run to run in its order, but not in what may come of it.
 */
export function describeTorture(
  mode: string,
  servers: () => Promise<Readonly<Record<string, string>>>,
): void {
  describe(`digests through a hostile mail server ${mode}, while processes are killed`, () => {
    test('reach everybody, once, unless nobody could know', async () => {
      const subscribers = 200;
      const verdict = await torture({
        servers: await servers(),
        subscribers,
        killEvery: 1_000,
        deathsADay: 1,
        seed: 1,
      });
      expect(verdict).toMatchObject({ neverSent: [], sentTwice: [], changed: [] });
      const { kept, refused, givenUp } = verdict;
      expect(kept + refused + givenUp.lost).toBeGreaterThanOrEqual(subscribers);
      expect(verdict.deaths).toBeGreaterThan(3);
      expect(verdict.faults).toBeGreaterThan(10);
    }, 300_000);
  });
}
