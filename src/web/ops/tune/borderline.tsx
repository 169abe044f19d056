import type { ReactElement } from 'react';
import type { Label, Topic } from '../../../core/verdict.ts';
import { MarkedText } from '../../marks.tsx';
import { Moment } from '../../moment.tsx';
import { decimal } from '../../numbers.ts';
import { OutLink } from '../../pages/outlink.tsx';
import { FormToken } from '../frame.tsx';
import { verdictText } from './answer.tsx';
import { TunePage, type TuneFrame } from './frame.tsx';
import type { BorderlineView, LabelView, TunePort } from './ports.ts';

/** What may be said of an item, in the order of the buttons. */
export const LABELS = ['sanction', 'agreement', 'none'] as const satisfies readonly Label[];

const BUTTONS: Readonly<Record<Label, string>> = {
  sanction: 'Yes, a sanction',
  agreement: 'Yes, an agreement',
  none: 'Neither',
};

const NOUNS: Readonly<Record<Topic, string>> = {
  sanction: 'a sanction',
  agreement: 'an agreement',
};

/** Items that the keywords are least sure of, with what a person may say of them. */
export function BorderlinePage(props: {
  readonly frame: TuneFrame;
  readonly queue: Awaited<ReturnType<TunePort['borderline']>>;
  readonly done: string | null;
}): ReactElement {
  const { frame, queue, done } = props;
  const { items, labels, days } = queue;
  return (
    <TunePage frame={frame} title="Borderline items" part="borderline">
      <p>
        {`The ${items.length} items of the last ${days} days that are nearest to their threshold and that nobody has labelled. `}
        What you say becomes a label, as by <code>flagbearer labels add</code>: it measures keywords
        and can be learned from. No verdict changes.
      </p>
      {done !== null && (
        <p className="done" role="status">
          {done}
        </p>
      )}
      {items.length === 0 && (
        <p className="empty">
          There is nothing to decide: every item near its threshold has a label, or none came so
          near.
        </p>
      )}
      <ol className="borderline">
        {items.map((item) => (
          <li key={item.id}>
            <Undecided item={item} formToken={frame.formToken} />
          </li>
        ))}
      </ol>
      {labels.length > 0 && <Recent labels={labels} formToken={frame.formToken} />}
    </TunePage>
  );
}

function Undecided(props: {
  readonly item: BorderlineView;
  readonly formToken: string;
}): ReactElement {
  const { item, formToken } = props;
  const { id, title, summary, language, url, outlet, publishedAt, verdict } = item;
  const { hits, topic, threshold } = verdict.evidence;
  const counting = hits.filter(({ masked }) => masked === null);
  return (
    <article>
      <h2 className="headline" lang={language}>
        <MarkedText text={title} hits={counting.filter(({ zone }) => zone === 'title')} />
      </h2>
      <p lang={language}>
        <MarkedText text={summary} hits={counting.filter(({ zone }) => zone === 'summary')} />
      </p>
      <p className="byline">
        <span className="outlet">
          <OutLink to={url}>{outlet}</OutLink>
        </span>
        <Moment at={publishedAt} />
        <span>{`${verdictText(verdict)}, where ${decimal(threshold, 3)} makes ${NOUNS[topic]}`}</span>
        <a href={`/ops/tune?item=${id}`}>Try keywords on it</a>
      </p>
      <LabelForm itemId={id} title={title} formToken={formToken} />
    </article>
  );
}

function LabelForm(props: {
  readonly itemId: string;
  readonly title: string;
  readonly formToken: string;
}): ReactElement {
  return (
    <form
      className="fields"
      method="post"
      action={`/ops/tune/borderline/${props.itemId}`}
      aria-label={`What item ${props.itemId} reports`}
    >
      <FormToken value={props.formToken} />
      {LABELS.map((label) => (
        <button key={label} className="quiet" name="label" value={label}>
          {BUTTONS[label]}
        </button>
      ))}
    </form>
  );
}

function Recent(props: {
  readonly labels: readonly LabelView[];
  readonly formToken: string;
}): ReactElement {
  return (
    <section>
      <h2>The latest labels</h2>
      <p className="note">A wrong one is mended by another: the last of an item counts.</p>
      <ol className="borderline">
        {props.labels.map(({ itemId, title, language, label, by, at }) => (
          <li key={`${itemId} ${at.toISOString()}`}>
            <p>
              <strong>{label}</strong>: <span lang={language}>{title}</span>
              <span className="under">
                {`${by}, `}
                <Moment at={at} />
              </span>
            </p>
            <LabelForm itemId={itemId} title={title} formToken={props.formToken} />
          </li>
        ))}
      </ol>
    </section>
  );
}
