import type { Correction } from '../corrections/compare.ts';
import { areContrary, kindOf } from '../matters/change.ts';
import {
  AGREEMENT_DIRECTIONS,
  SANCTION_DIRECTIONS,
  type Direction,
  type Target,
  type Topic,
} from '../verdict.ts';
import { actsOf, mainAct, rankOf, type Act, type ActReport } from './acts.ts';

/** How an article of a story was changed after it was read. */
export type ReportCorrection = Correction & {
  readonly id: string;
  readonly itemId: string;
  readonly outlet: string;
  readonly seenAt: Date;
};

/** What a subscriber was told of a story before. */
export type Told = {
  /** When they were last told something of it. */
  readonly at: Date;
  /** All that they were told of it, in that order; see `keys` of Telling. */
  readonly keys: readonly string[];
};

/** A story as far as it is to be told. */
export type NewsFacts<R> = {
  readonly lead: R;
  /** The lead included, by time. */
  readonly reports: readonly R[];
  /** Null or left out: nothing yet. */
  readonly told?: Told | null;
  readonly corrections?: readonly ReportCorrection[];
};

/** One thing that has changed in a story. Texts of reports are foreign. */
export type News<R> =
  /** It has come further, or two say something else by now. */
  | { readonly kind: 'act'; readonly direction: Direction; readonly report: R }
  /** A report says what cannot be true beside what was told. */
  | { readonly kind: 'contrary'; readonly direction: Direction; readonly report: R }
  /** It is about another country too. */
  | { readonly kind: 'target'; readonly target: Target; readonly report: R }
  | { readonly kind: 'correction'; readonly correction: ReportCorrection };

/** How a story is told: by which report, with which news, and what of it is told then. */
export type Telling<R> = {
  readonly report: R;
  /** By time. For a story that was not told before: only how its articles were changed. */
  readonly news: readonly News<R>[];
  /** What is told hereby: `imposed`, `contrary:lifted`, `target:BLR`, `correction:12`. None of it is told to this subscriber again. */
  readonly keys: readonly string[];
};

type Report = ActReport & { readonly id?: string; readonly publishedAt: Date };

/** How to tell a story to a subscriber; null where all that is known of it was told. */
export function tellingOf<R extends Report>(facts: NewsFacts<R>): Telling<R> | null {
  const { lead, told = null } = facts;
  const topic = lead.verdict.label === 'none' ? lead.verdict.evidence.topic : lead.verdict.label;
  const acts = actsOf(topic, standing(facts));
  return told === null ? first(facts, acts) : further(facts, acts, topic, told);
}

/** Reports whose articles were not withdrawn. Of a story that lost all of them, what they said. */
function standing<R extends Report>({ reports, corrections = [] }: NewsFacts<R>): readonly R[] {
  const last = new Map<string, string>();
  for (const { itemId, kind } of corrections) if (kind !== 'headline') last.set(itemId, kind);
  const left = reports.filter(({ id }) => id === undefined || last.get(id) !== 'withdrawn');
  return left.length === 0 ? reports : left;
}

function first<R extends Report>(facts: NewsFacts<R>, acts: readonly Act<R>[]): Telling<R> {
  const { lead, reports } = facts;
  const act = mainAct(acts, lead);
  const report = act === null || act.reports.includes(lead) ? lead : (act.reports[0] ?? lead);
  const corrections = correctionsOf(facts);
  const targets = new Set(reports.flatMap(({ verdict }) => verdict.targets));
  return {
    report,
    news: corrections,
    keys: [
      ...(act === null ? [] : [act.direction]),
      ...[...targets].map((target) => `target:${target}`),
      ...corrections.map(keyOf),
    ],
  };
}

function further<R extends Report>(
  facts: NewsFacts<R>,
  acts: readonly Act<R>[],
  topic: Topic,
  { keys }: Told,
): Telling<R> | null {
  const news = [
    ...stepsOf(acts, topic, keys),
    ...targetNews(acts, keys),
    ...correctionsOf(facts).filter((one) => !keys.includes(keyOf(one))),
  ];
  if (news.length === 0) return null;
  const sorted = news.toSorted((a, b) => timeOf(a) - timeOf(b));
  const moved = sorted.findLast((one) => one.kind === 'act');
  return { report: moved?.report ?? facts.lead, news: sorted, keys: sorted.map(keyOf) };
}

/** Each act that is told may show another one to be contrary to it. */
function stepsOf<R extends Report>(
  acts: readonly Act<R>[],
  topic: Topic,
  told: readonly string[],
): News<R>[] {
  const steps: News<R>[] = [];
  for (let found = -1; found < steps.length;) {
    found = steps.length;
    for (const act of acts) {
      const keys = [...told, ...steps.map(keyOf)];
      const step = actNews(act, topic, keys);
      if (step !== null && !keys.includes(keyOf(step))) steps.push(step);
    }
  }
  return steps;
}

/** What was asked for when a decision had been told is old; a single report of another decision may have been read wrongly. */
function actNews<R extends Report>(
  { direction, reports, independent, isSure }: Act<R>,
  topic: Topic,
  keys: readonly string[],
): News<R> | null {
  const [report] = reports;
  if (report === undefined) return null;
  const told = actsTold(keys);
  const reached = Math.max(-1, ...told.map(rankOf));
  if (rankOf(direction) < reached) return null;
  if (rankOf(direction) > reached) return isSure ? { kind: 'act', direction, report } : null;
  const step = stepOf(topic, direction);
  const isContrary = told.some((other) => areContrary(step, stepOf(topic, other)));
  if (isContrary) return isSure ? { kind: 'contrary', direction, report } : null;
  return independent > 1 ? { kind: 'act', direction, report } : null;
}

function stepOf(topic: Topic, direction: Direction): Parameters<typeof areContrary>[0] {
  return { kind: kindOf(topic, direction, []) ?? 'restated', toward: null };
}

function targetNews<R extends Report>(acts: readonly Act<R>[], keys: readonly string[]): News<R>[] {
  const [main] = acts.toSorted((a, b) => b.reports.length - a.reports.length);
  if (main === undefined) return [];
  const targets = new Set(main.reports.flatMap(({ verdict }) => verdict.targets));
  return [...targets]
    .filter((target) => !keys.includes(`target:${target}`))
    .flatMap((target): News<R>[] => {
      const saying = main.reports.filter(({ verdict }) => verdict.targets.includes(target));
      const outlets = new Set(saying.map(({ outlet }) => outlet));
      const [report] = saying;
      return report === undefined || outlets.size < 2 ? [] : [{ kind: 'target', target, report }];
    });
}

function correctionsOf<R>({ corrections = [] }: NewsFacts<R>): News<R>[] {
  return corrections.map((correction) => ({ kind: 'correction', correction }));
}

/** The directions among what was told, the last one last. */
export function actsTold(keys: readonly string[]): Direction[] {
  return keys.flatMap((key) => DIRECTIONS.find((direction) => direction === key) ?? []);
}

const DIRECTIONS: readonly Direction[] = [...SANCTION_DIRECTIONS, ...AGREEMENT_DIRECTIONS];

function keyOf<R>(news: News<R>): string {
  if (news.kind === 'correction') return `correction:${news.correction.id}`;
  if (news.kind === 'target') return `target:${news.target}`;
  if (news.kind === 'contrary') return `contrary:${news.direction}`;
  return news.direction;
}

function timeOf<R extends Report>(news: News<R>): number {
  return (news.kind === 'correction' ? news.correction.seenAt : news.report.publishedAt).getTime();
}
