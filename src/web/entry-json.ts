import type { Agreement } from '../core/matters/agreements.ts';
import type { Measure } from '../core/matters/board.ts';
import { liveChanges, type ChangeSource, type Matter } from '../core/matters/recorded.ts';
import { webAddress } from './links.ts';

/** An entry of the board for programs: dates as ISO 8601, and no address but of the web. */
export function measureJson(measure: Measure): object {
  return {
    ...measure,
    sources: measure.sources.map(sourceJson),
    pending: measure.pending.map((one) => ({ ...one, sources: one.sources.map(sourceJson) })),
    conflicts: measure.conflicts.map(conflictJson),
  };
}

/** The same of an entry of the register. */
export function agreementJson(agreement: Agreement): object {
  return {
    ...agreement,
    sources: agreement.sources.map(sourceJson),
    conflicts: agreement.conflicts.map(conflictJson),
  };
}

/** A matter with the changes that count, by time. */
export function matterJson({ id, key, changes }: Matter): object {
  const live = liveChanges(changes);
  return {
    id,
    ...key,
    changes: live.map((change) => ({ ...change, sources: change.sources.map(sourceJson) })),
  };
}

function conflictJson({ at, sides }: Measure['conflicts'][number]): object {
  return { at, sides: sides.map((side) => ({ ...side, sources: side.sources.map(sourceJson) })) };
}

function sourceJson(source: ChangeSource): object {
  return { ...source, url: webAddress(source.url) };
}
