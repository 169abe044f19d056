import type { RowFields, SourceRow } from '../../config/sources.ts';
import type { Language, Source, SourceKind, SourceRole } from '../../core/source.ts';
import { messageOf, UsageError } from '../../errors.ts';
import { readAddress } from '../../sources/address.ts';
import { decode } from '../../sources/decode.ts';
import { findFeeds } from './find-feeds.ts';
import { guessSelectors, type SelectorGuess } from './guess-selectors.ts';
import { freeId } from './ids.ts';
import type { Desk } from './open-desk.ts';
import type { Reading } from './reading.ts';
import { twinOf, type Twin } from './same-feed.ts';
import { trySource, type Trial } from './trial.ts';
import { isGood, verdictOf } from './verdict.ts';

/** What a person says of a new source; the rest is found out or left to the defaults. */
export type RowWishes = {
  readonly id?: string;
  readonly name?: string;
  readonly kind?: SourceKind;
  readonly language?: Language;
  readonly timezone?: string;
  readonly role?: SourceRole;
  readonly sport?: boolean;
  readonly domestic?: 'RUS' | 'BLR';
};

/** What an address yields. */
export type Found = {
  /** What can be added, the likeliest first. */
  readonly feeds: readonly Trial[];
  readonly tried: readonly Trial[];
  /** Feeds that the page names besides, and that were not asked. */
  readonly unasked: number;
  /** How the page could be read where it has no feed; null where that cannot be told. */
  readonly guess: SelectorGuess | null;
};

/** A row that could be added, and the one that it would repeat. */
export type Proposal = { readonly row: RowFields; readonly twin: Twin | null };

/** Reads an address as people type it; without a scheme it is https. Throws UsageError. */
export function readTypedAddress(text: string): string {
  try {
    return readAddress(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`).href;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** Tries an address: as the kind that is wished for, else as a feed or a page that leads to feeds. */
export async function lookAt(
  url: string,
  wishes: RowWishes,
  desk: Desk,
  tell: (trial: Trial) => void,
): Promise<Found> {
  const source = wishedSource(url, wishes);
  if (wishes.kind === 'html-list') return lookAtPage(source, desk, tell);
  if (wishes.kind !== undefined && wishes.kind !== 'feed') {
    const trial = await trySource(source, desk.ports);
    tell(trial);
    return { feeds: onlyGood([trial]), tried: [trial], unasked: 0, guess: null };
  }
  const { feeds, tried, unasked, page } = await findFeeds(source, desk.ports, tell);
  const isLost = feeds.length === 0 && page !== null;
  const guess = isLost ? guessSelectors(page.html, page.url) : null;
  return { feeds, tried, unasked, guess };
}

/** What the row of a source would be. Compares its articles with those of rows of the same site, which asks these. */
export async function propose(trial: Trial, wishes: RowWishes, desk: Desk): Promise<Proposal> {
  return { row: rowOf(trial, wishes, desk.rows), twin: await twinOf(trial, desk.rows, desk.ports) };
}

/** Selectors are guessed, and the page read anew with them, as the service would. */
async function lookAtPage(
  source: Source,
  { ports }: Desk,
  tell: (trial: Trial) => void,
): Promise<Found> {
  const page = await trySource({ ...source, select: ANY_LINK }, ports);
  const { answer } = page;
  const html =
    answer === null ? '' : decode(answer.body, answer.headers['content-type'] ?? null).text;
  const guess = answer === null ? null : guessSelectors(html, answer.url);
  if (guess === null) {
    tell(page);
    return { feeds: [], tried: [page], unasked: 0, guess };
  }
  const trial = await trySource({ ...source, select: guess.select }, ports);
  tell(trial);
  return { feeds: onlyGood([trial]), tried: [trial], unasked: 0, guess };
}

const ANY_LINK = { item: 'a[href]', title: '', link: '' };

function onlyGood(trials: readonly Trial[]): Trial[] {
  return trials.filter((trial) => isGood(verdictOf(trial)));
}

function wishedSource(url: string, wishes: RowWishes): Source {
  const role = wishes.role ?? 'paper';
  return {
    id: wishes.id ?? 'new',
    name: wishes.name ?? new URL(url).hostname.replace(/^www\./, ''),
    url,
    kind: wishes.kind ?? 'feed',
    language: wishes.language ?? null,
    timezone: wishes.timezone ?? 'UTC',
    country: null,
    role,
    sport: wishes.sport ?? role === 'federation',
    domestic: wishes.domestic ?? null,
    priority: 2,
    unverified: false,
    maxAge: null,
    select: null,
  };
}

/** Below this many texts, or where fewer of them agree, each text's language is found out on its own. */
const SURE_LANGUAGE = { items: 5, share: 0.8 } as const;

function rowOf(trial: Trial, wishes: RowWishes, rows: readonly SourceRow[]): RowFields {
  const { timezone, role, sport, domestic } = wishes;
  const { select, kind } = trial.source;
  const url = trial.movedTo ?? trial.source.url;
  const name = wishes.name ?? nameOf(trial.parsed?.title ?? '');
  const taken = new Set(rows.map(({ source }) => source.id));
  return {
    id: wishes.id ?? freeId(url, name, taken),
    url,
    name: name ?? undefined,
    kind: kind === 'feed' ? undefined : kind,
    language: wishes.language ?? surelySpoken(trial.reading) ?? undefined,
    timezone,
    role,
    sport,
    domestic,
    select: select ?? undefined,
  };
}

function surelySpoken({ language, items }: Reading): Language | null {
  const isSure = items >= SURE_LANGUAGE.items && language.share >= SURE_LANGUAGE.share;
  return isSure ? language.guess : null;
}

/** Titles of feeds are often whole sentences; what stands before the first dash or bar is the name. */
function nameOf(title: string): string | null {
  const line = title.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  const name = line.length <= 60 ? line : (line.split(/ [-–—|:] /)[0] ?? '');
  return name === '' || name.length > 100 ? null : name;
}
