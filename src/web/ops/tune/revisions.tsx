import type { ReactElement } from 'react';
import { Moment } from '../../moment.tsx';
import { decimal, signed } from '../../numbers.ts';
import { StackedTable } from '../../pages/stacked-table.tsx';
import { TunePage, type TuneFrame } from './frame.tsx';
import type { RevisionView } from './ports.ts';

/** Characters of a refusal that are shown, and of a diff. */
const PROBLEM_LENGTH = 400;
const DIFF_LENGTH = 100_000;

/** The configuration in force, those before it, and those that were refused, with what each did. */
export function RevisionsPage(props: {
  readonly frame: TuneFrame;
  readonly revisions: readonly RevisionView[];
}): ReactElement {
  const { frame, revisions } = props;
  const current = revisions.find(({ kind }) => kind === 'in-force');
  return (
    <TunePage frame={frame} title="Revisions" part="revisions">
      <p>
        A revision is the keywords, seeds and sources that judge. What was judged before a change
        stays judged.
      </p>
      {revisions.length === 0 ? (
        <p className="empty">No configuration has judged yet: no worker has run.</p>
      ) : (
        <StackedTable
          caption="The latest first"
          columns={['Revision', 'Since', 'Golden set', 'Changed files', 'Judged']}
          rows={revisions.map((one) => ({
            key: one.id,
            cells: [
              <Name key="name" revision={one} isCurrent={one === current} />,
              <Moment key="at" at={one.at} />,
              <Figure key="figure" revision={one} />,
              <Changed key="changed" revision={one} />,
              <Effect key="effect" revision={one} />,
            ],
          }))}
        />
      )}
    </TunePage>
  );
}

function Name(props: {
  readonly revision: RevisionView;
  readonly isCurrent: boolean;
}): ReactElement {
  const { revision, kind, forced, problem } = props.revision;
  const state = kind === 'refused' ? 'refused' : props.isCurrent ? 'in force' : 'was in force';
  return (
    <>
      <code>{revision === null ? 'unreadable' : revision.slice(0, 12)}</code>
      <span className="under">{`${state}${forced ? ', whatever the golden set said' : ''}`}</span>
      {problem !== null && <span className="under">{problem.slice(0, PROBLEM_LENGTH)}</span>}
    </>
  );
}

function Figure({ revision }: { readonly revision: RevisionView }): ReactElement {
  const { f1, f1Change } = revision;
  if (f1 === null) return <span className="none">not measured</span>;
  return (
    <>
      {`F1 ${decimal(f1, 3)}`}
      {f1Change !== null && (
        <span className="under">{`${signed(f1Change, 3)} against the one before`}</span>
      )}
    </>
  );
}

function Changed({ revision }: { readonly revision: RevisionView }): ReactElement {
  const { changed, id } = revision;
  if (changed === null) return <span className="none">not on record</span>;
  return (
    <>
      {changed.join(', ')}
      <span className="under">
        <a href={`/ops/tune/revisions/${id}`}>What changed</a>
      </span>
    </>
  );
}

function Effect({ revision }: { readonly revision: RevisionView }): ReactElement {
  const { effect } = revision;
  if (effect === null) return <span className="none">nothing</span>;
  const { judged, flagged, isCut } = effect;
  const share = judged === 0 ? '' : ` (${decimal((flagged / judged) * 100, 1)} %)`;
  return (
    <>
      {`${judged.toLocaleString('en-GB')}${isCut ? ' or more' : ''}`}
      <span className="under">{`${flagged.toLocaleString('en-GB')} flagged${share}`}</span>
    </>
  );
}

/** What one revision changed in the one before it. */
export function RevisionDiffPage(props: {
  readonly frame: TuneFrame;
  readonly diff: string;
}): ReactElement {
  const { frame, diff } = props;
  return (
    <TunePage frame={frame} title="What a revision changed" part="revisions">
      <p>
        <a href="/ops/tune/revisions">All revisions</a>
      </p>
      <pre className="diff" tabIndex={0} role="region" aria-label="Changes">
        {diff.length > DIFF_LENGTH ? `${diff.slice(0, DIFF_LENGTH)}\n…` : diff}
      </pre>
    </TunePage>
  );
}
