import type { Agreement } from '../../core/matters/agreements.ts';
import type { Measure, Pending } from '../../core/matters/board.ts';
import {
  type ChangeSource,
  liveChanges,
  type Matter,
  type RecordedChange,
} from '../../core/matters/recorded.ts';
import type { Conflict } from '../../core/matters/weigh.ts';
import { webAddress } from '../links.ts';

/** An entry of the board for programs: one body, country and sport. */
export function measureJson(measure: Measure): object {
  const { matterId, entry, authority, target, sport, status, since, lastConfirmed } = measure;
  const { standing, confirmedBy, certain, sources, conflicts, pending } = measure;
  return {
    matterId,
    entry,
    authority,
    target,
    sport,
    status,
    since,
    lastConfirmed,
    standing,
    confirmedBy,
    certain,
    sources: sources.map(sourceJson),
    conflicts: conflicts.map(conflictJson),
    pending: pending.map(pendingJson),
  };
}

/** An entry of the register for programs. */
export function agreementJson(agreement: Agreement): object {
  const { matterId, entry, parties, sport, kind, at, endedAt } = agreement;
  const { standing, confirmedBy, sources, conflicts } = agreement;
  return {
    matterId,
    entry,
    parties,
    sport,
    kind,
    at,
    endedAt,
    standing,
    confirmedBy,
    sources: sources.map(sourceJson),
    conflicts: conflicts.map(conflictJson),
  };
}

/** A matter with the changes that count, by time. */
export function matterJson({ id, key, changes }: Matter): object {
  const { topic, a, b, sport } = key;
  return { id, topic, a, b, sport, changes: liveChanges(changes).map(changeJson) };
}

function changeJson(change: RecordedChange): object {
  const { id, kind, direction, scope, toward, party, storyId, at, recordedAt } = change;
  const { isPrimary, corrects, word, sources } = change;
  return {
    id,
    kind,
    direction,
    scope,
    toward,
    party,
    storyId,
    at,
    recordedAt,
    isPrimary,
    corrects,
    word,
    sources: sources.map(sourceJson),
  };
}

function pendingJson({ entry, kind, at, sources }: Pending): object {
  return { entry, kind, at, sources: sources.map(sourceJson) };
}

function conflictJson({ at, sides }: Conflict): object {
  return {
    at,
    sides: sides.map(({ entry, says, sources }) => ({
      entry,
      says,
      sources: sources.map(sourceJson),
    })),
  };
}

function sourceJson(source: ChangeSource): object {
  const { itemId, sourceId, url, outlet, title, publishedAt, isWithdrawn } = source;
  return { itemId, sourceId, url: webAddress(url), outlet, title, publishedAt, isWithdrawn };
}
