import { HOUR_MS } from '../poll/spans.ts';

/** How news is gathered into alerts. */
export type AlertRules = {
  /** Milliseconds without further news after which an alert leaves. */
  readonly quiet: number;
  /** Milliseconds after which it leaves although news keeps coming. */
  readonly longest: number;
  /** Alerts to one subscriber within an hour, at most; what comes beyond is in the next one. */
  readonly perHour: number;
};

/** What waits for an instant subscriber, and the alerts they had of late. */
export type AlertFacts = {
  readonly firstNewsAt: Date;
  readonly lastNewsAt: Date;
  readonly alertsAt: readonly Date[];
};

/** Whether what waits is told now: once nothing more came for a while, and not too often. */
export function isAlertDue(facts: AlertFacts, rules: AlertRules, now: Date): boolean {
  const { firstNewsAt, lastNewsAt, alertsAt } = facts;
  const recent = alertsAt.filter((at) => now.getTime() - at.getTime() < HOUR_MS);
  if (recent.length >= rules.perHour) return false;
  return (
    now.getTime() - lastNewsAt.getTime() >= rules.quiet ||
    now.getTime() - firstNewsAt.getTime() >= rules.longest
  );
}
