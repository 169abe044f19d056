import type { ReactElement } from 'react';
import { type Frame, Page } from '../pages/layout.tsx';
import { MessagePage } from '../pages/message.tsx';

/** Asks before everything is gone. */
export function ErasePage(props: { readonly frame: Frame; readonly token: string }): ReactElement {
  const { frame, token } = props;
  return (
    <Page frame={frame} title="Erase everything" section={null} canonical={null}>
      <div className="intro">
        <h1>Erase everything about you?</h1>
        <p>
          The button below ends your digests and erases your address, your preferences, what you
          were sent and what you agreed to. It cannot be undone, and links in your mails will not
          work any more.
        </p>
        <p>
          A hash of your address stays, from which it cannot be read: so that no list brings you
          back. If nothing may be sent to your address, that stays too.
        </p>
        <form method="post">
          <button type="submit">Erase everything</button>
        </form>
        <p className="note">
          Nothing changes unless you press the button.{' '}
          <a href={`/preferences/${token}`}>Back to your preferences</a>
        </p>
      </div>
    </Page>
  );
}

/** It is gone. */
export function ErasedPage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <MessagePage frame={frame} title="Everything is erased">
      <p>
        Nothing about you is kept any more but a hash of your address. A mail that was already on
        its way may still arrive.
      </p>
    </MessagePage>
  );
}
