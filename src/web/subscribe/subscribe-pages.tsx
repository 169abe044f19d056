import type { ReactElement } from 'react';
import type { FormChoices, FormTerms } from '../../core/sign-up/form.ts';
import { type Frame, Page } from '../pages/layout.tsx';
import { MessagePage } from '../pages/message.tsx';
import { blamed, Labelled, ProblemBox, type Problems } from './fields.tsx';
import { TermsList } from './terms.tsx';
import { WHAT_FIELDS, WhatFields } from './what.tsx';
import { WhenFields } from './when.tsx';

/** A field that no person sees; whoever fills it in is a program. */
export const TRAP = 'homepage';

/** A form as it was filled in so far. */
export type SignUpForm = {
  readonly typed: string;
  readonly terms: FormTerms;
  readonly problems: Problems;
};

/** Asks for an address and when mail is to come; everything else is folded away, with everything chosen. */
export function SubscribePage(props: {
  readonly frame: Frame;
  readonly form: SignUpForm;
  readonly choices: FormChoices;
}): ReactElement {
  const { frame, form, choices } = props;
  const { typed, terms, problems } = form;
  const isWhatWrong = problems.some(({ field }) => WHAT_FIELDS.has(field));
  return (
    <Page frame={frame} title="Subscribe" section="subscribe" canonical="/subscribe">
      <div className="intro">
        <h1>Subscribe</h1>
        <p>
          Get what is new by mail: each event once, with its evidence. There is no account; every
          mail has the links with which you change or end it.
        </p>
      </div>
      <form className="card" method="post" action="/subscribe">
        <ProblemBox problems={problems} />
        <Labelled field="email" label="Mail address" problems={problems}>
          <input
            id="email"
            name="email"
            type="email"
            required
            maxLength={254}
            autoComplete="email"
            defaultValue={typed}
            {...blamed(problems, 'email')}
          />
        </Labelled>
        <Trap />
        <WhenFields terms={terms} problems={problems} />
        <details className="more" open={isWhatWrong}>
          <summary>
            Choose what you get <span className="note">otherwise everything comes</span>
          </summary>
          <WhatFields preferences={terms.preferences} problems={problems} choices={choices} />
        </details>
        <button type="submit">Send me a mail to confirm</button>
        <Privacy />
      </form>
    </Page>
  );
}

function Trap(): ReactElement {
  return (
    <div className="trap" aria-hidden="true">
      <label htmlFor={TRAP}>Leave this empty</label>
      <input id={TRAP} name={TRAP} type="text" tabIndex={-1} autoComplete="off" />
    </div>
  );
}

function Privacy(): ReactElement {
  return (
    <p className="note">
      We keep your address, these choices, when you said so and from which network (not your whole
      IP address), and only to send you this mail. What is not confirmed within 7 days is forgotten.
      On the page of your preferences you can have everything sent to you, or erased.
    </p>
  );
}

/** The one answer to whoever asks: it tells nothing of the address. */
export function AskedPage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <MessagePage frame={frame} title="Look into your mailbox">
      <p>
        A mail is on its way to the address that you gave. Open the link in it and press the button
        there: only then will digests come.
      </p>
      <p>
        Nothing there after some minutes? Look among the spam, and whether the address was right.
        The same mailbox is written to at most every 15 minutes, and three times a day.
      </p>
      {frame.sections.includes('outbox') && (
        <p>
          No mail server is set: the mail is in the <a href="/outbox">outbox</a>.
        </p>
      )}
    </MessagePage>
  );
}

/** Shows what was asked for, with the one button that begins it. */
export function ConfirmPage(props: {
  readonly frame: Frame;
  readonly terms: FormTerms;
}): ReactElement {
  return (
    <Page frame={props.frame} title="Confirm your subscription" section={null} canonical={null}>
      <div className="intro">
        <h1>Get these mails?</h1>
        <p>This is what was asked for in your name. You can change all of it later.</p>
      </div>
      <TermsList terms={props.terms} />
      <form method="post">
        <button type="submit" autoFocus>
          Yes, send me these mails
        </button>
      </form>
      <p className="note">
        Nothing changes unless you press the button. By pressing it you agree to get these mails;
        every one of them has a link to end that.
      </p>
    </Page>
  );
}

/** The subscription has begun, or had already. */
export function SubscribedPage(props: {
  readonly frame: Frame;
  readonly token: string;
  readonly terms: FormTerms | null;
}): ReactElement {
  const { frame, token, terms } = props;
  return (
    <MessagePage frame={frame} title="You are subscribed">
      <p>
        {terms === null
          ? 'This address gets digests. Nothing was changed.'
          : 'The first mail comes as soon as there is something to tell at your time.'}
      </p>
      {terms !== null && <TermsList terms={terms} />}
      <p>
        <a href={`/preferences/${token}`}>See and change your preferences</a>, with a preview of
        what they bring.
      </p>
    </MessagePage>
  );
}

/** A key that works no more, or never did. */
export function DeadKeyPage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <MessagePage frame={frame} title="This link does not work">
      <p>
        It may be older than 7 days, used already, or cut short by your mail program. Nothing was
        changed. You can <a href="/subscribe">ask for a new one</a>.
      </p>
    </MessagePage>
  );
}

/** Nothing may be sent to the address, which its owner may know. */
export function SuppressedPage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <MessagePage frame={frame} title="Nothing can be sent to this address">
      <p>
        It is on the list of addresses that nothing is sent to: because somebody asked for that, or
        because mail to it came back. If you want mail there, ask whoever runs this service to take
        it off the list.
      </p>
    </MessagePage>
  );
}

/** More was asked for within an hour than there is room for. */
export function TiredPage({ frame }: { readonly frame: Frame }): ReactElement {
  return (
    <MessagePage frame={frame} title="Too many requests just now">
      <p>
        To keep others from being flooded with mail, only so much can be asked for within an hour.
        Nothing was changed; please try again in an hour.
      </p>
    </MessagePage>
  );
}
