import type { ReactElement } from 'react';
import { AGREEMENT_DIRECTIONS, SANCTION_DIRECTIONS } from '../../../core/verdict.ts';
import { clip } from '../../excerpt.ts';
import { Moment } from '../../moment.tsx';
import { FormToken } from '../frame.tsx';
import type { ConsoleReport, LabelView } from '../ports/stories.ts';

/** Confirms or rejects an entry of the board. */
export function SayForm(props: {
  readonly entry: string;
  /** Where to go on: a path of the console. */
  readonly back: string;
  readonly formToken: string;
}): ReactElement {
  const { entry, back, formToken } = props;
  return (
    <form method="post" action={`/ops/stories/entries/${entry}`} className="fields say">
      <FormToken value={formToken} />
      <input type="hidden" name="back" value={back} />
      <div>
        <label htmlFor={`note-${entry}`}>
          Why<span className="unseen">{`, of entry ${entry}`}</span>
        </label>
        <input id={`note-${entry}`} name="note" maxLength={500} />
      </div>
      <button className="quiet" name="word" value="confirmed">
        Confirm<span className="unseen">{` entry ${entry}`}</span>
      </button>
      <button className="quiet" name="word" value="rejected">
        Reject<span className="unseen">{` entry ${entry}`}</span>
      </button>
    </form>
  );
}

const SEPARATOR = '/';

/** Says what a report really tells. */
export function LabelForm(props: {
  readonly report: ConsoleReport;
  readonly label: LabelView | null;
  readonly story: string;
  readonly formToken: string;
}): ReactElement {
  const { report, label, story, formToken } = props;
  const { id, verdict } = report;
  const now = label ?? verdict;
  return (
    <form method="post" action={`/ops/stories/items/${id}/label`} className="label-form">
      <FormToken value={formToken} />
      <input type="hidden" name="story" value={story} />
      <label htmlFor={`says-${id}`} dir="auto">
        {clip(report.title, 120) || `Report ${id}`}
      </label>
      <div className="fields">
        <select id={`says-${id}`} name="says" defaultValue={valueOf(now.label, now.direction)}>
          <option value="none">nothing of the kind</option>
          <Directions label="sanction" directions={SANCTION_DIRECTIONS} />
          <Directions label="agreement" directions={AGREEMENT_DIRECTIONS} />
        </select>
        <button className="quiet">
          Keep as label<span className="unseen">{` of report ${id}`}</span>
        </button>
        {label !== null && (
          <span className="under">
            {`labelled by ${label.by}, `}
            <Moment at={label.at} />
          </span>
        )}
      </div>
    </form>
  );
}

function Directions(props: {
  readonly label: 'sanction' | 'agreement';
  readonly directions: readonly string[];
}): ReactElement {
  return (
    <optgroup label={props.label}>
      <option value={props.label}>{`${props.label}, no direction`}</option>
      {props.directions.map((direction) => (
        <option key={direction} value={valueOf(props.label, direction)}>
          {`${props.label} ${direction}`}
        </option>
      ))}
    </optgroup>
  );
}

function valueOf(label: string, direction: string | null): string {
  return direction === null ? label : `${label}${SEPARATOR}${direction}`;
}

/** What the form says, in its two parts. */
export function readSays(text: string): {
  readonly label: string;
  readonly direction: string | null;
} {
  const [label = '', direction = null] = text.split(SEPARATOR);
  return { label, direction };
}
