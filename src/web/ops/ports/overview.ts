import type { Check } from '../../ports.ts';

/** What an operator should know at once. */
export type Overview = {
  readonly checks: readonly Check[];
  readonly sources: {
    readonly all: number;
    readonly trouble: number;
    readonly paused: number;
  };
  /** Items read, stories opened and mails sent within a day. */
  readonly day: { readonly items: number; readonly stories: number; readonly mails: number };
  readonly held: number;
  /** Entries of the board that nobody has confirmed, and those in dispute. */
  readonly entries: { readonly proposed: number; readonly disputed: number };
  readonly subscribers: { readonly active: number; readonly suppressed: number };
};

export type OverviewPort = { readonly show: () => Promise<Overview> };
