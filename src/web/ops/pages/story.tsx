import type { ReactElement } from 'react';
import type { Matter } from '../../../core/matters/recorded.ts';
import { clip } from '../../excerpt.ts';
import { Day, Moment } from '../../moment.tsx';
import { stepText } from '../../matter-words.ts';
import { Badges } from '../../pages/badges.tsx';
import { OutLink } from '../../pages/outlink.tsx';
import type { OpsFrame } from '../answer.ts';
import { FormToken, OpsPage } from '../frame.tsx';
import type { ConsoleReport, ConsoleStory, LabelView } from '../ports/stories.ts';
import { LabelForm, SayForm } from './story-forms.tsx';

const TITLE_LENGTH = 300;

/** One story: its reports, to part some or to label them, and what stands on the board because of it. */
export function ConsoleStoryPage(props: {
  readonly frame: OpsFrame;
  readonly story: ConsoleStory;
  readonly matters: readonly Matter[];
  readonly labels: readonly LabelView[];
}): ReactElement {
  const { frame, story, matters, labels } = props;
  const title = clip(story.lead.title, TITLE_LENGTH) || `Story ${story.id}`;
  return (
    <OpsPage {...frame} title={title} section="stories">
      <p className="note">
        <a href="/ops/stories">All stories</a>
        {' · '}
        <a href={`/story/${story.id}`}>{`story ${story.id} as readers see it`}</a>
      </p>
      <section aria-labelledby="reports">
        <h2 id="reports">Reports</h2>
        <SplitForm story={story} formToken={frame.formToken} />
      </section>
      <section aria-labelledby="labels">
        <h2 id="labels">Direction</h2>
        <p className="note">
          What you say of a report is kept as its label: every later configuration is measured by
          it, and learns from it. What was judged stays judged; what it made of the board is
          confirmed or rejected below.
        </p>
        {story.reports.map((report) => (
          <LabelForm
            key={report.id}
            report={report}
            label={labels.find(({ itemId }) => itemId === report.id) ?? null}
            story={story.id}
            formToken={frame.formToken}
          />
        ))}
      </section>
      <section aria-labelledby="board">
        <h2 id="board">On the board</h2>
        {matters.length === 0 && <p className="empty">Nothing follows from it yet.</p>}
        {matters.map((matter) => (
          <MatterEntries key={matter.id} matter={matter} story={story} frame={frame} />
        ))}
      </section>
    </OpsPage>
  );
}

function SplitForm(props: {
  readonly story: ConsoleStory;
  readonly formToken: string;
}): ReactElement {
  const { id, reports } = props.story;
  return (
    <form method="post" action={`/ops/stories/${id}/split`}>
      <FormToken value={props.formToken} />
      <ul className="picks">
        {reports.map((report) => (
          <ReportLine key={report.id} report={report} />
        ))}
      </ul>
      {reports.length > 1 && (
        <button className="quiet">Part the marked reports from this story</button>
      )}
    </form>
  );
}

function ReportLine({ report }: { readonly report: ConsoleReport }): ReactElement {
  const { id, title, url, outlet, language, publishedAt, verdict } = report;
  const shown = clip(title, TITLE_LENGTH) || 'No headline';
  return (
    <li>
      <input type="checkbox" name="item" value={id} id={`item-${id}`} />
      <label className="unseen" htmlFor={`item-${id}`}>{`Mark report ${id}: ${shown}`}</label>
      <div>
        <span lang={language} dir="auto">
          <OutLink to={url}>{shown}</OutLink>
        </span>
        <Badges verdict={verdict} />
        <span className="under">
          {`${clip(outlet, 100)}, item ${id}, `}
          <Moment at={publishedAt} />
          {` · `}
          <a href={`/ops/why?q=${id}`}>why</a>
        </span>
      </div>
    </li>
  );
}

function MatterEntries(props: {
  readonly matter: Matter;
  readonly story: ConsoleStory;
  readonly frame: OpsFrame;
}): ReactElement {
  const { key, changes } = props.matter;
  const corrected = new Set(changes.map(({ corrects }) => corrects));
  const live = changes.filter(({ id, kind }) => kind !== 'corrected' && !corrected.has(id));
  return (
    <>
      <h3>{`${key.a} – ${key.b}, ${key.sport}`}</h3>
      <ul className="entries">
        {live.map(({ id, kind, at, toward, word, storyId }) => (
          <li key={id}>
            <p>
              <strong>{stepText(kind, kind === 'new-party' ? toward : null)}</strong>
              {`, `}
              <Day at={at} />
              {`, entry ${id}${storyId === props.story.id ? '' : `, from story ${storyId}`}`}
              {word !== null && (
                <span className="under">
                  {`${word.word} by ${word.by}, `}
                  <Moment at={word.at} />
                  {word.note !== null && `: ${word.note}`}
                </span>
              )}
            </p>
            <SayForm
              entry={id}
              back={`/ops/stories/${props.story.id}`}
              formToken={props.frame.formToken}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
