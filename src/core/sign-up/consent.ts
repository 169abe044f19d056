/**
 * The version of what the sign-up page, its letter and the page behind it say somebody agrees to. Whoever changes what is
 * agreed to there changes this too.
 */
export const WORDING = '2026-11-22';

/** What somebody can do about their mail, as the log of consents has it. */
export type ConsentAct =
  | 'asked'
  | 'confirmed'
  | 'added'
  | 'changed'
  | 'resumed'
  | 'left'
  | 'asked for another address'
  | 'confirmed the other address'
  | 'allowed the other address'
  | 'stopped the other address'
  | 'moved to the other address'
  | 'exported';

/** By which way it was said. */
export type ConsentWay =
  | 'sign-up page'
  | 'link in a letter'
  | 'preferences page'
  | 'link in a mail'
  | 'operator'
  | 'subscribers.yaml'
  | 'nobody objected';

/** One line of the log of consents. */
export type Consent = {
  readonly act: ConsentAct;
  readonly way: ConsentWay;
  /** The version of the words that were agreed to; null where nothing was. */
  readonly wording: string | null;
  /** As `networkOf` has it; null where it is not known or not needed. */
  readonly network: string | null;
  /** What was changed; null where the act says it all. */
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly at: Date;
};
