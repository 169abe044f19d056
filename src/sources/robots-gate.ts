import { FetchError } from './fetch-error.ts';
import { NO_RULES, readRobots, robotsVerdict } from './robots.ts';
import type { Robots } from './robots.ts';

/** Lets requests through that the robots.txt of their site allows. */
export type RobotsGate = {
  /**
   * Resolves when an address may be read, with the seconds between requests that its site wishes for. Rejects with a `FetchError`:
   * of kind `robots` where it may not, of another where the robots.txt could not be read, which forbids everything (RFC 9309, 2.3.1.4).
   */
  readonly admit: (url: URL) => Promise<{ readonly crawlDelaySeconds: number | null }>;
};

/** Asks for a document; rejects with a `FetchError`. */
type Ask = (url: string) => Promise<{ readonly status: number; readonly body: Buffer }>;

/**
 * Opens a gate for the robot of a product token. What a site says is held for a day, longer only while it cannot be asked again;
 * a failure for ten minutes. A thousand sites are held at most.
 */
export function openRobotsGate(ask: Ask, productToken: string): RobotsGate {
  const held = new Map<string, Held>();
  const asked = new Map<string, Promise<Held>>();

  async function askAgain(origin: string): Promise<Held> {
    const fresh = await askFor(origin, { ask, productToken, before: held.get(origin) });
    held.delete(origin);
    held.set(origin, fresh);
    const oldest = held.keys().next();
    if (held.size > MAX_SITES && oldest.done !== true) held.delete(oldest.value);
    return fresh;
  }

  async function sayingOf(origin: string): Promise<Held> {
    const known = held.get(origin);
    if (known !== undefined && performance.now() < known.until) return known;
    const running = asked.get(origin) ?? askAgain(origin).finally(() => asked.delete(origin));
    asked.set(origin, running);
    return running;
  }

  return {
    admit: async (url) => {
      const { says } = await sayingOf(url.origin);
      if (says instanceof FetchError) throw says;
      const verdict = robotsVerdict(says, url);
      if (verdict.allowed) return { crawlDelaySeconds: says.crawlDelaySeconds };
      throw new FetchError('robots', `${url.href}: the site’s robots.txt says “${verdict.rule}”`);
    },
  };
}

const DAY_MS = 86_400_000;
const RETRY_MS = 600_000;
const MAX_SITES = 1000;

/** What a site says, or why it could not be asked, and until when that holds, on the process’s clock. */
type Held = { readonly says: Robots | FetchError; readonly until: number };

async function askFor(
  origin: string,
  { ask, productToken, before }: { ask: Ask; productToken: string; before: Held | undefined },
): Promise<Held> {
  try {
    const { status, body } = await ask(`${origin}/robots.txt`);
    if (status >= 500) throw unreachable(origin, status);
    // A site that has none, or gives none away, forbids nothing (RFC 9309, 2.3.1.3).
    const says = status >= 200 && status < 300 ? readRobots(body, productToken) : NO_RULES;
    return { says, until: performance.now() + DAY_MS };
  } catch (error) {
    // A busy host says nothing of what it allows.
    if (!(error instanceof FetchError) || error.kind === 'busy') throw error;
    if (error.kind === 'redirects') return { says: NO_RULES, until: performance.now() + DAY_MS };
    const says = before === undefined || before.says instanceof FetchError ? error : before.says;
    return { says, until: performance.now() + RETRY_MS };
  }
}

function unreachable(origin: string, status: number): FetchError {
  return new FetchError(
    'broken',
    `${origin}/robots.txt answered ${status}, so nothing may be read`,
  );
}
