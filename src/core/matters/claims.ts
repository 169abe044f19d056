import { independentReports } from '../stories/independence.ts';
import {
  areContrary,
  kindOf,
  scopeOf,
  towardOf,
  type ChangeKind,
  type Scope,
  type Step,
} from './change.ts';
import type { MatterKey, MatterReport, MatterStory } from './facts.ts';

/** One step of a matter, as reports that come from one another tell it. */
export type Claim = Step & {
  readonly storyId: string;
  readonly kind: ChangeKind;
  readonly direction: NonNullable<MatterReport['direction']>;
  readonly scope: Scope;
  /** When the first of them says so. */
  readonly at: Date;
  readonly isPrimary: boolean;
  /** By time. */
  readonly reports: readonly MatterReport[];
};

/**
 * What the reports of a matter's stories claim of it, by time; at one instant the deciding bodies' own word first. What a
 * story also tells of the other country belongs to another matter.
 */
export function claimsOf(stories: readonly MatterStory[], key: MatterKey): Claim[] {
  return stories
    .flatMap((story) => claimsOfStory(story, key))
    .toSorted(
      (a, b) =>
        a.at.getTime() - b.at.getTime() ||
        Number(b.isPrimary) - Number(a.isPrimary) ||
        compareTexts(`${a.storyId} ${a.kind}`, `${b.storyId} ${b.kind}`),
    );
}

function claimsOfStory({ storyId, reports }: MatterStory, key: MatterKey): Claim[] {
  const { topic } = key;
  const country = topic === 'sanction' ? key.b : key.a;
  const sorted = reports
    .filter((report) => report.topic === topic && report.targets.some((one) => one === country))
    .toSorted(
      (a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || compareTexts(a.url, b.url),
    );
  return independentReports(sorted).flatMap((group) => claimsOfGroup(storyId, group));
}

/** A body's own word is no copy of what a paper wrote of it, even in the same words. */
function claimsOfGroup(storyId: string, group: readonly MatterReport[]): Claim[] {
  const own = group.filter(({ isPrimary }) => isPrimary);
  const others = group.filter(({ isPrimary }) => !isPrimary);
  return [...claimsAmong(storyId, own), ...claimsAmong(storyId, others)];
}

function claimsAmong(storyId: string, reports: readonly MatterReport[]): Claim[] {
  const claims: Claim[] = [];
  for (const report of reports) {
    const claim = claimOf(storyId, report);
    if (claim === null || isMisreadCopy(claim, report, claims)) continue;
    const at = claims.findIndex(({ kind, direction }) => sameAct({ kind, direction }, claim));
    const known = claims[at];
    if (known === undefined) claims.push(claim);
    else claims[at] = { ...known, reports: [...known.reports, report] };
  }
  return claims;
}

function sameAct(a: Pick<Claim, 'kind' | 'direction'>, b: Claim): boolean {
  return a.kind === b.kind && a.direction === b.direction;
}

function claimOf(storyId: string, report: MatterReport): Claim | null {
  const { topic, direction, concepts, publishedAt, isPrimary } = report;
  const kind = kindOf(topic, direction, concepts);
  if (kind === null || direction === null) return null;
  const scope = scopeOf(kind, concepts);
  const toward = towardOf(kind, report.titleConcepts, report.toward);
  return { storyId, kind, direction, toward, scope, at: publishedAt, isPrimary, reports: [report] };
}

/** Another outlet's copy that seems to say the contrary of its origin was read wrongly: it says nothing of its own. */
function isMisreadCopy(claim: Claim, { outlet }: MatterReport, claims: readonly Claim[]): boolean {
  return claims.some(
    (known) =>
      areContrary(known, claim) && known.reports.every((report) => report.outlet !== outlet),
  );
}

/** Whether none of the reports of the one come from reports of the other: other outlets, texts and agencies. */
export function areIndependent(a: readonly MatterReport[], b: readonly MatterReport[]): boolean {
  const ofA = new Set(a);
  return independentReports([...a, ...b]).every(
    (group) => group.every((one) => ofA.has(one)) || group.every((one) => !ofA.has(one)),
  );
}

/** The order of code units: the same on every machine. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
