import type { ReactElement } from 'react';
import { clip } from '../../excerpt.ts';
import { Moment } from '../../moment.tsx';
import { Badges } from '../../pages/badges.tsx';
import { counted } from '../../words.ts';
import type { OpsFrame } from '../answer.ts';
import { FormToken, OpsPage } from '../frame.tsx';
import type { ConsoleStory } from '../ports/stories.ts';

const TITLE_LENGTH = 200;

/** The latest stories, to look into one or to merge some. */
export function ConsoleStoriesPage(props: {
  readonly frame: OpsFrame;
  readonly stories: readonly ConsoleStory[];
  /** From where the next page goes on; null on the last one. */
  readonly next: string | null;
  /** Measures of the board that want a person. */
  readonly openMeasures: number;
}): ReactElement {
  const { frame, stories, next, openMeasures } = props;
  return (
    <OpsPage {...frame} title="Stories" section="stories">
      <p className="note">
        <a href="/ops/stories/entries">{`${counted(openMeasures, 'measure')} of the board`}</a>
        {openMeasures === 1 ? ' wants a person.' : ' want a person.'}
      </p>
      <form method="get" action="/ops/stories/find" className="fields">
        <div>
          <label htmlFor="id">Number of a story</label>
          <input id="id" name="id" inputMode="numeric" required pattern="[0-9]{1,18}" />
        </div>
        <button className="quiet">Open</button>
      </form>
      {stories.length === 0 ? (
        <p className="empty">There is no story yet.</p>
      ) : (
        <form method="post" action="/ops/stories/merge">
          <FormToken value={frame.formToken} />
          <ul className="picks">
            {stories.map((story) => (
              <StoryLine key={story.id} story={story} />
            ))}
          </ul>
          <button className="quiet">Make one story of the marked ones</button>
        </form>
      )}
      {next !== null && (
        <nav className="pager" aria-label="Pages">
          <a rel="next" href={`/ops/stories?before=${next}`}>
            Older stories
          </a>
        </nav>
      )}
    </OpsPage>
  );
}

function StoryLine({ story }: { readonly story: ConsoleStory }): ReactElement {
  const { id, lead, reports, changedAt } = story;
  const title = clip(lead.title, TITLE_LENGTH) || 'No headline';
  return (
    <li>
      <input type="checkbox" name="story" value={id} id={`story-${id}`} />
      <label className="unseen" htmlFor={`story-${id}`}>{`Mark story ${id}: ${title}`}</label>
      <div>
        <a href={`/ops/stories/${id}`} lang={lead.language} dir="auto">
          {title}
        </a>
        <Badges verdict={lead.verdict} />
        <span className="under">
          {`story ${id}, ${counted(reports.length, 'report')}, `}
          <Moment at={changedAt} />
        </span>
      </div>
    </li>
  );
}
