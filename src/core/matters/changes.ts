import type { Topic } from '../verdict.ts';
import { areContrary, changeKey, type Change } from './change.ts';
import { claimsOf, type Claim } from './claims.ts';
import {
  changeOf,
  contradiction,
  contradicts,
  decides,
  settlement,
  sideOf,
  type Dispute,
  type Step,
} from './disputes.ts';
import type { MatterKey, MatterStory } from './facts.ts';
import { mostSaid } from './most-said.ts';
import { withParties } from './parties.ts';
import { statusAfter, type Status } from './status.ts';

/** How far the fold has come. */
type Course = {
  readonly steps: Step[];
  readonly open: Dispute[];
  /** Steps that a primary source has shown to be wrong. */
  readonly wrong: Set<Step>;
};

/**
 * Folds the stories of a matter into its changes, by time. Depends on the stories alone, not on their order.
 *
 * Reports that cannot both be right are marked as a contradiction and never averaged: neither side counts until a body
 * that decides says itself how it is, which is marked `settled`. A change all of whose reports were withdrawn is
 * followed by `retracted`.
 */
export function changesOf(key: MatterKey, stories: readonly MatterStory[]): Change[] {
  const course: Course = { steps: [], open: [], wrong: new Set() };
  for (const claim of claimsOf(stories, key)) take(claim, course);
  const retracted = course.steps.flatMap((step) => retraction(step) ?? []);
  const steps = course.steps.toSorted((a, b) => byTime(a.change, b.change));
  const named = withParties(key, nameRepeats(key.topic, steps, course), stories);
  return [...named, ...retracted].toSorted(byTime);
}

function take(claim: Claim, course: Course): void {
  if (claim.isPrimary && settle(claim, course)) return;
  const side = course.open.map((dispute) => sideOf(claim, dispute)).find((step) => step !== null);
  if (side !== undefined) {
    join(side, claim);
    return;
  }
  const rival = course.steps.find((step) => !course.wrong.has(step) && contradicts(claim, step));
  if (rival === undefined) add(claim, course);
  else mark(claim, rival, course);
}

/** A body's own word ends the disputes that it decides. Returns whether there were any. */
function settle(claim: Claim, course: Course): boolean {
  const settled = course.open.filter((one) => decides(claim, one));
  if (settled.length === 0) return false;
  add(claim, course);
  for (const { first, second } of settled) {
    course.steps.push(settlement(claim, second, claim.at));
    if (areContrary(claim, first.change)) course.wrong.add(first);
    course.open.splice(
      course.open.findIndex((one) => one.second === second),
      1,
    );
  }
  return true;
}

function mark(claim: Claim, rival: Step, course: Course): void {
  const found = contradiction(claim, rival);
  course.steps.push(found);
  if (claim.isPrimary) {
    course.wrong.add(rival);
    add(claim, course);
    course.steps.push(settlement(claim, found, claim.at));
    return;
  }
  const own = rival.claims.find(({ isPrimary }) => isPrimary);
  // What a body says of itself stands against what others say of it; that they do is worth a mark.
  if (own === undefined) course.open.push({ first: rival, second: found });
  else course.steps.push(settlement(own, found, claim.at));
}

function add(claim: Claim, { steps }: Course): void {
  const change = changeOf(claim);
  const key = changeKey(change);
  const known = steps.find((step) => changeKey(step.change) === key);
  if (known === undefined) steps.push({ change, claims: [claim] });
  else join(known, claim);
}

function join(step: Step, claim: Claim): void {
  step.claims.push(claim);
  const { change } = step;
  const ids = claim.reports.map(({ itemId }) => itemId);
  step.change = {
    ...change,
    scope: mostSaid(step.claims.map((one) => one.scope)) ?? change.scope,
    toward: mostSaid(step.claims.flatMap((one) => one.toward ?? [])),
    isPrimary: change.isPrimary || claim.isPrimary,
    itemIds: [...new Set([...change.itemIds, ...ids])],
  };
}

/** A measure that is in force is not imposed again but told of again, and one that had gone is back. */
function nameRepeats(topic: Topic, steps: readonly Step[], course: Course): Change[] {
  const disputed = course.open.filter(({ second }) => retraction(second) === null);
  const aside = new Set([...course.wrong, ...disputed.map(({ first }) => first)]);
  let status: Status = 'none known';
  let last: 'tighter' | 'eased' | 'lifted' | null = null;
  return steps.map((step) => {
    const { change } = step;
    if (topic === 'agreement' || aside.has(step) || retraction(step) !== null) return change;
    const before = status;
    status = statusAfter(before, change);
    const { kind } = change;
    if (kind === 'lifted') {
      const isRepeat = last === 'lifted';
      last = kind;
      return isRepeat ? { ...change, kind: 'restated' } : change;
    }
    if (kind === 'eased') last = kind;
    if (kind !== 'imposed' || change.scope === 'part') return change;
    const isBack = last === 'eased' || last === 'lifted';
    last = 'tighter';
    if (before === 'banned') return { ...change, kind: 'restated' };
    return isBack ? { ...change, kind: 'reimposed' } : change;
  });
}

/** A step whose every report was withdrawn is taken back when the last one was; null for any other. */
function retraction({ change, claims }: Step): Change | null {
  const times = claims.flatMap(({ reports }) => reports.map(({ withdrawnAt }) => withdrawnAt));
  const gone = times.filter((time) => time !== null);
  if (gone.length < times.length || change.kind === 'settled') return null;
  const at = new Date(Math.max(...gone.map((time) => time.getTime())));
  return { ...change, kind: 'retracted', at, against: changeKey(change) };
}

/** By time; what is said about a change comes behind it. */
function byTime(a: Change, b: Change): number {
  return a.at.getTime() - b.at.getTime() || rank(a) - rank(b);
}

function rank({ kind }: Change): number {
  return ['new-party', 'contradiction', 'settled', 'retracted'].indexOf(kind);
}
