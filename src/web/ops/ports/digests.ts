/** A digest that will be composed. */
export type UpcomingDigest = {
  readonly email: string;
  readonly dueAt: Date;
  readonly scheduleText: string;
};

/** A digest that was composed. */
export type DigestRow = {
  readonly id: string;
  readonly email: string;
  readonly composedAt: Date;
  readonly stories: number;
  /** Of its delivery; `empty` where there was nothing to send. */
  readonly state: string;
  readonly sentAt: Date | null;
  readonly attempts: number;
  readonly problem: string | null;
};

/** A mail as it looks. */
export type MailView = { readonly subject: string; readonly html: string };

/** What somebody would be sent now. */
export type PreviewView = MailView & {
  /** Why it would not be sent now; empty: it would. */
  readonly unsent: readonly string[];
  readonly leftOut: readonly { readonly title: string; readonly reason: string }[];
};

/** Digests: what comes, what went, what waits for a person. */
export type DigestsPort = {
  readonly upcoming: () => Promise<{
    readonly digests: readonly UpcomingDigest[];
    /** Subscribers whose mail comes with the news. */
    readonly instant: number;
  }>;
  readonly held: () => Promise<{
    /** Why nothing at all is sent. */
    readonly stops: readonly { readonly reason: string; readonly at: Date }[];
    readonly digests: readonly {
      readonly id: string;
      readonly email: string;
      readonly reason: string;
      readonly at: Date;
    }[];
  }>;
  /** The latest first; `before` is an id. */
  readonly list: (filter: {
    readonly state: string | null;
    readonly before: string | null;
    readonly limit: number;
  }) => Promise<readonly DigestRow[]>;
  readonly find: (id: string) => Promise<DigestRow | null>;
  /** The mail of a digest as it was composed, without a link to unsubscribe that works; null where there is none. */
  readonly mail: (id: string) => Promise<MailView | null>;
  /** Null: nobody has the address. */
  readonly preview: (email: string) => Promise<PreviewView | null>;
  /** Sends what is held; returns the id of the audit entry. Throws SetupError when nothing is. */
  readonly release: (operator: string) => Promise<string>;
};
