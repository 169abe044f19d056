/** When a subscriber gets digests. `time` is local, HH:MM; `weekday` 1 = Monday … 7 = Sunday. */
export type Schedule =
  | { readonly kind: 'instant' }
  | { readonly kind: 'daily'; readonly time: string }
  | { readonly kind: 'weekly'; readonly weekday: number; readonly time: string };

/** Someone who gets digests. */
export type Subscriber = {
  readonly id: string;
  readonly email: string;
  readonly schedule: Schedule;
  /** IANA time zone. */
  readonly zone: string;
  /** Stories that became news before this are not told. */
  readonly since: Date;
  /** Null for instant subscribers and for those who left. */
  readonly nextDigestAt: Date | null;
  readonly unsubscribeToken: string;
};
