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
  const traits = reports.map(traitsOf);
  for (const [at, { print, origins }] of traits.entries()) {
    for (const origin of origins) {
      linked.link(at, firstWith.get(origin) ?? at);
      if (!firstWith.has(origin)) firstWith.set(origin, at);
    }
    for (const [other, earlier] of traits.slice(0, at).entries()) {
      if (likeness(print, earlier.print) >= COPY) linked.link(at, other);
    }
  }
  return linked.groups().map((group) => group.flatMap((at) => reports[at] ?? []));
}

/** What a report is compared by. */
type Traits = {
  readonly print: ReturnType<typeof fingerprint>;
  /** Its outlet, and the agencies that it credits. */
  readonly origins: readonly string[];
};

/** A story is told to many, and each time its reports are compared: they are read once. */
const known = new WeakMap<Sourced, Traits>();

function traitsOf(report: Sourced): Traits {
  const traits = known.get(report) ?? {
    print: fingerprint(report),
    origins: [`outlet ${report.outlet}`, ...creditsOf(report)],
  };
  known.set(report, traits);
  return traits;
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
