import { startFeedServer, type Answer, type FeedServer } from '../support/feed-server.ts';
import type { ChaosEvent } from './script.ts';

/** What a source does instead of answering as it should. */
export const SOURCE_MOODS = ['500', 'hangs', 'garbage', 'cut', 'elsewhere', 'empty'] as const;
export type SourceMood = (typeof SOURCE_MOODS)[number];

/** The sources of a run: each publishes its reports when the script says. */
export type Publishers = {
  readonly server: FeedServer;
  /** Rows for sources.yaml. */
  readonly rows: readonly { readonly id: string; readonly url: string; readonly language: 'en' }[];
  /** Lets a source misbehave; null: answer again. */
  readonly upset: (source: number, mood: SourceMood | null) => void;
};

/** Starts the sources; the script's clock starts now. */
export async function startPublishers(
  script: readonly ChaosEvent[],
  sources: number,
): Promise<Publishers> {
  const server = await startFeedServer();
  const start = Date.now();
  const moods = new Map<number, SourceMood | null>();
  const ids = Array.from({ length: sources }, (_, source) => source);
  for (const source of ids) {
    server.on(`/s${source}`, () => {
      const mood = moods.get(source) ?? null;
      const feed = feedOf(script, source, start);
      return mood === null ? feed : upsetAnswer(mood, feed);
    });
  }
  return {
    server,
    rows: ids.map((source) => ({
      id: `s${source}`,
      url: `${server.origin}/s${source}`,
      language: 'en',
    })),
    upset: (source, mood) => void moods.set(source, mood),
  };
}

function feedOf(script: readonly ChaosEvent[], source: number, start: number): Answer {
  const now = Date.now();
  const items = script.flatMap(({ token, title, summary, reports }) =>
    reports
      .filter((report) => report.source === source && start + report.second * 1000 <= now)
      .map(
        ({ second }) =>
          `<item><guid>${token}-${source}</guid><title>${title}</title><description>${summary}</description>` +
          `<link>http://s${source}.example/${token}</link>` +
          `<pubDate>${new Date(start + second * 1000).toUTCString()}</pubDate></item>`,
      ),
  );
  const body = `<rss version="2.0"><channel><title>S${source}</title>${items.join('')}</channel></rss>`;
  return { headers: { 'content-type': 'application/rss+xml', etag: `"${items.length}"` }, body };
}

function upsetAnswer(mood: SourceMood, feed: Answer): Answer {
  const answers: Readonly<Record<SourceMood, Answer>> = {
    '500': { status: 500, body: 'out of order' },
    hangs: { ...feed, delayMs: 20_000 },
    garbage: {
      headers: { 'content-type': 'application/rss+xml' },
      body: Buffer.from([0xff, 0, 0x3c, 0xd8]),
    },
    cut: { ...feed, drop: 'midway' },
    elsewhere: { status: 302, headers: { location: '/nowhere' } },
    empty: { headers: { 'content-type': 'text/html' }, body: '' },
  };
  return answers[mood];
}
