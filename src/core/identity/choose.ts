import { keyEvidence, type Count, type KeyEvidence } from './evidence.ts';
import { FIRST_IDENTITY, type Identity, type Sight } from './sight.ts';

/**
 * Chooses by what a source's items are known again, from what its last two fetches show: the guid if it stays with its item,
 * else the link if it does, else title and date. Trust that a key has lost it does not regain, so that keys do not swing;
 * `known` is what was chosen before, null at first. Without a fetch before the last one (`before` null), only what one fetch
 * shows in itself can speak against a key.
 */
export function chooseIdentity(
  latest: readonly Sight[],
  before: readonly Sight[] | null,
  known: Identity | null,
): Identity {
  const last = known ?? FIRST_IDENTITY;
  if (latest.length === 0) return last;
  const evidence = keyEvidence(latest, before);
  const sharedLinks = last.sharedLinks || areShared(evidence);
  if (last.key === 'hash') return { ...last, sharedLinks };
  const guidFault = last.key === 'guid' ? faultOfGuids(evidence) : null;
  if (last.key === 'guid' && guidFault === null) {
    return { key: 'guid', sharedLinks, reason: praiseOfGuids(evidence, sharedLinks) };
  }
  const linkFault = faultOfLinks(evidence);
  if (linkFault !== null) {
    const faults = guidFault === null ? linkFault : `${guidFault}, and ${linkFault}`;
    return { key: 'hash', sharedLinks, reason: `Title and date: ${faults}.` };
  }
  // What was found of the guids once is the reason for ever.
  if (guidFault === null) return { ...last, sharedLinks };
  return { key: 'link', sharedLinks, reason: `Links: ${guidFault}.` };
}

/** More than this share of the items that can be compared speaks against a key. */
const HALF = 0.5;
/** A guid that several items of one fetch have loses all but one of them, so fewer are borne. */
const FIFTH = 0.2;

function faultOfGuids(evidence: KeyEvidence): string | null {
  const { items, withGuid, doubledGuids, changedGuids, reusedGuids } = evidence;
  if (withGuid === 0) return 'the items carry no guids';
  if (doubledGuids >= 2 && doubledGuids >= withGuid * FIFTH) {
    return `${doubledGuids} of ${items} items share their guid with another one`;
  }
  if (isMost(changedGuids, items)) {
    return `the guids of ${changedGuids.n} of ${changedGuids.of} items changed between two fetches`;
  }
  if (isMost(reusedGuids, items)) {
    return `${reusedGuids.n} of ${reusedGuids.of} guids were given to other items between two fetches`;
  }
  return null;
}

function faultOfLinks(evidence: KeyEvidence): string | null {
  const { items, withLink, changedLinks } = evidence;
  if (withLink <= items * HALF) return `only ${withLink} of ${items} items have a link`;
  if (areShared(evidence)) return `${evidence.doubledLinks} of ${items} items share their link`;
  if (!isMost(changedLinks, items)) return null;
  return `the links of ${changedLinks.n} of ${changedLinks.of} items changed between two fetches`;
}

function areShared({ items, doubledLinks }: KeyEvidence): boolean {
  return doubledLinks >= 3 && doubledLinks > items * HALF;
}

/** One item in a longer feed may be a coincidence. */
function isMost({ n, of }: Count, items: number): boolean {
  return n >= Math.min(2, items) && n >= of * HALF;
}

function praiseOfGuids(evidence: KeyEvidence, sharedLinks: boolean): string {
  const { items, withGuid, changedGuids, editedTitles } = evidence;
  const shared = sharedLinks ? ' Links tell nothing here: items share them.' : '';
  const edited = editedTitles.n === 0 ? '' : ` though ${editedTitles.n} titles were edited`;
  if (changedGuids.of === 0) {
    return `Guids: ${withGuid} of ${items} items have one; none seen twice yet.${shared}`;
  }
  const kept = changedGuids.of - changedGuids.n;
  return `Guids: ${kept} of ${changedGuids.of} items seen twice kept theirs${edited}.${shared}`;
}
