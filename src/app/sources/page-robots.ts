import { FetchError } from '../../sources/fetch-error.ts';
import type { Http } from '../../sources/http.ts';
import { openRobotsGate } from '../../sources/robots-gate.ts';

/** What the robots.txt of a site says of its articles; `why` tells what forbids them, or why it could not be asked. */
export type RobotsWord = {
  readonly articles: 'allowed' | 'forbidden' | 'unknown';
  readonly why: string | null;
};

/** Asks for a page; each site is asked once. */
export type AskRobots = (page: string) => Promise<RobotsWord>;

/** Opens a memory of what sites say to the robot of a product token. */
export function openRobots(http: Http, productToken: string): AskRobots {
  const gate = openRobotsGate((url) => http.get({ url }), productToken);
  return async (page) => {
    try {
      await gate.admit(new URL(page));
      return { articles: 'allowed', why: null };
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      const articles = error.kind === 'robots' ? 'forbidden' : 'unknown';
      return { articles, why: error.message };
    }
  };
}
