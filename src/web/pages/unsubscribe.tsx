import type { ReactElement } from 'react';
import { type Frame, Page } from './layout.tsx';

/** Asks before anything changes: mail scanners follow links, so opening the page must do nothing. */
export function UnsubscribePage(props: {
  readonly frame: Frame;
  readonly scheduleText: string;
  readonly token: string;
}): ReactElement {
  return (
    <Page frame={props.frame} title="Unsubscribe" section={null} canonical={null}>
      <div className="intro">
        <h1>Stop these mails?</h1>
        <p>{`Your digests: ${props.scheduleText}. The button below ends them at once.`}</p>
        <Button words="Unsubscribe" />
        <p className="note">Nothing changes unless you press the button.</p>
        <EverythingLink token={props.token} />
      </div>
    </Page>
  );
}

/** Says that no more mail will come; the same however often it is asked for. */
export function UnsubscribedPage(props: {
  readonly frame: Frame;
  readonly token: string;
}): ReactElement {
  return (
    <Page frame={props.frame} title="Unsubscribed" section={null} canonical={null}>
      <div className="intro">
        <h1>You are unsubscribed</h1>
        <p>
          No further digest will be sent to you. A mail that was already on its way may still
          arrive.
        </p>
        <EverythingLink token={props.token} />
      </div>
    </Page>
  );
}

/** Asks whether nothing at all is to be sent any more. */
export function StopAllPage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <Page frame={frame} title="Stop all mail" section={null} canonical={null}>
      <div className="intro">
        <h1>Never write to this address again?</h1>
        <p>
          The button below ends your digests and puts your address on a list of those that nothing
          is sent to, even if somebody signs it up again.
        </p>
        <Button words="Stop all mail" />
        <p className="note">Nothing changes unless you press the button.</p>
      </div>
    </Page>
  );
}

/** Says that nothing at all will be sent any more. */
export function StoppedAllPage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <Page frame={frame} title="All mail stopped" section={null} canonical={null}>
      <div className="intro">
        <h1>Nothing more will be sent to you</h1>
        <p>
          Your address gets no mail of this service any more. A mail that was already on its way may
          still arrive.
        </p>
      </div>
    </Page>
  );
}

function Button({ words }: { readonly words: string }): ReactElement {
  return (
    <form method="post">
      <input type="hidden" name="List-Unsubscribe" value="One-Click" />
      <button type="submit">{words}</button>
    </form>
  );
}

function EverythingLink({ token }: { readonly token: string }): ReactElement {
  return (
    <p className="note">
      <a href={`/unsubscribe/${token}/everything`} rel="nofollow">
        Never write to this address again
      </a>
    </p>
  );
}
