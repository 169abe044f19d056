import type { ReactElement } from 'react';
import { Moment } from '../moment.tsx';
import { type StoryContext, storyPath } from '../json/story.ts';
import type { ReportView, StoryView } from '../ports.ts';
import { whatHappened } from '../sentence.ts';
import { counted, LANGUAGE_NAMES, outletsText } from '../words.ts';
import { Badges } from './badges.tsx';
import { EvidenceCard, type SeedTitle } from './evidence.tsx';
import { Corrections, History } from './history.tsx';
import { type Frame, Page } from './layout.tsx';
import { OutLink } from './outlink.tsx';
import { RelatedStories } from './related.tsx';
import { StackedTable } from './stacked-table.tsx';

/** Reports that the page lists, and those whose evidence it shows; all are in the data, and some stories have hundreds. */
const LISTED = 100;
const EXPLAINED = 20;

/** One story: who reports it, and why it was flagged. */
export function StoryPage(props: {
  readonly frame: Frame;
  readonly story: StoryView;
  readonly context: StoryContext;
  readonly seedTitle: SeedTitle;
}): ReactElement {
  const { frame, story, context, seedTitle } = props;
  const { lead } = story;
  const others = story.reports.filter(({ id }) => id !== lead.id);
  const title = lead.title || 'Report without a headline';
  const sentence = whatHappened(lead.verdict);
  return (
    <Page frame={frame} title={title} section="stories" canonical={storyPath(story.id)}>
      <div className="intro">
        <Badges verdict={lead.verdict} />
        <h1 className="headline" lang={lead.language}>
          {title}
        </h1>
        {sentence !== null && <p className="sentence">{sentence}</p>}
        <Facts story={story} />
      </div>
      <ReportsTable story={story} />
      <Corrections corrections={context.corrections} />
      <History storyId={story.id} matters={context.matters} />
      <section aria-labelledby="evidence">
        <h2 id="evidence">Why it was flagged</h2>
        <EvidenceCard report={lead} seedTitle={seedTitle} />
      </section>
      {others.length > 0 && (
        <OtherReports storyId={story.id} reports={others} seedTitle={seedTitle} />
      )}
      <RelatedStories stories={context.related} />
    </Page>
  );
}

function Facts({ story }: { readonly story: StoryView }): ReactElement {
  const { lead, confirmation } = story;
  return (
    <p className="byline">
      <span className="outlet">
        <OutLink to={lead.url}>{`Read at ${lead.outlet}`}</OutLink>
      </span>
      <span>
        published <Moment at={lead.publishedAt} />
      </span>
      <span>{outletsText(confirmation)}</span>
      <span>
        last change <Moment at={story.changedAt} />
      </span>
    </p>
  );
}

function ReportsTable({ story }: { readonly story: StoryView }): ReactElement {
  const { id, reports } = story;
  return (
    <>
      <StackedTable
        caption={`${counted(reports.length, 'report')}, oldest first`}
        columns={['Outlet', 'Headline', 'Published', 'Language']}
        rows={reports.slice(0, LISTED).map((report) => ({
          key: report.id,
          cells: [
            report.outlet,
            <span key="title" lang={report.language}>
              <OutLink to={report.url}>{report.title || 'Report without a headline'}</OutLink>
            </span>,
            <Moment key="time" at={report.publishedAt} />,
            LANGUAGE_NAMES[report.language],
          ],
        }))}
      />
      <Further count={reports.length - LISTED} storyId={id} />
    </>
  );
}

/** Says where the rest is, where there is one. */
function Further(props: { readonly count: number; readonly storyId: string }): ReactElement | null {
  if (props.count <= 0) return null;
  return (
    <p className="note">
      {`${counted(props.count, 'further report')} can be read in the `}
      <a href={`${storyPath(props.storyId)}.json`}>data of this story</a>.
    </p>
  );
}

function OtherReports(props: {
  readonly storyId: string;
  readonly reports: readonly ReportView[];
  readonly seedTitle: SeedTitle;
}): ReactElement {
  return (
    <section aria-labelledby="others">
      <h2 id="others">Evidence of the other reports</h2>
      {props.reports.slice(0, EXPLAINED).map((report) => (
        <details key={report.id}>
          <summary>
            <span className="outlet">{report.outlet}</span>{' '}
            <span lang={report.language}>{report.title}</span>
          </summary>
          <EvidenceCard report={report} seedTitle={props.seedTitle} />
        </details>
      ))}
      <Further count={props.reports.length - EXPLAINED} storyId={props.storyId} />
    </section>
  );
}
