import type { ReactElement } from 'react';
import { FormToken, OpsDoor } from '../frame.tsx';

/** Asks for an operator's token. */
export function SignInPage(props: {
  readonly formToken: string;
  /** Where to go then: a path of the console. */
  readonly to: string;
  readonly isWrong: boolean;
}): ReactElement {
  const { formToken, to, isWrong } = props;
  return (
    <OpsDoor title="Sign in">
      {isWrong && (
        <p className="refused" role="alert" id="wrong">
          Nobody has this token. It may have been cut, or replaced.
        </p>
      )}
      <form method="post" action="/ops/sign-in">
        <FormToken value={formToken} />
        <input type="hidden" name="to" value={to} />
        <label htmlFor="token">Your token</label>
        <div className="fields">
          <input
            id="token"
            name="token"
            type="password"
            autoComplete="current-password"
            required
            aria-describedby={isWrong ? 'wrong' : undefined}
          />
          <button>Sign in</button>
        </div>
      </form>
      <p className="note">
        Whoever runs this service makes tokens with <code>flagbearer ops token NAME</code>.
      </p>
    </OpsDoor>
  );
}

/** Where the one-time link leads: only the button uses it up, so that nothing that merely opens links does. */
export function EntrancePage(props: {
  readonly link: string;
  readonly formToken: string;
}): ReactElement {
  return (
    <OpsDoor title="Sign in">
      <p>
        This link signs in one browser on this machine, once. The session ends when the service
        stops, or when an operator is configured.
      </p>
      <form method="post" action={`/ops/enter/${encodeURIComponent(props.link)}`}>
        <FormToken value={props.formToken} />
        <button>Sign in</button>
      </form>
    </OpsDoor>
  );
}
