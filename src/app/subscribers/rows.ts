import { readSubscriberRow, SUBSCRIBER_KEYS } from '../../config/subscribers.ts';
import { nearest } from '../../config/suggest.ts';
import { scheduleText } from '../../core/digest/schedule.ts';
import type { SubscriberTerms, SubscriberWish } from '../../core/subscribers/wish.ts';
import { messageOf } from '../../errors.ts';
import { csvLine, readCsv } from './csv.ts';

/** How lists of subscribers are written. */
export const TABLE_FORMATS = ['csv', 'jsonl'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** What a line of a list says, or what is wrong with it. */
export type TableRow =
  | { readonly line: number; readonly wish: SubscriberWish }
  | { readonly line: number; readonly problems: readonly string[] };

/** Reads a list, every line by itself: a wrong one spoils no other. Never throws. */
export function readTable(text: string, format: TableFormat): TableRow[] {
  return format === 'csv' ? readCsvRows(text) : readJsonLines(text);
}

function readJsonLines(text: string): TableRow[] {
  return text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\r|\n/u)
    .map((content, index) => ({ content, line: index + 1 }))
    .filter(({ content }) => content.trim() !== '')
    .map(({ content, line }) => {
      try {
        return { line, ...readSubscriberRow(withoutNulls(JSON.parse(content))) };
      } catch (error) {
        return { line, problems: [`it is no JSON: ${messageOf(error)}`] };
      }
    });
}

function readCsvRows(text: string): TableRow[] {
  const { rows, unclosed } = readCsv(text);
  const [header, ...rest] = rows;
  const lost =
    unclosed === null
      ? []
      : [
          {
            line: unclosed,
            problems: ['a quote is opened here and never closed: the rest is unread'],
          },
        ];
  if (header === undefined) return lost;
  const keys = header.cells.map((cell) => cell.trim());
  const problems = headerProblems(keys);
  if (problems.length > 0) return [{ line: header.line, problems }, ...lost];
  return [...rest.map(({ line, cells }) => ({ line, ...readCells(keys, cells) })), ...lost];
}

function headerProblems(keys: readonly string[]): string[] {
  const unknown = keys.filter((key) => !SUBSCRIBER_KEYS.includes(key));
  const sentences = unknown.map((key) => {
    const suggestion = nearest(key, SUBSCRIBER_KEYS);
    const advice = suggestion === null ? '' : `, did you mean \`${suggestion}\`?`;
    return `there is no column \`${key.slice(0, 60)}\`${advice}`;
  });
  if (keys.includes('email')) return sentences;
  return [
    ...sentences,
    `the first line must name the columns, \`email\` among them: ${SUBSCRIBER_KEYS.join(', ')}`,
  ];
}

function readCells(
  keys: readonly string[],
  cells: readonly string[],
): ReturnType<typeof readSubscriberRow> {
  if (cells.slice(keys.length).some((cell) => cell !== '')) {
    return { problems: [`it has ${cells.length} cells, and ${keys.length} columns are named`] };
  }
  // An empty cell says nothing, as a missing key does.
  const said = keys.flatMap((key, index) => {
    const cell = cells[index] ?? '';
    return cell === '' ? [] : [[key, valueOf(key, cell)] as const];
  });
  return readSubscriberRow(Object.fromEntries(said));
}

const LISTS = new Set(['topics', 'polarity', 'countries', 'sports', 'federations', 'languages']);

/** A cell as the row's key wants it; what does not fit is left for the schema to tell. */
function valueOf(key: string, cell: string): unknown {
  // Bodies may have names of several words.
  if (LISTS.has(key)) return cell.split(/[|;]/u).map((word) => word.trim());
  if (key === 'emptyDigests')
    return { true: true, yes: true, false: false, no: false }[cell] ?? cell;
  if (key !== 'minimumConfidence' && key !== 'length') return cell;
  return Number.isNaN(Number(cell)) ? cell : Number(cell);
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));
}

/** A subscription as a row that `readSubscriberRow` takes. */
export function rowOf(terms: SubscriberTerms): Readonly<Record<string, unknown>> {
  const { email, schedule, zone, preferences, pausedUntil } = terms;
  return {
    email,
    schedule: scheduleText(schedule),
    zone,
    ...preferences,
    ...(pausedUntil === null ? {} : { pauseUntil: pausedUntil.toISOString() }),
  };
}

/** Writes a list that `readTable` reads. */
export function tableLines(subscribers: readonly SubscriberTerms[], format: TableFormat): string[] {
  const rows = subscribers.map(rowOf);
  if (format === 'jsonl') return rows.map((row) => JSON.stringify(row));
  const keys = SUBSCRIBER_KEYS.filter((key) => key !== 'note');
  return [csvLine(keys), ...rows.map((row) => csvLine(keys.map((key) => cellOf(row[key]))))];
}

function cellOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('|');
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
