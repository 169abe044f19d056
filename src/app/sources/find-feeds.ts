import type { Source } from '../../core/source.ts';
import { decode } from '../../sources/decode.ts';
import { feedLinks, usualFeedPaths } from './feed-links.ts';
import { isSameFeed } from './same-feed.ts';
import { trySource, type Trial, type TrialPorts } from './trial.ts';
import { isGood, verdictOf } from './verdict.ts';

/** What the search for feeds at an address found. */
export type Search = {
  /** Feeds with items, the likeliest first; those that hold the same articles only once. */
  readonly feeds: readonly Trial[];
  /** Everything that was asked, in its order. */
  readonly tried: readonly Trial[];
  /** The page that the address leads to, where it is no feed. */
  readonly page: { readonly html: string; readonly url: string } | null;
  /** Feeds that the page names and that were not asked. */
  readonly unasked: number;
};

/** A page may name so many feeds that are worth a request, and a site hide its feed at so many places. */
const MOST_LINKED = 8;
const MOST_GUESSED = 10;

/**
 * Looks for feeds at an address: there, then where the page there points, then at the usual places of its site. Asks at
 * most 19 addresses, one after the other, and no page but the first for further ones. `tell` hears of each.
 */
export async function findFeeds(
  source: Source,
  ports: TrialPorts,
  tell: (trial: Trial) => void,
): Promise<Search> {
  const tried: Trial[] = [];
  const attempt = async (url: string): Promise<Trial> => {
    const trial = await trySource({ ...source, url }, ports);
    tried.push(trial);
    tell(trial);
    return trial;
  };
  const first = await attempt(source.url);
  const { answer } = first;
  const found = { feeds: [], tried, page: null, unasked: 0 };
  if (hasItems(first)) return { ...found, feeds: [first] };
  // Who does not answer, or lets nobody in, is not asked a dozen times more.
  if (answer === null || first.botWall !== null) return found;

  const html = decode(answer.body, answer.headers['content-type'] ?? null).text;
  const page = first.parsed?.format === null ? { html, url: answer.url } : null;
  const { links, total } = feedLinks(html, answer.url, MOST_LINKED);
  const named = await attemptAll(withoutKnown(links, tried), attempt);
  const feeds = distinct(named.filter(hasItems));
  if (feeds.length > 0) return { feeds, tried, page, unasked: total - links.length };

  for (const url of withoutKnown(usualFeedPaths(answer.url, MOST_GUESSED), tried)) {
    const guess = await attempt(url);
    if (hasItems(guess)) return { ...found, feeds: [guess], page };
  }
  return { ...found, page };
}

async function attemptAll(
  urls: readonly string[],
  attempt: (url: string) => Promise<Trial>,
): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const url of urls) trials.push(await attempt(url));
  return trials;
}

function withoutKnown(urls: readonly string[], tried: readonly Trial[]): readonly string[] {
  const known = new Set(tried.flatMap(({ source, answer }) => [source.url, answer?.url]));
  return urls.filter((url) => !known.has(url));
}

function hasItems(trial: Trial): boolean {
  return isGood(verdictOf(trial));
}

/** Many sites offer one feed as RSS and as Atom. */
function distinct(feeds: readonly Trial[]): readonly Trial[] {
  return feeds.filter(
    (feed, at) => !feeds.slice(0, at).some((earlier) => isSameFeed(earlier.items, feed.items)),
  );
}
