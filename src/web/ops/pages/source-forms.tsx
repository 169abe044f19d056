import type { ReactElement } from 'react';
import { everyInWords, HOUR_MS, MINUTE_MS } from '../../../core/poll/spans.ts';
import { FormToken } from '../frame.tsx';
import type { ConsoleSource } from '../ports/sources.ts';

/** Check now, and pause or resume. */
export function SourceButtons(props: {
  readonly source: ConsoleSource;
  readonly formToken: string;
}): ReactElement {
  const { source, formToken } = props;
  const orders: readonly Order[] =
    source.paused === null
      ? [
          { path: 'check', text: 'Check now' },
          { path: 'pause', text: 'Pause' },
        ]
      : [{ path: 'resume', text: 'Resume' }];
  return (
    <span className="orders">
      {orders.map(({ path, text }) => (
        <form
          key={path}
          method="post"
          action={`/ops/sources/${encodeURIComponent(source.id)}/${path}`}
        >
          <FormToken value={formToken} />
          <button className="quiet">
            {text}
            <span className="unseen">{` ${source.name}`}</span>
          </button>
        </form>
      ))}
    </span>
  );
}

type Order = { readonly path: string; readonly text: string };

/** What may be chosen, in milliseconds. */
const CHOICES = [
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
  72 * HOUR_MS,
];

/** How often it is read: at its own pace, or as often as is set. */
export function IntervalForm(props: {
  readonly source: ConsoleSource;
  readonly formToken: string;
}): ReactElement {
  const { id, intervalMs } = props.source;
  const choices =
    intervalMs === null || CHOICES.includes(intervalMs) ? CHOICES : [intervalMs, ...CHOICES];
  return (
    <form method="post" action={`/ops/sources/${encodeURIComponent(id)}/interval`}>
      <FormToken value={props.formToken} />
      <label htmlFor="interval">Interval</label>
      <div className="fields">
        <select id="interval" name="interval" defaultValue={intervalMs ?? ''}>
          <option value="">its own pace</option>
          {choices.map((ms) => (
            <option key={ms} value={ms}>
              {`every ${everyInWords(ms)}`}
            </option>
          ))}
        </select>
        <button className="quiet">Set</button>
      </div>
      <p className="note">
        It holds until it is taken back, also when the service starts anew. Rows of sources.yaml do
        not change by it.
      </p>
    </form>
  );
}
