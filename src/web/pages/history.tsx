import type { ReactElement } from 'react';
import { liveChanges, type Matter, type RecordedChange } from '../../core/matters/recorded.ts';
import { clip } from '../excerpt.ts';
import { storyPath } from '../json/story.ts';
import { partiesText, stepText } from '../matter-words.ts';
import { Day, Moment } from '../moment.tsx';
import type { CorrectionView } from '../ports.ts';
import { sportName } from '../words.ts';
import { Sources } from './entry-cells.tsx';
import { OutLink } from './outlink.tsx';

/** Latest steps of a matter that are shown at once; earlier ones are folded away. */
const SHOWN = 8;
/** So many of those that are folded away can be read; all are in the data, and some matters have hundreds. */
const FOLDED = 16;
/** In UTF-16 units. */
const TEXT_LENGTH = 300;

/** What has happened before and since in the long affairs that a story belongs to. */
export function History(props: {
  readonly storyId: string;
  readonly matters: readonly Matter[];
}): ReactElement | null {
  const matters = props.matters
    .map((matter) => ({ ...matter, steps: liveChanges(matter.changes) }))
    .filter(({ steps }) => steps.length > 0);
  if (matters.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">What has happened in this matter</h2>
      {matters.map(({ id, key, steps }) => (
        <section className="matter" key={id} aria-labelledby={`matter-${id}`}>
          <h3 id={`matter-${id}`}>{`${partiesText([key.a, key.b])}, ${sportName(key.sport)}`}</h3>
          <Steps storyId={props.storyId} steps={steps} />
          <p className="note">
            {key.topic === 'sanction' ? (
              <a href="/measures">Board of measures</a>
            ) : (
              <a href="/agreements">Register of agreements</a>
            )}
          </p>
        </section>
      ))}
    </section>
  );
}

function Steps(props: {
  readonly storyId: string;
  readonly steps: readonly RecordedChange[];
}): ReactElement {
  const { storyId, steps } = props;
  const earlier = steps.slice(0, Math.max(0, steps.length - SHOWN));
  const left = Math.max(0, earlier.length - FOLDED);
  return (
    <>
      {earlier.length > 0 && (
        <details>
          <summary>{`${earlier.length} earlier`}</summary>
          {left > 0 && (
            <p className="note">
              {`The first ${left} are in the `}
              <a href={`${storyPath(storyId)}.json`}>data of this story</a>.
            </p>
          )}
          <StepList storyId={storyId} steps={earlier.slice(left)} />
        </details>
      )}
      <StepList storyId={storyId} steps={steps.slice(earlier.length)} />
    </>
  );
}

function StepList(props: {
  readonly storyId: string;
  readonly steps: readonly RecordedChange[];
}): ReactElement {
  return (
    <ol className="steps">
      {props.steps.map((step) => (
        <li key={step.id}>
          <Day at={step.at} />
          <div>
            <strong>{stepText(step.kind, step.party)}</strong>
            {' · '}
            <StoryLink step={step} here={props.storyId} />
            <Word step={step} />
            <Sources sources={step.sources} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function StoryLink(props: { readonly step: RecordedChange; readonly here: string }): ReactElement {
  const { storyId, kind } = props.step;
  if (storyId === props.here) return <span>this story</span>;
  return (
    <a href={storyPath(storyId)}>
      its story<span className="unseen">{`: ${stepText(kind, null)}`}</span>
    </a>
  );
}

function Word({ step }: { readonly step: RecordedChange }): ReactElement {
  if (step.word === null) return <span className="under">{`proposed, entry ${step.id}`}</span>;
  const { word, by, note } = step.word;
  const why = note === null ? '' : `: ${clip(note, TEXT_LENGTH)}`;
  return <span className="under">{`${word} by ${clip(by, 80)}${why}, entry ${step.id}`}</span>;
}

/** How articles were changed after they were read. */
export function Corrections(props: {
  readonly corrections: readonly CorrectionView[];
}): ReactElement | null {
  if (props.corrections.length === 0) return null;
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">Changed after it was read</h2>
      <ol className="steps">
        {props.corrections.map((correction) => (
          <li key={correction.id}>
            <Moment at={correction.seenAt} />
            <div>
              <OutLink to={correction.url}>
                {clip(correction.outlet, 80) || 'Unnamed outlet'}
              </OutLink>
              {': '}
              <CorrectionText correction={correction} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function CorrectionText({ correction }: { readonly correction: CorrectionView }): ReactElement {
  const [before, after] = [correction.before, correction.after].map((text) =>
    clip(text, TEXT_LENGTH),
  );
  if (correction.kind === 'withdrawn') {
    return (
      <>
        <strong>Withdrawn</strong>
        {`, ${after}. It was headed `}
        <q>{before}</q>
      </>
    );
  }
  if (correction.kind === 'restored') {
    return (
      <>
        <strong>There again</strong>
        {', headed '}
        <q>{after}</q>
      </>
    );
  }
  return (
    <>
      <strong>New headline</strong>
      {', from '}
      <del>{before}</del>
      {' to '}
      <ins>{after}</ins>
    </>
  );
}
