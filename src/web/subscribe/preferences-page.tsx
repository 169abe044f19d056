import type { ReactElement, ReactNode } from 'react';
import type { FormChoices, FormTerms } from '../../core/sign-up/form.ts';
import { dayIn } from '../../core/sign-up/pause.ts';
import { type Frame, Page } from '../pages/layout.tsx';
import { blamed, Labelled, ProblemBox, type Problems } from './fields.tsx';
import type { OwnSubscription, PreviewView } from './port.ts';
import { Preview } from './preview.tsx';
import { AddressPart, DataPart, EndPart } from './own-parts.tsx';
import { TermsList } from './terms.tsx';
import { WhatFields } from './what.tsx';
import { WhenFields } from './when.tsx';

/** Preferences as they are being edited. */
export type PreferencesForm = {
  readonly terms: FormTerms;
  /** As `2026-12-24`; empty for no pause. */
  readonly pauseUntil: string;
  readonly problems: Problems;
};

/** What was just done, or could not be, in a sentence. */
export type Told = { readonly text: string; readonly isGood: boolean };

/** All that the owner of a subscription may see and change. */
export type PreferencesProps = {
  readonly frame: Frame;
  readonly token: string;
  readonly own: OwnSubscription;
  readonly form: PreferencesForm;
  readonly choices: FormChoices;
  readonly preview: PreviewView | null;
  readonly told: Told | null;
  /** What was typed as another address, where that went wrong. */
  readonly typed: string;
};

/** The page of one subscription. */
export function PreferencesPage(props: PreferencesProps): ReactElement {
  const { frame, token, own, told } = props;
  return (
    <Page frame={frame} title="Your preferences" section={null} canonical={null}>
      <div className="intro">
        <h1>Your preferences</h1>
        <p>
          {'Digests to '}
          <strong>{own.email}</strong>. The address of this page is the key to it: take the links at
          the foot out of a mail before you pass it on.
        </p>
      </div>
      {told !== null && (
        <p className={told.isGood ? 'told' : 'told bad'} role="status">
          {told.text}
        </p>
      )}
      <State own={own} />
      <Editable {...props} />
      <AddressPart token={token} own={own} typed={props.typed} problems={props.form.problems} />
      <DataPart token={token} />
      <EndPart token={token} own={own} />
    </Page>
  );
}

/** What stands between somebody and their mail. */
function State({ own }: { readonly own: OwnSubscription }): ReactElement | null {
  const { state, suppressed, isFixed, pausedUntil } = own;
  if (suppressed !== null) {
    return (
      <Warning>
        {`Nothing is sent to this address, whatever is chosen below: ${suppressed}. Ask whoever runs this service if mail is to come again.`}
      </Warning>
    );
  }
  if (state === 'left') {
    return (
      <Warning>
        {'You are unsubscribed: no mail comes. '}
        <a href="/subscribe">Subscribe again</a>
      </Warning>
    );
  }
  if (isFixed) {
    return (
      <Warning>
        Whoever runs this service keeps your subscription in a list of their own: ask them to change
        it. You can end it here.
      </Warning>
    );
  }
  if (pausedUntil === null) return null;
  return (
    <form className="told" method="post">
      <input type="hidden" name="do" value="resume" />
      <p>
        {'No mail comes before '}
        <time>{dayIn(own.terms.zone, pausedUntil)}</time>
        {'. What happens meanwhile is told afterwards.'}
      </p>
      <button type="submit" className="second">
        Send mail again now
      </button>
    </form>
  );
}

function Warning({ children }: { readonly children: ReactNode }): ReactElement {
  return <p className="told bad">{children}</p>;
}

function Editable(props: PreferencesProps): ReactElement {
  const { own, form, choices, preview } = props;
  if (own.state === 'left' || own.isFixed) {
    return (
      <section aria-labelledby="agreed">
        <h2 id="agreed">{own.state === 'left' ? 'What you got' : 'What you get'}</h2>
        <TermsList terms={own.terms} />
      </section>
    );
  }
  const { terms, pauseUntil, problems } = form;
  return (
    <>
      {preview !== null && <Preview preview={preview} form="preferences" />}
      <form id="preferences" className="card" method="post">
        <ProblemBox problems={problems.filter(({ field }) => field !== 'email')} />
        <WhenFields terms={terms} problems={problems} />
        <Labelled field="pauseUntil" label="Send nothing before" problems={problems}>
          <input
            id="pauseUntil"
            name="pauseUntil"
            type="date"
            defaultValue={pauseUntil}
            {...blamed(problems, 'pauseUntil')}
          />
        </Labelled>
        <h2>What you get</h2>
        <WhatFields preferences={terms.preferences} problems={problems} choices={choices} />
        <div className="buttons">
          <button type="submit" name="do" value="save">
            Save
          </button>
          <button type="submit" name="do" value="preview" className="second">
            Preview the last 30 days
          </button>
        </div>
        <p className="note">
          A preview changes nothing. What you save is about what comes from now on.
        </p>
      </form>
    </>
  );
}
