import type { ArchivePlace, Selection } from '../core/archive.ts';
import { ARCHIVE_GRAMMARS, wordsOf } from './archive-facets.ts';
import { address, chosenOf } from './query.ts';

/** The parameters of a request, each with its values. */
export type Query = Readonly<Record<string, readonly string[]>>;

/** What a query looks for. Whatever it does not understand is as if it were not there. */
export function selectionOf(query: Query): Selection {
  return { chosen: chosenOf(query, ARCHIVE_GRAMMARS), words: wordsOf(query) };
}

/** The one address of a selection, its parameters always in the same order; `path` is that of a page, a feed or data. */
export function selectionAddress(
  { chosen, words }: Selection,
  more: { readonly before?: ArchivePlace | null; readonly path?: string } = {},
): string {
  const { before = null, path = '/' } = more;
  const inOrder = [...ARCHIVE_GRAMMARS.keys()].map((name) => [name, chosen.get(name)] as const);
  return address(path, [
    ['q', words],
    ...inOrder,
    ['before', before === null ? null : placeText(before)],
  ]);
}

/** Where a page begins as an address tells it: milliseconds since 1970, and the id of the story before. */
function placeText({ changedAt, id }: ArchivePlace): string {
  return `${changedAt.getTime()}-${id}`;
}

const PLACE = /^(?<at>\d{1,15})-(?<id>[1-9]\d{0,17})$/;

/** Where the page of a query begins; null at the newest story, undefined where that makes no sense. */
export function placeOf(query: Query): ArchivePlace | null | undefined {
  const given = Object.hasOwn(query, 'before') ? (query['before'] ?? []) : [];
  if (given.length === 0) return null;
  const { at, id } = PLACE.exec(given[0] ?? '')?.groups ?? {};
  if (given.length > 1 || at === undefined || id === undefined) return undefined;
  const changedAt = new Date(Number(at));
  return Number.isNaN(changedAt.getTime()) ? undefined : { changedAt, id };
}
