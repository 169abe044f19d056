import { areContrary, changeKey, type Change } from './change.ts';
import { areIndependent, type Claim } from './claims.ts';

/** Contrary reports of two stories so close together are about one event; later ones are another. Our own choice. */
const ONE_EVENT_MS = 24 * 3_600_000;

/** A change with the claims that it rests on. Claims join while the fold goes on. */
export type Step = { change: Change; readonly claims: Claim[] };

/** A contradiction that nobody has settled: what was said before, and what is said against it. */
export type Dispute = { readonly first: Step; readonly second: Step };

/** Whether a claim and a step are about one event, cannot both be right, and neither comes from the other. */
export function contradicts(claim: Claim, { change, claims }: Step): boolean {
  if (change.kind === 'contradiction' || change.kind === 'settled') return false;
  if (!areContrary(claim, change) || !isNear(claim, change)) return false;
  // A body that says the contrary of itself has changed its mind.
  if (claim.isPrimary && change.isPrimary) return false;
  return areIndependent(
    claim.reports,
    claims.flatMap(({ reports }) => reports),
  );
}

/** Whether a claim says which side of a dispute is right. */
export function decides(claim: Claim, { first, second }: Dispute): boolean {
  return areContrary(claim, first.change) !== areContrary(claim, secondOf(second));
}

/** The side that another report of a disputed event is on; null where it is on none. */
export function sideOf(claim: Claim, dispute: Dispute): Step | null {
  const { first, second } = dispute;
  if (!isNear(claim, first.change) && !isNear(claim, second.change)) return null;
  if (!decides(claim, dispute)) return null;
  return areContrary(claim, first.change) ? second : first;
}

/** A claim as the change that it would be. */
export function changeOf(claim: Claim): Change {
  const { kind, direction, storyId, at, scope, toward, isPrimary, reports } = claim;
  return {
    kind,
    direction,
    storyId,
    at,
    scope,
    toward,
    isPrimary,
    itemIds: reports.map(({ itemId }) => itemId),
    party: null,
    against: null,
  };
}

/** The mark that a claim is contrary to a step. */
export function contradiction(claim: Claim, rival: Step): Step {
  const change = changeOf(claim);
  return {
    change: { ...change, kind: 'contradiction', against: changeKey(rival.change) },
    claims: [claim],
  };
}

/** The mark that a claim decides a dispute. */
export function settlement(claim: Claim, dispute: Step, at: Date): Step {
  const change = changeOf(claim);
  return {
    change: { ...change, at, kind: 'settled', against: changeKey(dispute.change) },
    claims: [claim],
  };
}

function isNear(claim: Claim, { storyId, at }: Change): boolean {
  const apart = Math.abs(claim.at.getTime() - at.getTime());
  return claim.storyId === storyId || apart <= ONE_EVENT_MS;
}

/** What is said against the first. */
function secondOf({ claims, change }: Step): Pick<Change, 'kind' | 'toward'> {
  return claims[0] ?? change;
}
