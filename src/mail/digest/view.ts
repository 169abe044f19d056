import { clip, flatten } from '../../core/digest/clip.ts';
import { countryNameIn } from '../../core/countries.ts';
import type { Digest, DigestStory } from '../../core/digest/digest.ts';
import { pageLink, webLink } from './links.ts';
import { dayText, momentText, zoneOf } from './moments.ts';
import { NAME_LIMIT, newsLines, TITLE_LIMIT, type NewsLine, type Place } from './news-lines.ts';
import { GROUP_SIGNS, type Group, stringsOf, type Strings } from './strings.ts';

/** What a mail needs to know beyond its digest. */
export type RenderContext = {
  /** The service's name. */
  readonly service: string;
  /** Where the public pages are. */
  readonly baseUrl: string;
  readonly unsubscribeUrl: string;
  /** Where the reader changes what they get; left out: nowhere. */
  readonly manageUrl?: string;
  /** Where readers say that a story is irrelevant, before its id; null: nowhere, in a mail for trying things out. */
  readonly feedbackUrl?: string | null;
  /** As `Strings.schedule` puts it, in the digest's language. */
  readonly scheduleText: string;
};

/** A stretch of text, marked where the classifier matched. */
export type Piece = { readonly text: string; readonly isMarked: boolean };

/** A story, ready to be shown: everything is one line of bounded length. */
export type StoryView = {
  readonly id: string;
  readonly sign: string;
  readonly badges: readonly string[];
  /** What is told of a story beside its headline, a line each: that it was told before, and what has changed. */
  readonly news: readonly NewsLine[];
  readonly headline: readonly Piece[];
  /** Null where the headline itself is the quote. */
  readonly quote: readonly Piece[] | null;
  readonly language: string;
  readonly href: string | null;
  readonly byline: string;
  readonly whyHref: string | null;
  /** Where to say that it is irrelevant. */
  readonly irrelevantHref: string | null;
};

/** A digest, ready to be shown as HTML or as text. */
export type DigestView = {
  /** BCP 47. */
  readonly language: string;
  readonly words: Pick<Strings, 'why' | 'irrelevant' | 'manage' | 'unsubscribe'>;
  readonly service: string;
  readonly title: string;
  readonly window: string;
  readonly groups: readonly { readonly title: string; readonly stories: readonly StoryView[] }[];
  /** What the stories make of the board of measures; null: nothing. */
  readonly board: {
    readonly title: string;
    readonly lines: readonly string[];
    readonly href: string | null;
  } | null;
  /** What stands there instead of stories; null when there are some. */
  readonly nothing: string | null;
  /** The stories that are left out, in words; null when none is. */
  readonly hidden: string | null;
  readonly archiveHref: string | null;
  readonly coverage: string;
  readonly reason: string;
  readonly foot: string;
  readonly manageHref: string | null;
  readonly unsubscribeHref: string | null;
};

/** Failing sources named in full. */
const NAMED = 5;
const COUNTRIES_NAMED = 4;
const BOARD_LINES = 20;

/** What of a digest is shown when only its first stories are. */
export function viewOf(digest: Digest, context: RenderContext, shown: number): DigestView {
  const words = stringsOf(digest.language);
  const clock = { zone: zoneOf(digest.zone), words };
  const left = digest.stories.length - shown;
  const { coverage } = digest;
  const failing = coverage.failing.slice(0, NAMED).map((name) => clip(name, NAME_LIMIT));
  return {
    language: words.locale.slice(0, 2),
    words,
    service: clip(context.service, NAME_LIMIT),
    title: words.title(digest.kind, dayText(digest.to, clock)),
    window: words.window(
      digest.stories.length,
      momentText(digest.from, clock, digest.to),
      momentText(digest.to, clock, digest.to),
    ),
    groups: groupsOf(digest, placeOf(digest, context), shown),
    board: boardOf(digest, context.baseUrl),
    nothing: digest.stories.length === 0 ? words.nothing : null,
    hidden: left > 0 ? words.hidden(left) : null,
    archiveHref: pageLink(context.baseUrl, '/'),
    coverage: words.coverage(coverage, failing),
    reason: words.reason(clip(context.service, NAME_LIMIT), clip(context.scheduleText, 120)),
    foot: words.foot(clock.zone, clip(digest.revision, NAME_LIMIT)),
    manageHref: context.manageUrl === undefined ? null : webLink(context.manageUrl),
    unsubscribeHref: webLink(context.unsubscribeUrl),
  };
}

/** Each cell once, as the last story leaves it. */
function boardOf({ stories, language }: Digest, baseUrl: string): DigestView['board'] {
  const words = stringsOf(language);
  const cells = new Map(
    stories.flatMap(({ board = [] }) =>
      board.map((cell) => [`${cell.authority}|${cell.target}|${cell.sport}`, cell] as const),
    ),
  );
  if (cells.size === 0) return null;
  const lines = [...cells.values()].map(
    ({ authority, target, sport, status }) =>
      [
        clip(authority.replaceAll(/[_-]/gu, ' '), NAME_LIMIT),
        words.targets[target],
        clip(words.sport(sport), NAME_LIMIT),
      ].join(', ') + `: ${words.status[status]}`,
  );
  const shown = lines.toSorted((a, b) => a.localeCompare(b, words.locale)).slice(0, BOARD_LINES);
  return { title: words.board, lines: shown, href: pageLink(baseUrl, '/measures') };
}

function placeOf({ zone, language, to }: Digest, { baseUrl, feedbackUrl }: RenderContext): Place {
  const words = stringsOf(language);
  return { baseUrl, feedbackUrl, clock: { zone: zoneOf(zone), words }, near: to, words };
}

function groupsOf({ stories }: Digest, place: Place, shown: number): DigestView['groups'] {
  const order: readonly Group[] = ['tighter', 'looser', 'open', 'agreement'];
  return order.flatMap((group) => {
    const members = stories.slice(0, shown).filter((story) => groupOf(story) === group);
    const views = members.map((story) => storyView(story, place));
    return views.length === 0 ? [] : [{ title: place.words.groups[group], stories: views }];
  });
}

function groupOf({ label, polarity }: DigestStory): Group {
  return label === 'agreement' ? 'agreement' : (polarity ?? 'open');
}

function storyView(story: DigestStory, place: Place): StoryView {
  const { baseUrl, feedbackUrl, clock, near, words } = place;
  const title = clip(story.title, TITLE_LIMIT) || words.untitled;
  const quote = pieces(story.quote);
  const isRepeat = clip(story.quote.text, TITLE_LIMIT) === title;
  const first = clip(story.outlet, NAME_LIMIT);
  const isId = /^[\w-]{1,64}$/u.test(story.storyId);
  const others = story.outlets.filter((outlet) => outlet !== story.outlet).length;
  return {
    id: story.storyId,
    sign: GROUP_SIGNS[groupOf(story)],
    badges: badgesOf(story, words),
    news: newsLines(story, place),
    headline:
      isRepeat && story.quote.text.length <= TITLE_LIMIT
        ? quote
        : [{ text: title, isMarked: false }],
    quote: isRepeat || quote.length === 0 ? null : quote,
    language: story.language,
    href: webLink(story.url),
    byline: `${words.outlets(first, others, story.independent)}, ${momentText(story.publishedAt, clock, near)}`,
    whyHref: isId ? pageLink(baseUrl, `/story/${story.storyId}`) : null,
    irrelevantHref:
      isId && typeof feedbackUrl === 'string' ? webLink(`${feedbackUrl}/${story.storyId}`) : null,
  };
}

function badgesOf(story: DigestStory, words: Strings): string[] {
  const unnamed = story.countries.length - COUNTRIES_NAMED;
  const { authority, sport } = story;
  return [
    ...(story.change === 'update' ? [words.update] : []),
    words.measure(story.label, story.direction),
    ...story.targets.map((target) => words.targets[target]),
    ...story.countries
      .slice(0, COUNTRIES_NAMED)
      .map((code) => clip(countryNameIn(words.locale, code), NAME_LIMIT)),
    ...(unnamed > 0 ? [words.moreCountries(unnamed)] : []),
    ...(authority === null ? [] : [clip(authority.replaceAll(/[_-]/gu, ' '), NAME_LIMIT)]),
    ...(sport === null ? [] : [clip(words.sport(sport), NAME_LIMIT)]),
  ];
}

/** Cuts a quote at its marks; a mark that lies outside or overlaps an earlier one is passed over. */
function pieces({ text, marks }: DigestStory['quote']): Piece[] {
  const line = flatten(text);
  const cut: Piece[] = [];
  let at = 0;
  for (const [start, end] of marks.toSorted((a, b) => a[0] - b[0])) {
    if (start < at || end <= start || end > line.length) continue;
    cut.push({ text: line.slice(at, start), isMarked: false });
    cut.push({ text: line.slice(start, end), isMarked: true });
    at = end;
  }
  cut.push({ text: line.slice(at), isMarked: false });
  return cut.filter((piece) => piece.text !== '');
}
