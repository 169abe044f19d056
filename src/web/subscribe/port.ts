import type { FormChoices, FormTerms } from '../../core/sign-up/form.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { Language } from '../../core/source.ts';
import type { Preferences } from '../../core/subscriber.ts';

/** A sign-up behind the key of a letter. */
export type SignUpView = {
  /** `open`: it can be confirmed; `used`: it was, and has ended; `active`: the address gets mail. */
  readonly state: 'open' | 'active' | 'used' | 'suppressed';
  /** Whether it has just become a subscription: that of an address which gets mail already stays as it is. */
  readonly hasBegun: boolean;
  readonly terms: FormTerms;
  /** The token of who has the address now; null where nobody gets mail there. */
  readonly token: string | null;
};

/** A subscription as its owner sees it. */
export type OwnSubscription = {
  readonly email: string;
  readonly state: 'active' | 'left';
  /** A file of the operator's decides on it. */
  readonly isFixed: boolean;
  readonly terms: FormTerms;
  /** Null for no pause, also for one that is over. */
  readonly pausedUntil: Date | null;
  /** Why nothing is sent there whatever the preferences say; null: it is. */
  readonly suppressed: string | null;
  /** A change of address that is under way. */
  readonly move: MoveView | null;
};

/** A change of address. Addresses are what somebody typed. */
export type MoveView = {
  readonly from: string;
  readonly to: string;
  readonly state: 'open' | 'confirmed' | 'stopped' | 'done';
  /** Whether the old mailbox has said yes. */
  readonly isAllowed: boolean;
  readonly askedAt: Date;
};

/** A story of the last 30 days. Its text is foreign. */
export type PreviewStory = {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
  readonly changedAt: Date;
  readonly outlet: string;
  readonly verdict: Verdict;
};

/** What the last 30 days would have brought. */
export type PreviewView = {
  /** Stories that were looked at, and whether there were more. */
  readonly examined: number;
  readonly isCut: boolean;
  /** The newest first; `wantedCount` and `leftOutCount` are all of them. */
  readonly wanted: readonly PreviewStory[];
  readonly wantedCount: number;
  readonly leftOut: readonly { readonly story: PreviewStory; readonly reason: string }[];
  readonly leftOutCount: number;
};

/** What comes of a change that the owner of a token wants: `fixed`, a file decides; `tired`, too often in an hour. */
export type Changed = 'done' | 'same' | 'fixed' | 'left' | 'tired';

/** What people settle by themselves. `network` is where a request came from, as `networkOf` has it; keys and tokens are secret. */
export type SelfServicePort = {
  /** What preferences can name; the names that somebody has already are among them. */
  readonly choices: (own?: Pick<Preferences, 'sports' | 'federations'>) => FormChoices;
  /** Has a letter written, or not: who has the address already makes no difference. `tired`: too many asked in this hour. */
  readonly ask: (wanted: {
    readonly email: string;
    readonly terms: FormTerms;
    readonly network: string;
  }) => Promise<'asked' | 'tired'>;
  readonly findSignUp: (key: string) => Promise<SignUpView | null>;
  readonly confirm: (key: string, network: string) => Promise<SignUpView | null>;
  /** Null where nobody has the token, here and below. */
  readonly find: (token: string) => Promise<OwnSubscription | null>;
  readonly save: (
    token: string,
    wanted: {
      readonly terms: FormTerms;
      readonly pausedUntil: Date | null;
      readonly network: string;
    },
  ) => Promise<Changed | null>;
  readonly resume: (token: string, network: string) => Promise<Changed | null>;
  /** What the last 30 days would have brought; changes nothing. */
  readonly preview: (token: string, terms: FormTerms) => Promise<PreviewView | 'tired' | null>;
  /** Has letters written to both ends. */
  readonly move: (token: string, email: string, network: string) => Promise<Changed | null>;
  readonly findMove: (
    key: string,
  ) => Promise<{ readonly end: 'new' | 'old'; readonly move: MoveView } | null>;
  readonly answerMove: (
    key: string,
    answer: 'yes' | 'no',
    network: string,
  ) => Promise<{ readonly end: 'new' | 'old'; readonly move: MoveView } | null>;
  /** Everything that is kept about the owner, as plain data. */
  readonly exportOf: (
    token: string,
    network: string,
  ) => Promise<Readonly<Record<string, unknown>> | 'tired' | null>;
  /** False where nobody has the token. */
  readonly erase: (token: string) => Promise<boolean>;
};
