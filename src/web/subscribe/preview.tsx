import type { ReactElement } from 'react';
import { clip } from '../excerpt.ts';
import { Day } from '../moment.tsx';
import { Badges } from '../pages/badges.tsx';
import type { PreviewStory, PreviewView } from './port.ts';

const HEADLINE_LENGTH = 200;

/** Stories that are shown before the rest is folded away. */
const FIRST = 8;

/** What the last 30 days would have brought, and what not; `form` is the id of the form with what was edited. */
export function Preview(props: {
  readonly preview: PreviewView;
  readonly form: string;
}): ReactElement {
  const { preview, form } = props;
  const { wanted, wantedCount, leftOut, leftOutCount } = preview;
  const more = wanted.slice(FIRST);
  return (
    <section className="preview" aria-labelledby="preview">
      <h2 id="preview">The last 30 days under these preferences</h2>
      <p>{summaryOf(preview)}</p>
      <Stories stories={wanted.slice(0, FIRST)} />
      {more.length > 0 && (
        <details>
          <summary>{`${wantedCount - FIRST} more that would have come`}</summary>
          <Stories stories={more} />
          <Unshown count={wantedCount - wanted.length} />
        </details>
      )}
      {leftOut.length > 0 && (
        <details>
          <summary>{`${leftOutCount} left out, and why`}</summary>
          <ul className="leftout">
            {leftOut.map(({ story, reason }) => (
              <li key={story.id}>
                <Headline story={story} />
                <span className="under">{reason}</span>
              </li>
            ))}
          </ul>
          <Unshown count={leftOutCount - leftOut.length} />
        </details>
      )}
      <p>
        <strong>Nothing has been saved yet.</strong>
      </p>
      <button type="submit" form={form} name="do" value="save">
        Save these preferences
      </button>
    </section>
  );
}

function summaryOf({ examined, isCut, wantedCount }: PreviewView): string {
  if (examined === 0) return 'Nothing was reported in this time.';
  const stories = `${examined} ${examined === 1 ? 'story' : 'stories'}`;
  const all = isCut ? `the latest ${stories}` : stories;
  const week = Math.round((wantedCount / 30) * 7);
  const pace = isCut || week === 0 ? '' : `, about ${week} a week`;
  return `Of ${all}, ${wantedCount === examined ? 'every one' : wantedCount} would have come${pace}.`;
}

function Stories({ stories }: { readonly stories: readonly PreviewStory[] }): ReactElement | null {
  if (stories.length === 0) return null;
  return (
    <ol className="stories">
      {stories.map((story) => (
        <li key={story.id}>
          <Badges verdict={story.verdict} />
          <Headline story={story} />
          <p className="byline">
            <Day at={story.changedAt} />
            <span className="outlet">{clip(story.outlet, 60)}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}

function Headline({ story }: { readonly story: PreviewStory }): ReactElement {
  const { id, title, language } = story;
  return (
    <p className="line" lang={language}>
      <a href={`/story/${encodeURIComponent(id)}`}>
        {clip(title, HEADLINE_LENGTH) || 'Report without a headline'}
      </a>
    </p>
  );
}

function Unshown({ count }: { readonly count: number }): ReactElement | null {
  return count > 0 ? <p className="note">{`and ${count} more`}</p> : null;
}
