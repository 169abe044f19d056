import type { ReactElement } from 'react';
import { type Frame, Page } from '../pages/layout.tsx';
import { MessagePage } from '../pages/message.tsx';
import type { MoveView } from './port.ts';

/** Asks the mailbox that mail is to go to. */
export function NewEndPage(props: {
  readonly frame: Frame;
  readonly move: MoveView;
}): ReactElement {
  return (
    <Page frame={props.frame} title="Confirm this address" section={null} canonical={null}>
      <div className="intro">
        <h1>Get the digests here?</h1>
        <p>
          {'They come to another address so far, and are to come to '}
          <strong>{props.move.to}</strong>.
        </p>
        <form method="post">
          <button type="submit" name="answer" value="yes" autoFocus>
            Yes, send them here
          </button>
        </form>
        <p className="note">Nothing changes unless you press the button.</p>
      </div>
    </Page>
  );
}

/** Asks the mailbox that mail goes to so far. */
export function OldEndPage(props: {
  readonly frame: Frame;
  readonly move: MoveView;
}): ReactElement {
  const { frame, move } = props;
  return (
    <Page frame={frame} title="Your digests are to go elsewhere" section={null} canonical={null}>
      <div className="intro">
        <h1>Send your digests elsewhere?</h1>
        <p>
          {'Somebody who has the link of your digests wants them to go to '}
          <strong>{move.to}</strong>
          {' instead of '}
          <strong>{move.from}</strong>.
        </p>
        <form method="post" className="buttons">
          <button type="submit" name="answer" value="no">
            No, stop it
          </button>
          <button type="submit" name="answer" value="yes" className="second">
            Yes, it was me
          </button>
        </form>
        <p className="note">
          If you say nothing for 3 days, and the new address has confirmed, they will go there. If
          it was not you, somebody has one of your mails: stop it, and for a link that is yours
          alone erase everything on the page of your preferences and subscribe anew.
        </p>
      </div>
    </Page>
  );
}

/** How far a change has come. */
export function MovedPage(props: {
  readonly frame: Frame;
  readonly move: MoveView;
  readonly end: 'new' | 'old';
}): ReactElement {
  const { frame, move, end } = props;
  const { title, text } =
    WORDS[move.state === 'open' ? (end === 'new' ? 'unconfirmed' : 'allowed') : move.state];
  return (
    <MessagePage frame={frame} title={title}>
      <p>{text}</p>
    </MessagePage>
  );
}

const WORDS = {
  done: {
    title: 'The address is changed',
    text: 'The digests come to the new address from now on.',
  },
  stopped: {
    title: 'The change is stopped',
    text: 'Nothing was changed: the digests come to the old address as before.',
  },
  confirmed: {
    title: 'The new address is confirmed',
    text: 'A mail has gone to the old address too, which may stop the change. As soon as it agrees, or has said nothing for 3 days, the digests come to the new one.',
  },
  unconfirmed: { title: 'Not confirmed yet', text: 'Nothing was changed.' },
  allowed: {
    title: 'Thank you',
    text: 'The digests go to the new address as soon as somebody confirms it there.',
  },
} as const;
