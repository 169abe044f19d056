import type { ReactElement } from 'react';
import { type Frame, Page } from './layout.tsx';

/** Asks before anything changes: mail scanners follow links, so opening the page must do nothing. */
export function UnsubscribePage(props: {
  readonly frame: Frame;
  readonly scheduleText: string;
}): ReactElement {
  return (
    <Page frame={props.frame} title="Unsubscribe" section={null} canonical={null}>
      <div className="intro">
        <h1>Stop these mails?</h1>
        <p>{`Your digests: ${props.scheduleText}. The button below ends them at once.`}</p>
        <form method="post">
          <input type="hidden" name="List-Unsubscribe" value="One-Click" />
          <button type="submit">Unsubscribe</button>
        </form>
        <p className="note">Nothing changes unless you press the button.</p>
      </div>
    </Page>
  );
}

/** Says that no more mail will come; the same however often it is asked for. */
export function UnsubscribedPage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <Page frame={frame} title="Unsubscribed" section={null} canonical={null}>
      <div className="intro">
        <h1>You are unsubscribed</h1>
        <p>
          No further digest will be sent to you. A mail that was already on its way may still
          arrive.
        </p>
      </div>
    </Page>
  );
}
