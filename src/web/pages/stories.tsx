import type { ReactElement } from 'react';
import { type ArchivePlace, isSearch, type Selection } from '../../core/archive.ts';
import type { Tally } from '../../core/archive-index.ts';
import { selectionText } from '../archive-facets.ts';
import { selectionAddress } from '../archive-query.ts';
import { clip, excerptOf } from '../excerpt.ts';
import { MarkedText } from '../marks.tsx';
import { Clock, dayKey, LongDay } from '../moment.tsx';
import { storyPath } from '../json/story.ts';
import type { ReportView, StoryLine } from '../ports.ts';
import { outletsText } from '../words.ts';
import { ArchiveTools, NothingFound } from './archive-tools.tsx';
import { Badges } from './badges.tsx';
import { type Frame, Page } from './layout.tsx';
import { NoStories, type Watch } from './no-stories.tsx';
import { OutLink } from './outlink.tsx';

/** About two lines of text at a comfortable measure. */
const QUOTE_LENGTH = 170;
const HEADLINE_LENGTH = 300;

/** The newest flagged stories, by day, with a link to older ones. */
export function StoriesPage(props: {
  readonly frame: Frame;
  readonly stories: readonly StoryLine[];
  readonly before: ArchivePlace | null;
  readonly next: ArchivePlace | null;
  /** What is read and when; needed only where there is no story to show. */
  readonly watch: Watch | null;
  readonly selection: Selection;
  readonly tally: Tally;
}): ReactElement {
  const { frame, stories, before, next, watch, selection, tally } = props;
  const isAll = !isSearch(selection);
  const title = before !== null ? 'Older stories' : isAll ? 'Latest stories' : 'Stories found';
  const canonical = before === null && isAll ? '/' : null;
  return (
    <Page
      {...{ frame, title, canonical }}
      section="stories"
      feeds={{ selection, about: selectionText(selection) }}
    >
      <div className="intro">
        <h1>{title}</h1>
        <p>
          Measures against Russia and Belarus in sport, and agreements of their sports bodies with
          others. Each event once, with the reason why it is here.
        </p>
      </div>
      <ArchiveTools search={{ selection, tally }} />
      {stories.length === 0 &&
        (isAll || before !== null ? (
          <NoStories watch={watch} />
        ) : (
          <NothingFound search={{ selection, tally }} />
        ))}
      {daysOf(stories).map((day) => (
        <Day key={day.key} stories={day.stories} />
      ))}
      <Pager before={before} next={next} selection={selection} />
    </Page>
  );
}

function Day({ stories }: { readonly stories: readonly StoryLine[] }): ReactElement | null {
  const first = stories[0];
  if (first === undefined) return null;
  const id = `day-${dayKey(first.changedAt)}`;
  return (
    <section className="day" aria-labelledby={id}>
      <h2 id={id}>
        <LongDay of={first.changedAt} />
      </h2>
      <ol className="stories">
        {stories.map((story) => (
          <li key={story.id}>
            <Story story={story} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Story({ story }: { readonly story: StoryLine }): ReactElement {
  const { lead } = story;
  const headline = clip(lead.title, HEADLINE_LENGTH) || 'Report without a headline';
  return (
    <article aria-labelledby={`story-${story.id}`}>
      <Badges verdict={lead.verdict} />
      <h3 id={`story-${story.id}`} className="headline" lang={lead.language}>
        <OutLink to={lead.url}>{headline}</OutLink>
      </h3>
      <Quote report={lead} />
      <p className="byline">
        <Clock at={story.changedAt} />
        <span className="outlet">{lead.outlet}</span>
        <span>{outletsText(story.confirmation)}</span>
        <a href={storyPath(story.id)}>
          Evidence<span className="unseen">{` for: ${headline}`}</span>
        </a>
      </p>
    </article>
  );
}

function Quote({ report }: { readonly report: ReportView }): ReactElement | null {
  if (report.summary.trim() === '') return null;
  const hits = report.verdict.evidence.hits.filter(
    ({ zone, masked, role }) => zone === 'summary' && masked === null && role !== 'context',
  );
  const quote = excerptOf(report.summary, hits, QUOTE_LENGTH);
  return (
    <p className="quote" lang={report.language}>
      <MarkedText text={quote.text} hits={quote.hits} />
    </p>
  );
}

function Pager(props: {
  readonly selection: Selection;
  readonly before: ArchivePlace | null;
  readonly next: ArchivePlace | null;
}): ReactElement | null {
  if (props.before === null && props.next === null) return null;
  return (
    <nav className="pager" aria-label="Pages">
      {props.before !== null && <a href={selectionAddress(props.selection)}>Newest stories</a>}
      {props.next !== null && (
        <a rel="next" href={selectionAddress(props.selection, { before: props.next })}>
          Older stories
        </a>
      )}
    </nav>
  );
}

type DayOfStories = { readonly key: string; readonly stories: StoryLine[] };

function daysOf(stories: readonly StoryLine[]): readonly DayOfStories[] {
  const days: DayOfStories[] = [];
  for (const story of stories) {
    const key = dayKey(story.changedAt);
    const last = days.at(-1);
    if (last?.key === key) last.stories.push(story);
    else days.push({ key, stories: [story] });
  }
  return days;
}
