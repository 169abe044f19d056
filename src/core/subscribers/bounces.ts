import { DAY_MS, dayOf, HOUR_MS } from '../poll/spans.ts';

/**
 * Why a mail did not arrive: `hard`, there is no such mailbox; `soft`, it may take mail another time; `policy`, the
 * server does not want mail of ours; `complaint`, its reader called it spam.
 */
export const BOUNCE_KINDS = ['hard', 'soft', 'policy', 'complaint'] as const;
export type BounceKind = (typeof BOUNCE_KINDS)[number];

/** A failure of one address that is on record. */
export type PastBounce = { readonly kind: BounceKind; readonly at: Date };

/** Soft failures on so many different days, within so long, are as good as a hard one. */
const SOFT_DAYS = 5;
const SOFT_WINDOW_MS = 30 * DAY_MS;

/** Why an address gets no more mail, after its failures so far; null when it still does. */
export function suppressionReason(bounces: readonly PastBounce[], now: Date): string | null {
  if (bounces.some(({ kind }) => kind === 'complaint')) return 'complaint';
  if (bounces.some(({ kind }) => kind === 'hard')) return 'hard bounce';
  const days = new Set(
    bounces
      .filter(({ kind, at }) => kind === 'soft' && now.getTime() - at.getTime() <= SOFT_WINDOW_MS)
      .map(({ at }) => dayOf(at)),
  );
  return days.size >= SOFT_DAYS ? 'soft bounces' : null;
}

/** How sending has gone of late. */
export type SendingFacts = {
  /** Addresses whose server refused mail for what we are, and mails sent, within the last hour. */
  readonly policy: number;
  readonly sentInHour: number;
  /** Complaints, and mails sent, within the last seven days. */
  readonly complaints: number;
  readonly sentInWeek: number;
};

/** When sending stops by itself. */
export type BreakerRules = {
  /** Refusals for policy within an hour, at least, when they are also a fifth of what was tried. */
  readonly policyRefusals: number;
  /** Complaints within a week, at least, when they are also more than the share below. */
  readonly complaints: number;
};

export const USUAL_BREAKER: BreakerRules = { policyRefusals: 5, complaints: 3 };

/** The spans that the facts are counted over. */
export const POLICY_WINDOW_MS = HOUR_MS;
export const COMPLAINT_WINDOW_MS = 7 * DAY_MS;

const POLICY_SHARE = 0.2;
/** Large providers ask to stay below .1 % and refuse from .3 % on. */
const COMPLAINT_SHARE = 0.003;

/** What stops all sending: the kind of trouble and why, in a sentence; null when it goes on. */
export function sendingTrouble(
  facts: SendingFacts,
  rules: BreakerRules = USUAL_BREAKER,
): { readonly kind: 'policy' | 'complaints'; readonly reason: string } | null {
  const { policy, sentInHour, complaints, sentInWeek } = facts;
  if (policy >= rules.policyRefusals && policy >= POLICY_SHARE * (policy + sentInHour)) {
    const reason = `${policy} mailboxes refused our mail for policy (5.7.x) within an hour, ${sentInHour} took it`;
    return { kind: 'policy', reason };
  }
  if (complaints >= rules.complaints && complaints > COMPLAINT_SHARE * sentInWeek) {
    const reason = `${complaints} readers called our mail spam within a week, of ${sentInWeek} mails`;
    return { kind: 'complaints', reason };
  }
  return null;
}
