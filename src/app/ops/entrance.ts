import { randomBytes, timingSafeEqual } from 'node:crypto';
import { HOUR_MS } from '../../core/poll/spans.ts';

/** The way in while no operator is configured: one link, for one browser, within an hour. */
export type Entrance = {
  /** The last part of the link; null where nobody on this machine could use it. */
  readonly link: string | null;
  /** What sessions are opened with that come of it. It differs from one process to the next, and they end with it. */
  readonly credential: string;
  readonly leadsIn: (link: string) => boolean;
  /** Uses the link up; false when it does not lead in, or not any more. */
  readonly use: (link: string) => boolean;
};

/** How long the link leads in. */
export const LINK_MS = HOUR_MS;

/** Makes the link of this process. It is kept in memory only: another process, or the next one, makes its own. */
export function openEntrance(isWanted: boolean, now: () => Date): Entrance {
  const secret = randomBytes(32).toString('base64url');
  const until = now().getTime() + LINK_MS;
  let isUsed = !isWanted;
  const leadsIn = (link: string): boolean => {
    const [given, wanted] = [Buffer.from(link), Buffer.from(secret)];
    const isRight = given.length === wanted.length && timingSafeEqual(given, wanted);
    return isRight && !isUsed && now().getTime() < until;
  };
  return {
    link: isWanted ? secret : null,
    credential: `link:${randomBytes(16).toString('hex')}`,
    leadsIn,
    use: (link) => {
      const leads = leadsIn(link);
      if (leads) isUsed = true;
      return leads;
    },
  };
}

/** Whether only this machine can reach what listens on a host. A name that may stand for anything is not taken for that. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(host);
}
