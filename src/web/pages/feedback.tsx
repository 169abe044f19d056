import type { ReactElement } from 'react';
import type { Language } from '../../core/source.ts';
import { type Frame, Page } from './layout.tsx';

/** Asks before anything is noted: mail scanners follow links, so opening the page must do nothing. */
export function IrrelevantPage(props: {
  readonly frame: Frame;
  /** Foreign. */
  readonly title: string;
  readonly language: Language;
}): ReactElement {
  return (
    <Page frame={props.frame} title="Not relevant?" section={null} canonical={null}>
      <div className="intro">
        <h1>Should this not have been sent?</h1>
        <p lang={props.language}>{props.title}</p>
        <p>
          Press the button if this story reports neither a measure against Russia or Belarus in
          sport nor an agreement with them. Whoever looks after the keywords sees how many readers
          say so, not who.
        </p>
        <form method="post">
          <button type="submit">It is not relevant</button>
        </form>
        <p className="note">Nothing changes unless you press the button.</p>
      </div>
    </Page>
  );
}

/** Says that it was noted; the same however often. */
export function ThanksPage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <Page frame={frame} title="Thank you" section={null} canonical={null}>
      <div className="intro">
        <h1>Thank you</h1>
        <p>It is noted that this story was not relevant. You need not do anything else.</p>
      </div>
    </Page>
  );
}
