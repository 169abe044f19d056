import type { ReactElement, ReactNode } from 'react';
import { Moment } from '../moment.tsx';
import { type Frame, Page } from './layout.tsx';

/** A page that says in a sentence or two what is the matter and where to go. */
export function MessagePage(props: {
  readonly frame: Frame;
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Page frame={props.frame} title={props.title} section={null} canonical={null}>
      <div className="intro">
        <h1>{props.title}</h1>
        {props.children}
      </div>
    </Page>
  );
}

/** The address leads nowhere. */
export function NotFoundPage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <MessagePage frame={frame} title="There is no such page">
      <p>
        The address may be mistyped, or what it showed is no longer kept. Try the{' '}
        <a href="/">latest stories</a> or the <a href="/sources">sources</a>.
      </p>
    </MessagePage>
  );
}

/** A token that belongs to nobody. */
export function UnknownTokenPage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <MessagePage frame={frame} title="This link is not known">
      <p>
        Nobody is subscribed under this address, so nothing was changed. Mail programs sometimes cut
        long links: please open the one at the foot of your latest digest, whole.
      </p>
    </MessagePage>
  );
}

/** Something failed on our side. */
export function FailurePage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <MessagePage frame={frame} title="Something went wrong here">
      <p>
        The fault is ours and has been logged. Nothing that you did was lost; please try again in a
        minute.
      </p>
      <p>
        If it stays, tell the operator the time: <Moment at={frame.now} />.
      </p>
    </MessagePage>
  );
}
