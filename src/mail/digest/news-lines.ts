import { clip } from '../../core/digest/clip.ts';
import type { DigestNews, DigestStory } from '../../core/digest/digest.ts';
import { pageLink, webLink } from './links.ts';
import { type Clock, momentText } from './moments.ts';
import type { Strings } from './strings.ts';

/** A sentence of ours, with foreign words behind it. */
export type NewsLine = {
  readonly text: string;
  /** A headline in quotation marks, with the language it is in; null where there is none. */
  readonly quoted: { readonly text: string; readonly language: string | null } | null;
  readonly href: string | null;
};

/** Where and when a story is told. */
export type Place = {
  readonly baseUrl: string;
  readonly feedbackUrl?: string | null | undefined;
  readonly clock: Clock;
  readonly near: string;
  readonly words: Strings;
};

/** UTF-16 units of the longest headline, and of the longest name of an outlet. */
export const TITLE_LIMIT = 300;
export const NAME_LIMIT = 60;

/** Changes of a story that are told in full. */
const NEWS_TOLD = 6;

/** What is told of a story beside its headline: that it was told before, what came before it, and what has changed. */
export function newsLines(story: DigestStory, place: Place): NewsLine[] {
  const { told, label } = story;
  // The headline tells the step that its own report tells.
  const news = (story.news ?? []).filter((one) => one.kind !== 'act' || one.url !== story.url);
  const { words, clock, near, baseUrl } = place;
  const left = news.length - NEWS_TOLD;
  return [
    ...(told === undefined
      ? []
      : [
          sentence(
            words.toldBefore(
              words.measure(label, told.direction),
              momentText(told.at, clock, near),
            ),
          ),
        ]),
    ...earlierLine(story, place),
    ...news.slice(0, NEWS_TOLD).map((one) => newsLine(one, label, words)),
    ...(left > 0
      ? [
          {
            ...sentence(words.moreChanges(left)),
            href: pageLink(baseUrl, `/story/${story.storyId}`),
          },
        ]
      : []),
  ];
}

/** Of an update it is said already: it is the same story. */
function earlierLine(
  { earlier, change }: DigestStory,
  { words, clock, near, baseUrl }: Place,
): NewsLine[] {
  if (earlier === undefined || change === 'update') return [];
  const { label, direction, publishedAt, wasTold, title, language, storyId } = earlier;
  const kind = earlier.isContrary === true ? 'contrary' : wasTold ? 'update' : 'before';
  return [
    {
      text: words.earlier(
        words.measure(label, direction),
        momentText(publishedAt, clock, near),
        kind,
      ),
      quoted: { text: words.quoted(clip(title, TITLE_LIMIT)), language },
      href: /^[\w-]{1,64}$/u.test(storyId) ? pageLink(baseUrl, `/story/${storyId}`) : null,
    },
  ];
}

function newsLine(news: DigestNews, label: DigestStory['label'], words: Strings): NewsLine {
  const outlet = clip(news.outlet, NAME_LIMIT);
  if (news.kind === 'target') return sentence(words.newTarget(words.targets[news.target], outlet));
  if ('title' in news) {
    return {
      text: words.says[news.kind](words.measure(label, news.direction), outlet),
      quoted: { text: words.quoted(clip(news.title, TITLE_LIMIT)), language: news.language },
      href: webLink(news.url),
    };
  }
  const after = news.kind === 'withdrawn' ? news.before : news.after;
  return {
    text: words.corrected(news.kind, outlet, clip(news.before, TITLE_LIMIT)),
    quoted: { text: words.quoted(clip(after, TITLE_LIMIT)), language: null },
    href: null,
  };
}

function sentence(text: string): NewsLine {
  return { text, quoted: null, href: null };
}
