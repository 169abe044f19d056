import type { ReactElement, ReactNode } from 'react';
import { OpsPage } from '../frame.tsx';

/** Who looks at a page of the section, and what its forms carry. */
export type TuneFrame = { readonly operator: string; readonly formToken: string };

const PARTS = {
  edit: { path: '/ops/tune', name: 'Edit' },
  backtests: { path: '/ops/tune/backtests', name: 'Backtests' },
  borderline: { path: '/ops/tune/borderline', name: 'Borderline' },
  patterns: { path: '/ops/tune/patterns', name: 'Patterns' },
  revisions: { path: '/ops/tune/revisions', name: 'Revisions' },
} as const;

/** A page of the section: its parts are named above the content. */
export function TunePage(props: {
  readonly frame: TuneFrame;
  readonly title: string;
  readonly part: keyof typeof PARTS;
  readonly children: ReactNode;
}): ReactElement {
  const { frame, title, part, children } = props;
  return (
    <OpsPage {...frame} title={title} section="tune">
      <nav className="parts" aria-label="Parts of Tune">
        <ul>
          {Object.entries(PARTS).map(([key, { path, name }]) => (
            <li key={key}>
              <a href={path} aria-current={key === part ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </OpsPage>
  );
}
