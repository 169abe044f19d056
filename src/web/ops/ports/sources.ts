import type { SourceView } from '../../ports.ts';

/** A source as operators see it. */
export type ConsoleSource = SourceView & {
  /** What to do about its state; null: nothing. */
  readonly advice: string | null;
  /** Who paused it and when; null while it is read. */
  readonly paused: { readonly by: string; readonly at: Date } | null;
  /** It is read so often, in milliseconds; null: at its own pace. */
  readonly intervalMs: number | null;
  /** Items read on each of the last days, the oldest first. */
  readonly days: readonly number[];
  /** 0…1 of its entries were new at a poll; null where nothing can be compared yet. */
  readonly newShare: number | null;
};

/** One of the last fetches of a source. */
export type FetchView = {
  readonly at: Date;
  readonly outcome: string;
  readonly status: number | null;
  readonly ms: number;
  readonly entries: number | null;
  readonly fresh: number | null;
  readonly problem: string | null;
};

/**
 * Sources and what is set for them while the service runs. What changes something throws SetupError where it cannot be done,
 * and returns the id of its entry in the audit log.
 */
export type SourcesPort = {
  readonly list: () => Promise<readonly ConsoleSource[]>;
  /** Null: none of the configured sources has the id. */
  readonly find: (
    id: string,
  ) => Promise<(ConsoleSource & { readonly fetches: readonly FetchView[] }) | null>;
  readonly checkNow: (id: string, operator: string) => Promise<string>;
  readonly pause: (id: string, operator: string) => Promise<string>;
  readonly resume: (id: string, operator: string) => Promise<string>;
  /** Null: its own pace again. */
  readonly setInterval: (
    id: string,
    intervalMs: number | null,
    operator: string,
  ) => Promise<string>;
};
