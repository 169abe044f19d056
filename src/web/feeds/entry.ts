import { countryName } from '../../core/countries.ts';
import type { Verdict } from '../../core/verdict.ts';
import { clip } from '../excerpt.ts';
import { webAddress } from '../links.ts';
import { storyPath } from '../json/story.ts';
import type { StoryLine } from '../ports.ts';
import { outletsText, POLARITY_SIGNS, sportName, TARGET_NAMES, TOPIC_NAMES } from '../words.ts';

/** A story as a feed tells it: our own words, and of others no more than a headline with its address. */
export type FeedEntry = {
  /** The same for ever, wherever the site moves its pages: a tag URI (RFC 4151). */
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** The story's page. */
  readonly url: string;
  /** The leading report; null where it has no web address. */
  readonly reportUrl: string | null;
  readonly outlet: string;
  /** What it is about, in a sentence of ours. */
  readonly text: string;
  readonly tags: readonly string[];
  readonly publishedAt: Date;
  readonly updatedAt: Date;
};

/** A feed with its entries, newest first. */
export type Feed = {
  readonly title: string;
  readonly about: string;
  /** Who answers for it. */
  readonly author: string;
  /** The page that shows the same. */
  readonly page: string;
  /** The feed's own address. */
  readonly url: string;
  readonly id: string;
  readonly updatedAt: Date;
  readonly entries: readonly FeedEntry[];
};

/** In UTF-16 units: a headline, not a text. */
const HEADLINE_LENGTH = 300;
const OUTLET_LENGTH = 100;

/** The year in which the tag URIs' names were given; it never changes, or every entry would be new. */
const TAG_YEAR = '2026';

/** A tag URI of this site. */
export function tagOf(site: string, name: string): string {
  const host = URL.canParse(site) ? new URL(site).hostname : 'localhost';
  return `tag:${host},${TAG_YEAR}:${name}`;
}

/** A story as an entry; `updatedAt` is when it last changed. */
export function entryOf(story: StoryLine, updatedAt: Date, site: string): FeedEntry {
  const { lead } = story;
  const { verdict } = lead;
  const outlet = clip(lead.outlet, OUTLET_LENGTH);
  const about = [...tagsOf(verdict)].join(', ');
  return {
    id: tagOf(site, `story/${story.id}`),
    title: clip(lead.title.trim(), HEADLINE_LENGTH) || 'Report without a headline',
    language: lead.language,
    url: `${site}${storyPath(story.id)}`,
    reportUrl: webAddress(lead.url),
    outlet,
    text: `${about}. Reported by ${outlet}; ${outletsText(story.confirmation)}.`,
    tags: tagsOf(verdict),
    publishedAt: known(lead.publishedAt, updatedAt),
    updatedAt,
  };
}

/** A date, or another where it is none. */
export function known(at: Date, instead: Date): Date {
  return Number.isNaN(at.getTime()) ? instead : at;
}

function tagsOf({
  label,
  direction,
  polarity,
  targets,
  countries,
  authority,
  sport,
}: Verdict): string[] {
  const topic = label === 'none' ? 'Not flagged' : TOPIC_NAMES[label];
  return [
    direction === null ? topic : `${topic} ${direction}`,
    ...(polarity === null ? [] : [POLARITY_SIGNS[polarity].word.toLowerCase()]),
    ...targets.map((target) => TARGET_NAMES[target]),
    ...(label === 'agreement' ? countries.slice(0, 4).map(countryName) : []),
    ...(authority === null ? [] : [clip(authority, 60)]),
    ...(sport === null ? [] : [clip(sportName(sport), 60)]),
  ];
}
