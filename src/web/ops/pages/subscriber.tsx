import type { ReactElement } from 'react';
import { clip } from '../../excerpt.ts';
import { Moment } from '../../moment.tsx';
import { StackedTable } from '../../pages/stacked-table.tsx';
import { address } from '../../query.ts';
import type { OpsFrame } from '../answer.ts';
import { FormToken, OpsPage } from '../frame.tsx';
import type { SubscriberRow, SuppressionRow } from '../ports/subscribers.ts';
import { SubscriberState } from './subscribers.tsx';

/** One subscriber, and what can be done. */
export function ConsoleSubscriberPage(props: {
  readonly frame: OpsFrame;
  readonly now: Date;
  readonly one: SubscriberRow;
}): ReactElement {
  const { frame, now, one } = props;
  const isPaused = one.pausedUntil !== null && one.pausedUntil > now;
  return (
    <OpsPage {...frame} title={one.email} section="subscribers">
      <p className="note">
        <a href="/ops/subscribers">All subscribers</a>
        {' · '}
        <a href={address('/ops/digests/preview', [['email', one.email]])}>
          what they would get now
        </a>
        {' · '}
        <a href={address('/ops/audit', [['subject', `subscriber ${one.email}`]])}>
          what operators did
        </a>
      </p>
      <dl className="facts">
        <div>
          <dt>State</dt>
          <dd>
            <SubscriberState one={one} now={now} />
          </dd>
        </div>
        <div>
          <dt>Schedule</dt>
          <dd>{one.scheduleText}</dd>
        </div>
        <div>
          <dt>Wants</dt>
          <dd>{one.wants.join('; ') || 'everything'}</dd>
        </div>
        <div>
          <dt>Next digest</dt>
          <dd>{one.nextDigestAt === null ? 'none' : <Moment at={one.nextDigestAt} />}</dd>
        </div>
      </dl>
      {one.isManaged ? (
        <p className="empty">config/subscribers.yaml decides on this address: change it there.</p>
      ) : (
        one.state === 'active' && <Orders one={one} isPaused={isPaused} frame={frame} />
      )}
    </OpsPage>
  );
}

function Orders(props: {
  readonly one: SubscriberRow;
  readonly isPaused: boolean;
  readonly frame: OpsFrame;
}): ReactElement {
  const { one, isPaused, frame } = props;
  const hidden = (
    <>
      <FormToken value={frame.formToken} />
      <input type="hidden" name="email" value={one.email} />
    </>
  );
  return (
    <>
      <form method="post" action="/ops/subscribers/pause">
        {hidden}
        <label htmlFor="days">Pause for days</label>
        <div className="fields">
          <input id="days" name="days" type="number" min="1" max="365" defaultValue="14" required />
          <button className="quiet">Pause</button>
        </div>
        <p className="note">What happens meanwhile is told afterwards.</p>
      </form>
      {isPaused && (
        <form method="post" action="/ops/subscribers/resume">
          {hidden}
          <button className="quiet">Send again</button>
        </form>
      )}
      <details>
        <summary>End the subscription</summary>
        <form method="post" action="/ops/subscribers/remove">
          {hidden}
          <p>They get no more mail, and are told nothing of it.</p>
          <button>{`Remove ${one.email}`}</button>
        </form>
      </details>
    </>
  );
}

/** The addresses that nothing is sent to. */
export function SuppressedPage(props: {
  readonly frame: OpsFrame;
  readonly suppressions: readonly SuppressionRow[];
}): ReactElement {
  return (
    <OpsPage {...props.frame} title="Addresses that nothing is sent to" section="subscribers">
      <p className="note">
        <a href="/ops/subscribers">All subscribers</a>
        {' · to take one off: '}
        <code>flagbearer mail suppressed --help</code>
      </p>
      {props.suppressions.length === 0 ? (
        <p className="empty">There is none.</p>
      ) : (
        <StackedTable
          caption="The latest first"
          columns={['Address', 'Why', 'What a server said', 'Since']}
          look="console"
          rows={props.suppressions.map(({ email, reason, detail, at }) => ({
            key: email,
            cells: [email, reason, clip(detail ?? '–', 300), <Moment key="at" at={at} />],
          }))}
        />
      )}
    </OpsPage>
  );
}
