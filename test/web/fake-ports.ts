import { pino } from 'pino';
import type { ArchiveFacet, Selection } from '../../src/core/archive.ts';
import {
  type ArchiveEntry,
  type ArchiveIndex,
  indexArchive,
  markStories,
  pageOf,
  tallyOf,
  type Wanted,
} from '../../src/core/archive-index.ts';
import { confirmationOf } from '../../src/core/stories/independence.ts';
import type { Hit, Verdict, Zone } from '../../src/core/verdict.ts';
import type { Agreement } from '../../src/core/matters/agreements.ts';
import type { MeasureWeek } from '../../src/core/measure-weeks.ts';
import type { Measure } from '../../src/core/matters/board.ts';
import type { Matter } from '../../src/core/matters/recorded.ts';
import type {
  CorrectionView,
  OutboxMail,
  ReportView,
  SourceView,
  StoryView,
  WebPorts,
} from '../../src/web/ports.ts';

import { fakeFeedback } from './fake-feedback.ts';
import { fakeSelfService } from './subscribe/fake-self-service.ts';

/** The moment at which the fakes live. */
export const NOW = new Date('2026-03-14T15:09:26Z');

/** What the fake ports serve and what was asked of them. */
export type FakeWeb = {
  readonly ports: WebPorts;
  /** Parsed log lines, one a request. */
  readonly lines: Record<string, unknown>[];
  /** `unsubscribe TOKEN`, `find TOKEN`, `list CURSOR`, `story ID`, `html NAME` … in order. */
  readonly calls: string[];
};

/** What a test wants to be different from an empty service. */
export type FakeData = {
  readonly stories?: readonly StoryView[];
  /** When every story last changed. */
  readonly updatedAt?: Date;
  /** Of every story. */
  readonly related?: readonly StoryView[];
  readonly measures?: readonly Measure[];
  readonly weeks?: readonly MeasureWeek[];
  readonly agreements?: readonly Agreement[];
  /** Of every story. */
  readonly matters?: readonly Matter[];
  readonly corrections?: readonly CorrectionView[];
  readonly sources?: readonly SourceView[];
  /** Mails with their HTML; null as in production with SMTP. */
  readonly mails?: readonly (OutboxMail & { readonly html: string })[] | null;
  readonly tokens?: Readonly<Record<string, boolean>>;
  readonly scheduleText?: string;
  readonly seedTitles?: Readonly<Record<string, string>>;
  readonly ready?: WebPorts['ready'];
  readonly configProblem?: { readonly problem: string; readonly mend: string };
};

/** Ports over plain data which refuse what the contract forbids and note every call. */
export function fakeWeb(data: FakeData = {}): FakeWeb {
  const lines: Record<string, unknown>[] = [];
  const calls: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const ports: WebPorts = {
    service: { name: 'Flagbearer', version: '0.1.0', baseUrl: 'https://flagbearer.test/' },
    now: () => NOW,
    stories: fakeStories(data, calls),
    matters: fakeMatters(data),
    sources: { list: () => Promise.resolve(data.sources ?? []) },
    outbox: fakeOutbox(data.mails ?? null, calls),
    subscriptions: fakeSubscriptions(data, calls),
    feedback: fakeFeedback(data, calls),
    selfService: fakeSelfService(data, calls),
    ready:
      data.ready ?? (() => Promise.resolve([{ name: 'database', ok: true, detail: 'answers' }])),
    metrics: null,
    seedTitle: (id) => data.seedTitles?.[id] ?? null,
    configProblem: () => data.configProblem ?? null,
    log,
  };
  return { ports, lines, calls };
}

function fakeStories(
  { stories = [], updatedAt, related = [] }: FakeData,
  calls: string[],
): WebPorts['stories'] {
  const index = indexArchive(stories.map(entryOf));
  const list: WebPorts['stories']['list'] = ({ before, limit, selection }) => {
    calls.push(`list ${before?.id ?? null}`);
    const found = pageOf(index, wantedOf(index, stories, selection), { before, limit: limit + 1 });
    const shown = found
      .slice(0, limit)
      .flatMap(({ id }) => stories.find((one) => one.id === id) ?? []);
    const next = found.length > limit ? (found[limit - 1] ?? null) : null;
    return Promise.resolve({ stories: shown, next });
  };
  return {
    list,
    browse: async (query) => ({
      ...(await list(query)),
      tally: tallyOf(index, wantedOf(index, stories, query.selection)),
    }),
    related: () => Promise.resolve(related),
    updates: (ids) => Promise.resolve(new Map(ids.map((id) => [id, updatedAt ?? NOW]))),
    find: (id) => {
      calls.push(`story ${id}`);
      return Promise.resolve(stories.find((one) => one.id === id) ?? null);
    },
  };
}

function wantedOf(
  index: ArchiveIndex,
  stories: readonly StoryView[],
  { chosen, words }: Selection,
): Wanted {
  const having = stories.filter(({ lead }) => words !== null && lead.title.includes(words));
  const ids = having.map(({ id }) => id);
  return { chosen, now: NOW, withWords: words === null ? null : markStories(index, ids) };
}

function entryOf({ id, changedAt, lead, reports }: StoryView): ArchiveEntry {
  const { label, polarity, direction, targets, sport, authority } = lead.verdict;
  const listOf = (value: string | null): readonly string[] => (value === null ? [] : [value]);
  return {
    id,
    changedAt,
    values: new Map<ArchiveFacet, readonly string[]>([
      ['topic', [label]],
      ['polarity', listOf(polarity)],
      ['direction', listOf(direction)],
      ['country', targets],
      ['sport', listOf(sport)],
      ['federation', listOf(authority)],
      ['language', [lead.language]],
      ['outlet', [...new Set(reports.map(({ outlet }) => outlet))]],
    ]),
  };
}

function fakeMatters(data: FakeData): WebPorts['matters'] {
  return {
    board: () => Promise.resolve(data.measures ?? []),
    weeks: () => Promise.resolve(data.weeks ?? []),
    agreements: () => Promise.resolve(data.agreements ?? []),
    boardCsv: (measures) => `board of ${measures.length}\r\n`,
    agreementsCsv: (agreements) => `register of ${agreements.length}\r\n`,
    ofStory: () => Promise.resolve(data.matters ?? []),
    corrections: () => Promise.resolve(data.corrections ?? []),
  };
}

function fakeOutbox(mails: FakeData['mails'], calls: string[]): WebPorts['outbox'] {
  if (mails === null || mails === undefined) return null;
  const byName = (name: string): string | null =>
    mails.find((mail) => mail.name === name)?.html ?? null;
  return {
    list: () => Promise.resolve(mails),
    html: (name) => {
      calls.push(`html ${name}`);
      return Promise.resolve(byName(name));
    },
    source: (name) => {
      calls.push(`source ${name}`);
      const html = byName(name);
      return Promise.resolve(html === null ? null : `Subject: as written\r\n\r\n${html}`);
    },
  };
}

function fakeSubscriptions(data: FakeData, calls: string[]): WebPorts['subscriptions'] {
  const active = new Map(Object.entries(data.tokens ?? {}));
  return {
    find: (token) => {
      calls.push(`find ${token}`);
      const state = active.get(token);
      const scheduleText = data.scheduleText ?? 'daily at 07:00, Europe/Vienna';
      return Promise.resolve(state === undefined ? null : { scheduleText, active: state });
    },
    unsubscribe: (token, scope) => {
      calls.push(`unsubscribe ${token}${scope === 'this' ? '' : ` from ${scope}`}`);
      const left = active.get(token) === true;
      if (left) active.set(token, false);
      return Promise.resolve(left);
    },
  };
}

/** A report with marks on the given words wherever they first stand in title or summary. */
export function report(
  facts: Partial<Omit<ReportView, 'verdict'>> & {
    readonly verdict?: Partial<Verdict>;
    /** Word → concept. */
    readonly words?: Readonly<Record<string, string>>;
    /** Word of the summary → why it does not count. */
    readonly cancelled?: Readonly<Record<string, string>>;
  } = {},
): ReportView {
  const title = facts.title ?? 'Ski federation bars Russian teams from relay events';
  const summary = facts.summary ?? 'The council bars the teams until the end of the season.';
  const words = Object.entries(facts.words ?? { bars: 'ban', Russian: 'RUS' });
  const cancelled = Object.entries(facts.cancelled ?? {}).flatMap(([word, mask]) =>
    hitOf('summary', summary, word, word).map((hit) => ({ ...hit, masked: mask })),
  );
  const hits = words.flatMap(([word, concept]) => [
    ...hitOf('title', title, word, concept),
    ...hitOf('summary', summary, word, concept),
  ]);
  return {
    id: facts.id ?? '501',
    title,
    summary,
    language: facts.language ?? 'en',
    url: facts.url ?? 'https://paper.example/relay',
    outlet: facts.outlet ?? 'paper.example',
    publishedAt: facts.publishedAt ?? new Date('2026-03-14T12:30:00Z'),
    verdict: verdict([...hits, ...cancelled], facts.verdict),
  };
}

function hitOf(zone: Zone, text: string, word: string, concept: string): Hit[] {
  const start = text.indexOf(word);
  if (start === -1) return [];
  const role = concept === concept.toUpperCase() ? 'entity' : 'concept';
  const end = start + word.length;
  return [{ zone, start, end, text: word, concept, pattern: word, role, masked: null }];
}

/** A verdict whose points sum to its log-odds. */
export function verdict(hits: readonly Hit[], facts: Partial<Verdict> = {}): Verdict {
  const contributions = [
    { feature: 'bias', value: 1, weight: -2.5, points: -2.5 },
    { feature: 'title: ban near RUS', value: 1, weight: 3.75, points: 3.75 },
    { feature: 'nearest reference article', value: 0.5, weight: 2, points: 1 },
  ];
  const logit = contributions.reduce((sum, { points }) => sum + points, 0);
  return {
    label: 'sanction',
    direction: 'imposed',
    polarity: 'tighter',
    score: 1 / (1 + Math.exp(-logit)),
    targets: ['RUS'],
    countries: [],
    authority: 'FIS',
    sport: 'cross-country',
    evidence: {
      topic: 'sanction',
      logit,
      threshold: 0.5,
      gate: null,
      contributions,
      hits,
      seed: {
        seed: 'relay-ban',
        similarity: 0.61,
        sharedTerms: ['relay', 'council'],
        sharedConcepts: ['ban'],
      },
    },
    ...facts,
  };
}

/** A story of the given reports, the first of which leads. */
export function story(id: string, lead: ReportView, ...others: readonly ReportView[]): StoryView {
  const reports = [lead, ...others].toSorted((a, b) => +a.publishedAt - +b.publishedAt);
  const changedAt = reports.at(-1)?.publishedAt ?? lead.publishedAt;
  return { id, changedAt, lead, reports, confirmation: confirmationOf(reports) };
}

/** A source in good health. */
export function source(facts: Partial<SourceView> = {}): SourceView {
  return {
    id: 'nordic-wire',
    name: 'Nordic Wire',
    url: 'https://wire.example/feed.xml',
    state: 'ok',
    since: null,
    movedTo: null,
    lastFetchedAt: new Date('2026-03-14T15:00:00Z'),
    lastOkAt: new Date('2026-03-14T15:00:00Z'),
    nextPollAt: new Date('2026-03-14T15:20:00Z'),
    nextPollReason: 'publishes about twice an hour',
    problem: null,
    failures: 0,
    items: 1204,
    ...facts,
  };
}
