import type { Agreement } from '../../core/matters/agreements.ts';
import type { Measure } from '../../core/matters/board.ts';
import type { MatterKey } from '../../core/matters/facts.ts';
import type { ChangeSource, RecordedChange } from '../../core/matters/recorded.ts';
import { csvLine } from '../subscribers/csv.ts';

/** A line of a table by its columns. */
export type TableLine = Readonly<Record<string, string>>;

/** Writes lines of the same columns as CSV (RFC 4180), the names of the columns first; no cell is a formula. */
export function csvLines(columns: readonly string[], lines: readonly TableLine[]): string[] {
  const cells = lines.map((line) => columns.map((column) => line[column] ?? ''));
  return [csvLine(columns), ...cells.map((line) => csvLine(line))];
}

export const MEASURE_COLUMNS = [
  'entry',
  'body',
  'country',
  'sport',
  'status',
  'since',
  'last_confirmed',
  'standing',
  'confirmed_by',
  'certain_status',
  'certain_since',
  'conflicts',
  'pending',
  'outlets',
  'sources',
] as const;

/** A cell of the board as a line of a table. */
export function measureRow(measure: Measure): TableLine {
  const { certain, conflicts, pending, sources } = measure;
  return {
    entry: measure.entry ?? '',
    body: measure.authority,
    country: measure.target,
    sport: measure.sport,
    status: measure.status,
    since: moment(measure.since),
    last_confirmed: moment(measure.lastConfirmed),
    standing: measure.standing,
    confirmed_by: measure.confirmedBy ?? '',
    certain_status: certain?.status ?? '',
    certain_since: moment(certain?.since ?? null),
    conflicts: conflicts
      .map(({ sides }) => sides.map(({ entry, says }) => `${entry} ${says}`).join(' or '))
      .join(' | '),
    pending: pending.map(({ entry, kind }) => `${entry} ${kind}`).join(' | '),
    // What is only planned has reports too.
    ...provenance([...sources, ...pending.flatMap((one) => one.sources)]),
  };
}

export const AGREEMENT_COLUMNS = [
  'entry',
  'parties',
  'sport',
  'kind',
  'at',
  'ended_at',
  'standing',
  'confirmed_by',
  'outlets',
  'sources',
] as const;

/** An entry of the register as a line of a table. */
export function agreementRow(agreement: Agreement): TableLine {
  return {
    entry: agreement.entry,
    parties: agreement.parties.join(' | '),
    sport: agreement.sport,
    kind: agreement.kind,
    at: moment(agreement.at),
    ended_at: moment(agreement.endedAt),
    standing: agreement.standing,
    confirmed_by: agreement.confirmedBy ?? '',
    ...provenance(agreement.sources),
  };
}

export const CHANGE_COLUMNS = [
  'entry',
  'corrects',
  'a',
  'b',
  'sport',
  'kind',
  'direction',
  'scope',
  'party',
  'at',
  'recorded_at',
  'word',
  'word_by',
  'word_note',
  'story',
  'outlet',
  'published_at',
  'title',
  'url',
  'withdrawn',
] as const;

/** A change as lines of a table, one for each report that says so. */
export function changeRows(change: RecordedChange & { readonly key: MatterKey }): TableLine[] {
  const { id, key, word } = change;
  const line = {
    entry: id,
    corrects: change.corrects ?? '',
    a: key.a,
    b: key.b,
    sport: key.sport,
    kind: change.kind,
    direction: change.direction,
    scope: change.scope,
    party: change.party ?? '',
    at: moment(change.at),
    recorded_at: moment(change.recordedAt),
    word: word?.word ?? '',
    word_by: word?.by ?? '',
    word_note: word?.note ?? '',
    story: change.storyId,
  };
  if (change.sources.length === 0) return [line];
  return change.sources.map(({ outlet, publishedAt, title, url, isWithdrawn }) => ({
    ...line,
    outlet,
    published_at: moment(publishedAt),
    title,
    url,
    withdrawn: String(isWithdrawn),
  }));
}

function provenance(sources: readonly ChangeSource[]): TableLine {
  return {
    outlets: [...new Set(sources.map(({ outlet }) => outlet))].join(' | '),
    sources: sources.map(({ url }) => url).join(' '),
  };
}

function moment(at: Date | null): string {
  return at === null ? '' : at.toISOString();
}
