import type { HealthState } from './health.ts';
import type { Notice } from './notices.ts';

/** What a mail to the operators tells: plain data, since it is stored with its mail. Times are ISO 8601, UTC. */
export type NoticeMail = {
  readonly at: string;
  readonly lines: readonly NoticeLine[];
  /** Sources that are watched, and those of them that are not well, these changes included. */
  readonly sources: number;
  readonly unwell: number;
};

/** What a mail to the operators tells of digests that are held back: plain data, as above. */
export type HoldNotice = {
  readonly at: string;
  readonly held: readonly HoldLine[];
};

/** What is held, and why. */
export type HoldLine = { readonly id: string; readonly reason: string };

/** Any mail to the operators. */
export type OperatorNotice = NoticeMail | HoldNotice;

/** One source's change. */
export type NoticeLine = {
  readonly name: string;
  readonly state: HealthState;
  readonly since: string;
  readonly reason: string | null;
};

/** Puts a mail together: troubles first, then recoveries, each by name. */
export function noticeMailOf(
  notices: readonly Notice[],
  facts: {
    readonly now: Date;
    readonly nameOf: (sourceId: string) => string;
    readonly sources: number;
    readonly unwell: number;
  },
): NoticeMail {
  const lines = notices.map(({ sourceId, state, since, reason }) => ({
    name: facts.nameOf(sourceId),
    state,
    since: since.toISOString(),
    reason,
  }));
  const { now, sources, unwell } = facts;
  const ordered = lines.toSorted(
    (a, b) => Number(a.state === 'ok') - Number(b.state === 'ok') || (a.name < b.name ? -1 : 1),
  );
  return { at: now.toISOString(), lines: ordered, sources, unwell };
}
