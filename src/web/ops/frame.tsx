import type { ReactElement, ReactNode } from 'react';
import { Clock } from '../moment.tsx';
import { STYLE_PATH } from '../style/sheet.ts';
import type { AuditView } from './ports.ts';
import { CONSOLE_STYLE_PATH } from './style/sheet.ts';

/** The sections of the console that its navigation names, in its order. */
const SECTIONS = {
  overview: { path: '/ops', name: 'Overview' },
  sources: { path: '/ops/sources', name: 'Sources' },
  coverage: { path: '/ops/coverage', name: 'Coverage' },
  stories: { path: '/ops/stories', name: 'Stories' },
  digests: { path: '/ops/digests', name: 'Digests' },
  subscribers: { path: '/ops/subscribers', name: 'Subscribers' },
  tune: { path: '/ops/tune', name: 'Tune' },
  why: { path: '/ops/why', name: 'Why not' },
  queues: { path: '/ops/queues', name: 'Queues' },
  audit: { path: '/ops/audit', name: 'Audit log' },
} as const;

/** A section of the console. */
export type OpsSection = keyof typeof SECTIONS;

/** The section that an address of the console belongs to; null: none. */
export function sectionOf(path: string): { readonly path: string; readonly name: string } | null {
  const found = Object.values(SECTIONS).filter(
    (section) => path === section.path || path.startsWith(`${section.path}/`),
  );
  return found.at(-1) ?? null;
}

/** A page of the console: banner with who is signed in, the sections, and the content under its heading. */
export function OpsPage(props: {
  readonly title: string;
  readonly operator: string;
  readonly formToken: string;
  /** Null: none of them. */
  readonly section: OpsSection | null;
  /** What the operator just did; null or left out: nothing that this page follows. */
  readonly done?: AuditView | null;
  readonly children: ReactNode;
}): ReactElement {
  const { title, operator, formToken, section, done = null, children } = props;
  return (
    <OpsDocument title={title}>
      <header className="ops-banner">
        <Wordmark />
        <form className="ops-who" method="post" action="/ops/sign-out">
          <FormToken value={formToken} />
          <span className="ops-operator">{operator}</span>
          <button className="quiet">Sign out</button>
        </form>
      </header>
      <div className="ops-body">
        <OpsNavigation section={section} />
        <main id="content" tabIndex={-1}>
          <h1>{title}</h1>
          {done !== null && <Done entry={done} />}
          {children}
        </main>
      </div>
    </OpsDocument>
  );
}

function Done({ entry }: { readonly entry: AuditView }): ReactElement {
  const { action, subject, detail, at } = entry;
  return (
    <p className="done" role="status">
      <strong>Done</strong>
      {` at `}
      <Clock at={at} />
      {`: ${action}, ${subject}${detail === null ? '' : ` (${detail})`}`}
    </p>
  );
}

/** A page before anybody is signed in: no name, no sections. */
export function OpsDoor(props: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <OpsDocument title={props.title}>
      <header className="ops-banner">
        <Wordmark />
      </header>
      <main id="content" className="ops-door" tabIndex={-1}>
        <h1>{props.title}</h1>
        {props.children}
      </main>
    </OpsDocument>
  );
}

/** The hidden input that every form of the console carries; a post without it is refused. */
export function FormToken({ value }: { readonly value: string }): ReactElement {
  return <input type="hidden" name="form" value={value} />;
}

function OpsDocument(props: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${props.title} · Console`}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={STYLE_PATH} />
        <link rel="stylesheet" href={CONSOLE_STYLE_PATH} />
      </head>
      <body className="ops">
        <a className="skip" href="#content">
          Skip to the content
        </a>
        {props.children}
      </body>
    </html>
  );
}

function Wordmark(): ReactElement {
  return (
    <p className="wordmark">
      <a href="/ops">
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
          <path className="pole" d="M3 1h2v18H3z" />
          <path className="flag" d="M6 2h12l-3.5 4.5L18 11H6z" />
        </svg>
        Console
      </a>
    </p>
  );
}

function OpsNavigation(props: { readonly section: OpsSection | null }): ReactElement {
  return (
    <nav className="ops-sections" aria-label="Sections of the console">
      <ul>
        {Object.entries(SECTIONS).map(([key, { path, name }]) => (
          <li key={key}>
            <a href={path} aria-current={key === props.section ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
        <li className="ops-public">
          <a href="/">Public page</a>
        </li>
      </ul>
    </nav>
  );
}
