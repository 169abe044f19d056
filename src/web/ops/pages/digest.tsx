import type { ReactElement } from 'react';
import { clip } from '../../excerpt.ts';
import { Moment } from '../../moment.tsx';
import { address } from '../../query.ts';
import { counted } from '../../words.ts';
import type { OpsFrame } from '../answer.ts';
import { OpsPage } from '../frame.tsx';
import type { DigestRow, PreviewView } from '../ports/digests.ts';
import { PreviewForm } from './digests.tsx';

const TITLE_LENGTH = 160;

/** A digest that was composed, and its mail. */
export function ConsoleDigestPage(props: {
  readonly frame: OpsFrame;
  readonly digest: DigestRow;
  /** Null: there was nothing to tell. */
  readonly subject: string | null;
}): ReactElement {
  const { frame, digest, subject } = props;
  return (
    <OpsPage {...frame} title={`Digest ${digest.id}`} section="digests">
      <p className="note">
        <a href="/ops/digests">All digests</a>
        {` · to ${digest.email}, composed `}
        <Moment at={digest.composedAt} />
        {`, ${counted(digest.stories, 'story').replace('storys', 'stories')}`}
      </p>
      <p>
        <strong>{digest.state}</strong>
        {digest.sentAt !== null && (
          <>
            {' '}
            <Moment at={digest.sentAt} />
          </>
        )}
        {`, ${counted(digest.attempts, 'attempt')}`}
        {digest.problem !== null && `: ${clip(digest.problem, 400)}`}
      </p>
      {subject === null ? (
        <p className="empty">There was nothing to tell, so there is no mail.</p>
      ) : (
        <MailFrame subject={subject} src={`/ops/digests/${digest.id}/mail`} />
      )}
    </OpsPage>
  );
}

/** What somebody would be sent now, and what is left out of it. */
export function PreviewPage(props: {
  readonly frame: OpsFrame;
  readonly email: string;
  /** Null: nobody has the address. */
  readonly preview: PreviewView | null;
}): ReactElement {
  const { frame, email, preview } = props;
  return (
    <OpsPage {...frame} title="Preview" section="digests">
      <p className="note">
        <a href="/ops/digests">All digests</a>
        {' · nothing is sent by looking at it'}
      </p>
      <PreviewForm email={email} />
      {preview === null ? (
        <p className="empty">{`${clip(email, 200)} is no subscriber.`}</p>
      ) : (
        <>
          {preview.unsent.map((reason) => (
            <p className="refused" key={reason}>{`Not sent now: ${reason}`}</p>
          ))}
          <MailFrame
            subject={preview.subject}
            src={address('/ops/digests/preview/mail', [['email', email]])}
          />
          <LeftOut leftOut={preview.leftOut} />
        </>
      )}
    </OpsPage>
  );
}

function MailFrame(props: { readonly subject: string; readonly src: string }): ReactElement {
  return (
    <>
      <p className="subject">
        <span className="unseen">Subject: </span>
        {props.subject}
      </p>
      <iframe className="mail" src={props.src} sandbox="" title="The mail" />
      <p className="note">Links in this preview do nothing.</p>
    </>
  );
}

function LeftOut({ leftOut }: { readonly leftOut: PreviewView['leftOut'] }): ReactElement {
  if (leftOut.length === 0) return <p className="note">Nothing is left out.</p>;
  return (
    <section aria-labelledby="left-out">
      <h2 id="left-out">Left out</h2>
      <ul>
        {leftOut.map(({ title, reason }, at) => (
          <li key={at}>{`${clip(title, TITLE_LENGTH)} (${reason})`}</li>
        ))}
      </ul>
    </section>
  );
}
