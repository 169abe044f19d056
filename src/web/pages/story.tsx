import type { ReactElement } from 'react';
import { Moment } from '../moment.tsx';
import type { Matter } from '../../core/matters/recorded.ts';
import type { CorrectionView, ReportView, StoryView } from '../ports.ts';
import { counted, LANGUAGE_NAMES, outletsText } from '../words.ts';
import { Badges } from './badges.tsx';
import { EvidenceCard, type SeedTitle } from './evidence.tsx';
import { Corrections, History } from './history.tsx';
import { type Frame, Page } from './layout.tsx';
import { OutLink } from './outlink.tsx';
import { StackedTable } from './stacked-table.tsx';

/** One story: who reports it, and why it was flagged. */
export function StoryPage(props: {
  readonly frame: Frame;
  readonly story: StoryView;
  readonly matters: readonly Matter[];
  readonly corrections: readonly CorrectionView[];
  readonly seedTitle: SeedTitle;
}): ReactElement {
  const { frame, story, seedTitle } = props;
  const { lead } = story;
  const others = story.reports.filter(({ id }) => id !== lead.id);
  const title = lead.title || 'Report without a headline';
  return (
    <Page
      frame={frame}
      title={title}
      section="stories"
      canonical={`/story/${encodeURIComponent(story.id)}`}
    >
      <div className="intro">
        <Badges verdict={lead.verdict} />
        <h1 className="headline" lang={lead.language}>
          {title}
        </h1>
        <Facts story={story} />
      </div>
      <ReportsTable reports={story.reports} />
      <Corrections corrections={props.corrections} />
      <History storyId={story.id} matters={props.matters} />
      <section aria-labelledby="evidence">
        <h2 id="evidence">Why it was flagged</h2>
        <EvidenceCard report={lead} seedTitle={seedTitle} />
      </section>
      {others.length > 0 && <OtherReports reports={others} seedTitle={seedTitle} />}
    </Page>
  );
}

function Facts({ story }: { readonly story: StoryView }): ReactElement {
  const { lead, reports } = story;
  return (
    <p className="byline">
      <span className="outlet">
        <OutLink to={lead.url}>{`Read at ${lead.outlet}`}</OutLink>
      </span>
      <span>
        published <Moment at={lead.publishedAt} />
      </span>
      <span>{outletsText(reports)}</span>
      <span>
        last change <Moment at={story.changedAt} />
      </span>
    </p>
  );
}

function ReportsTable({ reports }: { readonly reports: readonly ReportView[] }): ReactElement {
  return (
    <StackedTable
      caption={`${counted(reports.length, 'report')}, oldest first`}
      columns={['Outlet', 'Headline', 'Published', 'Language']}
      rows={reports.map((report) => ({
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
  );
}

function OtherReports(props: {
  readonly reports: readonly ReportView[];
  readonly seedTitle: SeedTitle;
}): ReactElement {
  return (
    <section aria-labelledby="others">
      <h2 id="others">Evidence of the other reports</h2>
      {props.reports.map((report) => (
        <details key={report.id}>
          <summary>
            <span className="outlet">{report.outlet}</span>{' '}
            <span lang={report.language}>{report.title}</span>
          </summary>
          <EvidenceCard report={report} seedTitle={props.seedTitle} />
        </details>
      ))}
    </section>
  );
}
