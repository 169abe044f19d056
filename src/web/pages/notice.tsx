import type { ReactElement } from 'react';
import { clip } from '../excerpt.ts';

/** A change of the configuration that is not in use: the problem and what to do, or only that there is one. */
export type ConfigNotice = { readonly problem: string; readonly mend: string } | 'undisclosed';

/** In UTF-16 units; a broken file may have very many mistakes. */
const PROBLEM_LENGTH = 2_000;

/** Says on every page that a changed configuration was refused, and why to whoever may know. */
export function NoticeBox({ notice }: { readonly notice: ConfigNotice }): ReactElement {
  return (
    <aside className="notice" aria-label="For the operator">
      <p>
        <strong>The last change of the configuration is not in use.</strong> What was configured
        before judges on.
      </p>
      {notice !== 'undisclosed' && (
        <>
          <p className="problem">{clip(notice.problem, PROBLEM_LENGTH)}</p>
          <p>{notice.mend}</p>
        </>
      )}
    </aside>
  );
}
