import { creditsOf, type Sourced } from './agency.ts';
import { components } from './components.ts';
import { fingerprint, likeness } from './copies.ts';

/** Share of common word pairs from which a text is another outlet's copy; see likeness. */
const COPY = 0.5;

/**
 * Puts reports that come from one another into groups: copies, texts that credit the same agency, and what one outlet
 * says twice. The number of groups is how many tell it on their own account, at the most. Groups and their members keep
 * the order of the reports.
 */
export function independentReports<R extends Sourced>(reports: readonly R[]): R[][] {
  const linked = components(reports.length);
  const firstWith = new Map<string, number>();
  const prints = reports.map((report) => fingerprint(report));
  for (const [at, report] of reports.entries()) {
    for (const origin of [`outlet ${report.outlet}`, ...creditsOf(report)]) {
      linked.link(at, firstWith.get(origin) ?? at);
      if (!firstWith.has(origin)) firstWith.set(origin, at);
    }
    const print = prints[at];
    for (const [other, earlier] of prints.slice(0, at).entries()) {
      if (print !== undefined && likeness(print, earlier) >= COPY) linked.link(at, other);
    }
  }
  return linked.groups().map((group) => group.flatMap((at) => reports[at] ?? []));
}

/** "12 outlets, 3 independent reports", in figures. */
export type Confirmation = { readonly outlets: number; readonly independent: number };

/** How many outlets tell a story, and how many of them on their own account. */
export function confirmationOf(reports: readonly Sourced[]): Confirmation {
  return {
    outlets: new Set(reports.map(({ outlet }) => outlet)).size,
    independent: independentReports(reports).length,
  };
}
