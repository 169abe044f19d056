import type { CoveragePort } from './ports/coverage.ts';
import type { DigestsPort } from './ports/digests.ts';
import type { OverviewPort } from './ports/overview.ts';
import type { QueuesPort } from './ports/queues.ts';
import type { SourcesPort } from './ports/sources.ts';
import type { StoriesPort } from './ports/stories.ts';
import type { SubscribersPort } from './ports/subscribers.ts';
import type { WhyPort } from './ports/why.ts';
import type { TunePort } from './tune/ports.ts';

/** Somebody who is signed in. */
export type Visitor = {
  readonly operator: string;
  readonly expiresAt: Date;
};

/** A session that was just opened; its id goes into the cookie and nowhere else. */
export type OpenedSession = Visitor & { readonly id: string };

/** Who may come in. */
export type AccessPort = {
  /**
   * `token`: operators are configured and sign in with their tokens. `link`: none is, and only who is on this machine and has
   * the one-time link comes in; to everybody else there is no console.
   */
  readonly way: () => 'token' | 'link';
  /** Takes a token; after too many wrong ones from an address, none for a while. */
  readonly signIn: (attempt: {
    readonly token: string;
    readonly address: string;
  }) => Promise<
    | { readonly kind: 'in'; readonly session: OpenedSession }
    | { readonly kind: 'wrong' }
    | { readonly kind: 'later'; readonly retryAt: Date }
  >;
  /** Whether a one-time link still leads in; to ask does not use it up. */
  readonly leadsIn: (link: string) => boolean;
  /** Takes a one-time link, and uses it up; null: it does not lead in, or not any more. */
  readonly enter: (link: string) => Promise<OpenedSession | null>;
  /** Whose session it is; null: nobody's, or it has ended. */
  readonly visitor: (sessionId: string) => Promise<Visitor | null>;
  readonly signOut: (sessionId: string, operator: string) => Promise<void>;
};

/** Something that an operator did. */
export type AuditView = {
  readonly id: string;
  readonly operator: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string | null;
  readonly at: Date;
};

/** The log of what operators did. */
export type AuditPort = {
  /** The newest first; `before` is an id. */
  readonly list: (filter: {
    readonly operator: string | null;
    readonly subject: string | null;
    readonly before: string | null;
    readonly limit: number;
  }) => Promise<readonly AuditView[]>;
  /** Null: there is no such entry. */
  readonly find: (id: string) => Promise<AuditView | null>;
  readonly operators: () => Promise<readonly string[]>;
};

/** What the console needs of the rest of the program: a field a section. */
export type OpsPorts = {
  readonly access: AccessPort;
  readonly audit: AuditPort;
  readonly overview: OverviewPort;
  readonly sources: SourcesPort;
  readonly coverage: CoveragePort;
  readonly stories: StoriesPort;
  readonly digests: DigestsPort;
  readonly subscribers: SubscribersPort;
  readonly tune: TunePort;
  readonly why: WhyPort;
  readonly queues: QueuesPort;
};
