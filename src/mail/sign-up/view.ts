import type { MailLanguage } from '../../core/subscriber.ts';

/** What a letter is about; `already`: somebody asked for an address that gets digests. */
export type LetterSubject = 'sign-up' | 'already' | 'new-address' | 'old-address';

/** The words of one letter. */
export type LetterWords = {
  /** The mail's subject, and its heading. */
  readonly title: string;
  /** Before the link, and after it. */
  readonly before: readonly string[];
  readonly button: string;
  readonly after: readonly string[];
};

/** A letter, ready to be shown as HTML or as text. */
export type LetterView = LetterWords & {
  readonly language: MailLanguage;
  readonly service: string;
  /** Null where the service's address is no web address. */
  readonly href: string | null;
};
