import type { ReactElement, ReactNode } from 'react';
import { webAddress } from '../links.ts';

/** A link away from the site to an address that a source named; plain text when it is no web address. */
export function OutLink(props: {
  readonly to: string;
  readonly children: ReactNode;
}): ReactElement {
  const address = webAddress(props.to);
  if (address === null) return <span>{props.children}</span>;
  return (
    <a href={address} rel="noopener noreferrer nofollow">
      {props.children}
    </a>
  );
}
