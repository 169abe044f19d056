import type { ReactElement } from 'react';
import { clip } from '../excerpt.ts';
import { Moment } from '../moment.tsx';
import type { OutboxMail } from '../ports.ts';
import { counted } from '../words.ts';
import { type Frame, Page } from './layout.tsx';
import { StackedTable } from './stacked-table.tsx';

const SUBJECT_LENGTH = 200;

/** The mails that would have been sent, newest first. */
export function OutboxPage(props: {
  readonly frame: Frame;
  readonly mails: readonly OutboxMail[];
}): ReactElement {
  const { frame, mails } = props;
  return (
    <Page frame={frame} title="Outbox" section="outbox" canonical={null}>
      <div className="intro">
        <h1>Outbox</h1>
        <p>
          No mail server is set, so mail is written to the outbox folder instead of being sent. This
          page is shown on this machine only.
        </p>
      </div>
      {mails.length === 0 ? <p className="empty">No mail has been written yet.</p> : null}
      {mails.length > 0 && <MailTable mails={mails} />}
    </Page>
  );
}

function MailTable({ mails }: { readonly mails: readonly OutboxMail[] }): ReactElement {
  const newest = mails.toSorted((a, b) => b.date.getTime() - a.date.getTime());
  return (
    <StackedTable
      caption={`${counted(mails.length, 'mail')}, newest first`}
      columns={['Subject', 'To', 'Written']}
      rows={newest.map(({ name, subject, to, date }) => ({
        key: name,
        cells: [
          <a key="subject" href={outboxPath(name)}>
            {clip(subject, SUBJECT_LENGTH) || 'No subject'}
          </a>,
          to,
          <Moment key="date" at={date} />,
        ],
      }))}
    />
  );
}

/** One mail as its reader would see it, and its source. */
export function MailPage(props: {
  readonly frame: Frame;
  readonly name: string;
  /** What the list knows of it; null when it is no longer listed. */
  readonly mail: OutboxMail | null;
  readonly parts: readonly ('html' | 'source')[];
}): ReactElement {
  const { frame, name, mail, parts } = props;
  const subject = mail?.subject || name;
  return (
    <Page frame={frame} title={subject} section="outbox" canonical={null}>
      <div className="intro">
        <h1>{subject}</h1>
        <p className="byline">
          {mail !== null && <span>{`to ${mail.to}`}</span>}
          {mail !== null && <Moment at={mail.date} />}
          {parts.includes('source') && (
            <a href={`${outboxPath(name)}/source`}>Source of the mail</a>
          )}
          <a href="/outbox">All mails</a>
        </p>
      </div>
      {parts.includes('html') ? (
        <>
          <iframe className="mail" src={`${outboxPath(name)}/html`} sandbox="" title="The mail" />
          <p className="note">Links in this preview do nothing.</p>
        </>
      ) : (
        <p className="empty">This mail has no HTML part; its source can be read above.</p>
      )}
    </Page>
  );
}

function outboxPath(name: string): string {
  return `/outbox/${encodeURIComponent(name)}`;
}
