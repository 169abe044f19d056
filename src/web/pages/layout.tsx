import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Moment } from '../moment.tsx';
import { ANY_STORY, type Selection } from '../../core/archive.ts';
import { selectionAddress } from '../archive-query.ts';
import { FEEDS } from '../feeds/list.ts';
import { STYLE_PATH } from '../style/sheet.ts';
import { type ConfigNotice, NoticeBox } from './notice.tsx';

/** The sections of the site that the navigation names. */
export type Section = 'stories' | 'measures' | 'agreements' | 'sources' | 'subscribe' | 'outbox';

/** What every page shows around its content. */
export type Frame = {
  readonly service: { readonly name: string; readonly version: string; readonly baseUrl: string };
  readonly now: Date;
  /** The navigation names the outbox only to those who may open it. */
  readonly sections: readonly Section[];
  /** Why a change of the configuration is not in use; null when there is nothing to say. */
  readonly notice: ConfigNotice | null;
};

const SECTIONS: Readonly<Record<Section, { readonly path: string; readonly name: string }>> = {
  stories: { path: '/', name: 'Stories' },
  measures: { path: '/measures', name: 'Measures' },
  agreements: { path: '/agreements', name: 'Agreements' },
  sources: { path: '/sources', name: 'Sources' },
  subscribe: { path: '/subscribe', name: 'Subscribe' },
  outbox: { path: '/outbox', name: 'Outbox' },
};

/** A whole document: head, skip link, banner with navigation, main content, footer. */
export function Page(props: {
  readonly frame: Frame;
  readonly title: string;
  readonly section: Section | null;
  /** Path of the page's one address; null where the page is not to be found by search engines. */
  readonly canonical: string | null;
  /** The stories that the page is about; all unless given. */
  readonly feeds?: FeedChoice;
  readonly children: ReactNode;
}): ReactElement {
  const { frame, title, section, canonical, children } = props;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${frame.service.name}`}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={STYLE_PATH} />
        <FeedLinks name={frame.service.name} {...(props.feeds ?? ALL_FEEDS)} />
        <Indexing baseUrl={frame.service.baseUrl} canonical={canonical} />
      </head>
      <body>
        <a className="skip" href="#content">
          Skip to the content
        </a>
        <Banner frame={frame} section={section} />
        {frame.notice !== null && <NoticeBox notice={frame.notice} />}
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <Footer frame={frame} />
      </body>
    </html>
  );
}

/** Which stories feeds are of, and that in words; none for all. */
export type FeedChoice = { readonly selection: Selection; readonly about: string };

const ALL_FEEDS: FeedChoice = { selection: ANY_STORY, about: '' };

function FeedLinks(props: FeedChoice & { readonly name: string }): ReactElement {
  const { name, selection, about } = props;
  return (
    <>
      {FEEDS.map(({ path, type, title }) => (
        <link
          key={path}
          rel="alternate"
          type={type}
          href={selectionAddress(selection, { path })}
          title={`${about === '' ? name : `${name}: ${about}`} (${title})`}
        />
      ))}
    </>
  );
}

function Indexing(props: {
  readonly baseUrl: string;
  readonly canonical: string | null;
}): ReactElement {
  if (props.canonical === null) return <meta name="robots" content="noindex" />;
  return <link rel="canonical" href={`${props.baseUrl.replace(/\/$/, '')}${props.canonical}`} />;
}

function Banner(props: { readonly frame: Frame; readonly section: Section | null }): ReactElement {
  return (
    <header className="banner">
      <p className="wordmark">
        <a href="/">
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <path className="pole" d="M3 1h2v18H3z" />
            <path className="flag" d="M6 2h12l-3.5 4.5L18 11H6z" />
          </svg>
          {props.frame.service.name}
        </a>
      </p>
      <nav aria-label="Sections">
        <ul>
          {props.frame.sections.map((section) => (
            <li key={section}>
              <a
                href={SECTIONS[section].path}
                aria-current={section === props.section ? 'page' : undefined}
              >
                {SECTIONS[section].name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function Footer({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <footer className="footer">
      <p>
        {`${frame.service.name} ${frame.service.version}`}
        <span className="dot"> · </span>
        {'as of '}
        <Moment at={frame.now} />
      </p>
      <p>
        {'Feeds of new stories: '}
        {FEEDS.map(({ path, title }, index) => (
          <Fragment key={path}>
            {index > 0 && ', '}
            <a href={path}>{title}</a>
          </Fragment>
        ))}
      </p>
      <p>All times are UTC. Verdicts are made by rules and carry their evidence.</p>
    </footer>
  );
}
