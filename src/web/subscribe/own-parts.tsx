import type { ReactElement } from 'react';
import { blamed, Labelled, type Problems } from './fields.tsx';
import type { OwnSubscription } from './port.ts';

/** Where mail goes, and how to have it go elsewhere. */
export function AddressPart(props: {
  readonly token: string;
  readonly own: OwnSubscription;
  readonly typed: string;
  readonly problems: Problems;
}): ReactElement | null {
  const { token, own, typed, problems } = props;
  if (own.state === 'left' || own.isFixed) return null;
  return (
    <section aria-labelledby="address">
      <h2 id="address">Another address</h2>
      <Move own={own} />
      <form method="post" action={`/preferences/${token}/address`}>
        <Labelled field="email" label="New mail address" problems={problems}>
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
        <button type="submit" className="second">
          Write to both addresses
        </button>
        <p className="note">
          The new address must confirm. The old one is asked too, and can stop it; if it says
          nothing for 3 days, that counts as yes.
        </p>
      </form>
    </section>
  );
}

function Move({ own: { move } }: { readonly own: OwnSubscription }): ReactElement | null {
  if (move === null) return null;
  const waits =
    move.state === 'confirmed'
      ? 'It has confirmed. Your old address can say yes, or stop it; after 3 days without a word it is done.'
      : move.isAllowed
        ? 'Your old address has said yes; the new one has not confirmed yet.'
        : 'Open the mail that was sent there, and confirm.';
  return (
    <p className="told">
      {'Your mail is to go to '}
      <strong>{move.to}</strong>. {waits}
    </p>
  );
}

/** A copy of everything, and the end of it. */
export function DataPart({ token }: { readonly token: string }): ReactElement {
  return (
    <section aria-labelledby="data">
      <h2 id="data">What we keep about you</h2>
      <form method="post" action={`/preferences/${token}/export`}>
        <button type="submit" className="second">
          Save a copy of everything
        </button>
      </form>
      <p>
        <a href={`/preferences/${token}/erase`} rel="nofollow">
          Erase everything
        </a>
      </p>
    </section>
  );
}

/** The way out. */
export function EndPart(props: {
  readonly token: string;
  readonly own: OwnSubscription;
}): ReactElement | null {
  if (props.own.state === 'left') return null;
  return (
    <section aria-labelledby="end">
      <h2 id="end">No more mail</h2>
      <p>
        <a href={`/unsubscribe/${props.token}`} rel="nofollow">
          Unsubscribe
        </a>
      </p>
    </section>
  );
}
