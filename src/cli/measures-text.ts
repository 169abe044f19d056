import type { Agreement } from '../core/matters/agreements.ts';
import type { Measure } from '../core/matters/board.ts';
import type { ChangeSource, RecordedChange } from '../core/matters/recorded.ts';
import type { Conflict } from '../core/matters/weigh.ts';
import { countryName } from '../core/countries.ts';
import { harmless } from './paint.ts';

/** A cell of the board: its line, then a line for each dispute and each thing that is pending. */
export function measureLines(measure: Measure): string[] {
  const { entry, authority, target, sport, status, since, conflicts, pending, certain } = measure;
  const head = [
    (entry ?? '-').padStart(6),
    authority.padEnd(10),
    countryName(target).padEnd(8),
    sport.padEnd(18),
    status.padEnd(10),
    (since === null ? '' : `since ${day(since)}`).padEnd(16),
    standingOf(measure),
  ];
  const before =
    certain === null
      ? []
      : [
          `certain so far: ${certain.status} since ${certain.since === null ? '?' : day(certain.since)}`,
        ];
  const notes = [
    ...before,
    ...conflicts.map(conflictText),
    ...pending.map(
      (one) => `${one.kind} on ${day(one.at)} (entry ${one.entry}, ${outletsOf(one.sources)})`,
    ),
  ];
  return [
    `${head.join('  ')}  ${reports(measure.sources)}`,
    ...notes.map((note) => `        ${note}`),
  ];
}

/** An entry of the register. */
export function agreementLine(agreement: Agreement): string {
  const { entry, parties, sport, kind, at, endedAt } = agreement;
  const end = endedAt === null ? '' : `  ended ${day(endedAt)}`;
  return [
    entry.padStart(6),
    parties.map(countryName).join(' – ').padEnd(22),
    sport.padEnd(14),
    kind.padEnd(8),
    day(at),
    standingOf(agreement),
    `${reports(agreement.sources)}${end}`,
  ].join('  ');
}

/** A change of a matter with its reports. */
export function changeLines(change: RecordedChange, isObsolete: boolean): string[] {
  const { id, kind, party, at, recordedAt, corrects, word, sources } = change;
  const notes = [
    ...(corrects === null ? [] : [`for entry ${corrects}`]),
    ...(isObsolete ? ['counts no more'] : []),
    ...(word === null
      ? []
      : [`${word.word} by ${harmless(word.by)} on ${day(word.at)}${noteText(word.note)}`]),
  ];
  const what = party === null ? kind : `${kind} ${countryName(party)}`;
  const tail = notes.length === 0 ? '' : `  [${notes.join('; ')}]`;
  return [
    `${id.padStart(6)}  ${what.padEnd(16)}  ${day(at)}  recorded ${day(recordedAt)}${tail}`,
    ...sources.map(
      ({ outlet, title, url, isWithdrawn }) =>
        `          ${harmless(outlet)}: ${harmless(title)}${isWithdrawn ? ' (withdrawn)' : ''}\n          ${harmless(url)}`,
    ),
  ];
}

function noteText(text: string | null): string {
  return text === null ? '' : ` (${harmless(text)})`;
}

function standingOf({ standing, confirmedBy }: Pick<Measure, 'standing' | 'confirmedBy'>): string {
  return confirmedBy === null ? standing : `${standing} by ${harmless(confirmedBy)}`;
}

function conflictText({ sides }: Conflict): string {
  const texts = sides.map(
    ({ entry, says, sources }) => `${says} (entry ${entry}, ${outletsOf(sources)})`,
  );
  return `disputed: ${texts.join(' or ')}`;
}

function outletsOf(sources: readonly ChangeSource[]): string {
  return [...new Set(sources.map(({ outlet }) => harmless(outlet)))].join(', ');
}

function reports(sources: readonly ChangeSource[]): string {
  const outlets = new Set(sources.map(({ outlet }) => outlet)).size;
  return `${sources.length} report${sources.length === 1 ? '' : 's'} of ${outlets} outlet${outlets === 1 ? '' : 's'}`;
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}
