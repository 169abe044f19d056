/** A subscriber as operators see them. */
export type SubscriberRow = {
  readonly id: string;
  readonly email: string;
  readonly state: 'active' | 'left';
  /** Who ended it; null while it lasts. */
  readonly leftBy: string | null;
  readonly scheduleText: string;
  /** What they want, in words. */
  readonly wants: readonly string[];
  readonly pausedUntil: Date | null;
  readonly nextDigestAt: Date | null;
  /** Why nothing is sent there whatever else says so; null: it is. */
  readonly suppressed: string | null;
  /** config/subscribers.yaml decides on it. */
  readonly isManaged: boolean;
};

/** An address that nothing is sent to. */
export type SuppressionRow = {
  readonly email: string;
  readonly reason: string;
  readonly detail: string | null;
  readonly at: Date;
};

/** Subscribers. What changes something throws SetupError and returns the id of its audit entry. */
export type SubscribersPort = {
  /** Those whose address holds the words, by address; `after` is an address. */
  readonly search: (filter: {
    readonly words: string;
    readonly state: 'active' | 'paused' | 'left' | 'suppressed' | null;
    readonly after: string | null;
    readonly limit: number;
  }) => Promise<readonly SubscriberRow[]>;
  readonly find: (email: string) => Promise<SubscriberRow | null>;
  readonly suppressions: () => Promise<readonly SuppressionRow[]>;
  readonly pause: (email: string, days: number, operator: string) => Promise<string>;
  readonly resume: (email: string, operator: string) => Promise<string>;
  readonly remove: (email: string, operator: string) => Promise<string>;
};
