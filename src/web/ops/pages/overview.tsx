import type { ReactElement, ReactNode } from 'react';
import { clip } from '../../excerpt.ts';
import { Moment } from '../../moment.tsx';
import { StackedTable } from '../../pages/stacked-table.tsx';
import type { OpsFrame } from '../answer.ts';
import { OpsPage } from '../frame.tsx';
import type { AuditView } from '../ports.ts';
import type { Overview } from '../ports/overview.ts';

/** What an operator should know at once. */
export function OverviewPage(props: {
  readonly frame: OpsFrame;
  readonly overview: Overview;
  /** Why changed files of the configuration are not in use; null when they are. */
  readonly configProblem: { readonly problem: string; readonly mend: string } | null;
  readonly latest: readonly AuditView[];
}): ReactElement {
  const { frame, overview, configProblem, latest } = props;
  const { sources, day, held, entries, subscribers } = overview;
  return (
    <OpsPage {...frame} title="Overview" section="overview">
      {configProblem !== null && (
        <p className="refused">
          <strong>The changed configuration is not in use. </strong>
          {`${configProblem.problem} ${configProblem.mend}`}
        </p>
      )}
      <ul className="tiles">
        <Tile
          figure={sources.trouble}
          isWarning={sources.trouble > 0}
          text={`of ${sources.all} sources in trouble`}
          href="/ops/sources"
        />
        <Tile
          figure={sources.paused}
          text={sources.paused === 1 ? 'source paused' : 'sources paused'}
          href="/ops/sources"
        />
        <Tile
          figure={held}
          isWarning={held > 0}
          text="held back from sending"
          href="/ops/digests"
        />
        <Tile
          figure={entries.disputed}
          isWarning={entries.disputed > 0}
          text="measures in dispute"
          href="/ops/stories/entries"
        />
        <Tile
          figure={entries.proposed}
          text="measures that nobody confirmed"
          href="/ops/stories/entries"
        />
        <Tile figure={day.items} text="items read within a day" href="/ops/coverage" />
        <Tile figure={day.stories} text="stories told anew within a day" href="/ops/stories" />
        <Tile figure={day.mails} text="mails sent within a day" href="/ops/digests?state=sent" />
        <Tile figure={subscribers.active} text="active subscribers" href="/ops/subscribers" />
        <Tile
          figure={subscribers.suppressed}
          text="addresses that nothing is sent to"
          href="/ops/subscribers/suppressed"
        />
      </ul>
      <Checks checks={overview.checks} />
      <Latest latest={latest} />
    </OpsPage>
  );
}

function Tile(props: {
  readonly figure: number;
  readonly text: string;
  readonly href: string;
  readonly isWarning?: boolean;
}): ReactElement {
  return (
    <li className={props.isWarning === true ? 'tile warning' : 'tile'}>
      <a href={props.href}>
        <span className="figure">{props.figure.toLocaleString('en-GB')}</span>
        <span>{` ${props.text}`}</span>
      </a>
    </li>
  );
}

function Checks({ checks }: { readonly checks: Overview['checks'] }): ReactElement {
  return (
    <StackedTable
      caption="Whether the service works"
      columns={['Part', 'State', 'Detail']}
      look="console"
      rows={checks.map(({ name, ok, detail }) => ({
        key: name,
        cells: [
          name,
          ok ? (
            word('●', 'works')
          ) : (
            <strong key="state" className="bad">
              {word('✕', 'does not work')}
            </strong>
          ),
          clip(detail, 300),
        ],
      }))}
    />
  );
}

function word(symbol: string, text: string): ReactNode {
  return (
    <span className="state">
      <span aria-hidden="true">{symbol}</span> {text}
    </span>
  );
}

function Latest({ latest }: { readonly latest: readonly AuditView[] }): ReactElement {
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">Done lately</h2>
      {latest.length === 0 && <p className="empty">Nothing yet.</p>}
      <ul className="log">
        {latest.map(({ id, operator, action, subject, at }) => (
          <li key={id}>
            <Moment at={at} />
            {` ${operator}: ${action}, ${subject}`}
          </li>
        ))}
      </ul>
      <p className="note">
        <a href="/ops/audit">The whole log</a>
      </p>
    </section>
  );
}
