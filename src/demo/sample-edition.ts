import type { SampleItem, SampleOutlet } from './sample.ts';

/** An item that is out. */
export type PublishedItem = SampleItem & {
  readonly url: string;
  readonly published: Date;
  /** The same in every week the sample is played in. */
  readonly guid: string;
};

/** What an outlet shows at one moment. */
export type Edition = {
  readonly outlet: SampleOutlet;
  readonly feedUrl: string;
  readonly listingUrl: string;
  /** The newest first. */
  readonly items: readonly PublishedItem[];
  /** When the newest item came out; the start of the week before there is one. */
  readonly updated: Date;
};

/** The week as it is played: where, and when its Monday 00:00 UTC was. */
export type Week = {
  readonly origin: string;
  readonly start: Date;
};

/** The outlet at a moment: nothing of what is still to come. */
export function editionAt(outlet: SampleOutlet, week: Week, now: Date): Edition {
  const base = `${week.origin}/${outlet.id}`;
  const items = outlet.items
    .map((item) => ({
      ...item,
      url: `${base}/${item.path}`,
      published: new Date(week.start.getTime() + item.at * 60_000),
      guid: `tag:${outlet.host},2000:${item.id}`,
    }))
    .filter(({ published }) => published <= now)
    .toSorted((a, b) => b.published.getTime() - a.published.getTime());
  return {
    outlet,
    feedUrl: `${base}/feed.xml`,
    listingUrl: `${base}/news`,
    items,
    updated: items[0]?.published ?? week.start,
  };
}
