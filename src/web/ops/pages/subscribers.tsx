import type { ReactElement } from 'react';
import { Moment } from '../../moment.tsx';
import { StackedTable } from '../../pages/stacked-table.tsx';
import { address } from '../../query.ts';
import type { OpsFrame } from '../answer.ts';
import { OpsPage } from '../frame.tsx';
import type { SubscriberRow } from '../ports/subscribers.ts';

/** What subscribers can be chosen by. */
export const SUBSCRIBER_STATES = ['active', 'paused', 'left', 'suppressed'] as const;

type Chosen = { readonly words: string; readonly state: string | null };

/** Who gets digests: looked up by address or state. */
export function ConsoleSubscribersPage(props: {
  readonly frame: OpsFrame;
  readonly now: Date;
  readonly subscribers: readonly SubscriberRow[];
  /** The address from which the next page goes on; null on the last one. */
  readonly next: string | null;
  readonly chosen: Chosen;
}): ReactElement {
  const { frame, now, subscribers, next, chosen } = props;
  return (
    <OpsPage {...frame} title="Subscribers" section="subscribers">
      <SearchForm chosen={chosen} />
      <p className="note">
        <a href="/ops/subscribers/suppressed">Addresses that nothing is sent to</a>
      </p>
      {subscribers.length === 0 ? (
        <p className="empty">No subscriber is so. Leave a word out, or choose any state.</p>
      ) : (
        <StackedTable
          caption="By address"
          columns={['Address', 'State', 'Schedule', 'Wants', 'Next digest']}
          look="console"
          rows={subscribers.map((one) => ({
            key: one.id,
            cells: [
              <a key="email" href={address('/ops/subscribers/one', [['email', one.email]])}>
                {one.email}
              </a>,
              <SubscriberState key="state" one={one} now={now} />,
              one.scheduleText,
              one.wants.join('; ') || 'everything',
              one.nextDigestAt === null ? '–' : <Moment key="next" at={one.nextDigestAt} />,
            ],
          }))}
        />
      )}
      {next !== null && (
        <nav className="pager" aria-label="Pages">
          <a
            rel="next"
            href={address('/ops/subscribers', [
              ['q', chosen.words],
              ['state', chosen.state],
              ['after', next],
            ])}
          >
            Further subscribers
          </a>
        </nav>
      )}
    </OpsPage>
  );
}

function SearchForm({ chosen }: { readonly chosen: Chosen }): ReactElement {
  return (
    <form method="get" action="/ops/subscribers" className="fields">
      <div>
        <label htmlFor="q">Address holds</label>
        <input id="q" name="q" defaultValue={chosen.words} />
      </div>
      <div>
        <label htmlFor="state">State</label>
        <select id="state" name="state" defaultValue={chosen.state ?? ''}>
          <option value="">any</option>
          {SUBSCRIBER_STATES.map((state) => (
            <option key={state}>{state}</option>
          ))}
        </select>
      </div>
      <button className="quiet">Search</button>
    </form>
  );
}

/** Whether mail reaches them, and why not. */
export function SubscriberState(props: {
  readonly one: SubscriberRow;
  readonly now: Date;
}): ReactElement {
  const { state, leftBy, pausedUntil, suppressed, isManaged } = props.one;
  return (
    <>
      {state === 'active' ? 'active' : `left${leftBy === null ? '' : ` (${leftBy})`}`}
      {pausedUntil !== null && pausedUntil > props.now && (
        <strong className="under">
          {'paused until '}
          <Moment at={pausedUntil} />
        </strong>
      )}
      {suppressed !== null && <strong className="under">{`suppressed: ${suppressed}`}</strong>}
      {isManaged && <span className="under">from subscribers.yaml</span>}
    </>
  );
}
