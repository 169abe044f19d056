import type { Language } from '../source.ts';
import { independentReports } from '../stories/independence.ts';
import type { Polarity, Topic, Verdict } from '../verdict.ts';
import type { Preferences } from '../subscriber.ts';
import type { BoardChange, Digest, DigestNews, DigestStory, EarlierStory } from './digest.ts';
import { actsTold, tellingOf, type News, type ReportCorrection, type Told } from './news.ts';
import { quoteOf } from './quote.ts';

/** One report of a story with what was judged of it. */
export type ReportFacts = {
  /** By which corrections name it; left out: nothing corrects it. */
  readonly id?: string;
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
  readonly url: string;
  readonly outlet: string;
  readonly publishedAt: Date;
  readonly verdict: Verdict;
};

/** A story that is due for a subscriber; `reports` holds the lead too, the oldest first. */
export type StoryFacts = {
  readonly id: string;
  readonly lead: ReportFacts;
  readonly reports: readonly ReportFacts[];
  /** What the subscriber was told of it before; null or left out: nothing. */
  readonly told?: Told | null;
  /** How its articles were changed after they were read, by time. */
  readonly corrections?: readonly ReportCorrection[];
  /** What happened before in the same affair; null or left out: nothing that is known. */
  readonly earlier?: EarlierStory | null;
  /** What it makes of the board of measures. */
  readonly board?: readonly BoardChange[];
};

/** All that a digest is made of. The window is half-open: from ≤ t < to. */
export type DigestFacts = {
  readonly kind: Digest['kind'];
  readonly zone: string;
  readonly from: Date;
  readonly to: Date;
  readonly stories: readonly StoryFacts[];
  readonly coverage: Digest['coverage'];
  readonly revision: string;
  /** How it is told; left out: in English, as many stories as fit. */
  readonly preferences?: Pick<Preferences, 'language' | 'length'>;
  /** Titles of the reference articles by id. */
  readonly seedTitles: ReadonlyMap<string, string>;
};

const TOPIC_ORDER: readonly Topic[] = ['sanction', 'agreement'];
const POLARITY_ORDER: readonly (Polarity | null)[] = ['tighter', 'looser', 'open', null];

/**
 * Tells the stories in the order of a newsroom: sanctions before agreements, what tightens before what eases before
 * what is open, then the surest, then the latest. The same facts give the same digest, whatever order they come in.
 */
export function composeDigest(facts: DigestFacts): Digest {
  const { preferences } = facts;
  return {
    kind: facts.kind,
    ...(preferences === undefined
      ? {}
      : { language: preferences.language, shown: preferences.length }),
    zone: facts.zone,
    from: facts.from.toISOString(),
    to: facts.to.toISOString(),
    stories: facts.stories.flatMap((story) => tellOnce(story, facts.seedTitles)).toSorted(byRank),
    coverage: facts.coverage,
    revision: facts.revision,
  };
}

type TitlesById = DigestFacts['seedTitles'];

/** What is told to many is put into words once: for as long as somebody holds the very same story. */
const toldStories = new WeakMap<StoryFacts, { seedTitles: TitlesById; stories: DigestStory[] }>();

function tellOnce(story: StoryFacts, seedTitles: TitlesById): DigestStory[] {
  const before = toldStories.get(story);
  if (before?.seedTitles === seedTitles) return before.stories;
  const stories = tell(story, seedTitles);
  toldStories.set(story, { seedTitles, stories });
  return stories;
}

function tell(story: StoryFacts, seedTitles: ReadonlyMap<string, string>): DigestStory[] {
  const telling = tellingOf(story);
  if (telling === null) return [];
  const { reports, told = null, earlier = null, board = [] } = story;
  const { report, news, keys } = telling;
  return [
    {
      storyId: story.id,
      change: told === null ? 'new' : 'update',
      keys,
      news: news.map(newsText),
      ...(told === null ? {} : { told: toldText(told) }),
      ...(earlier === null ? {} : { earlier }),
      ...boardText(board, told, news),
      ...reportText(report, seedTitles),
      outlets: [...new Set([report.outlet, ...reports.map(({ outlet }) => outlet)])],
      independent: independentReports(reports).length,
    },
  ];
}

function toldText({ at, keys }: Told): NonNullable<DigestStory['told']> {
  return { at: at.toISOString(), direction: actsTold(keys).at(-1) ?? null };
}

/** A corrected headline moves nothing on the board. */
function boardText(
  board: readonly BoardChange[],
  told: Told | null,
  news: readonly News<ReportFacts>[],
): Pick<DigestStory, 'board'> {
  const hasMoved = told === null || news.some(({ kind }) => kind === 'act');
  return hasMoved && board.length > 0 ? { board } : {};
}

type ReportText = Omit<DigestStory, 'storyId' | 'change' | 'outlets'>;

function reportText(report: ReportFacts, seedTitles: ReadonlyMap<string, string>): ReportText {
  const { verdict } = report;
  return {
    label: verdict.label === 'none' ? verdict.evidence.topic : verdict.label,
    direction: verdict.direction,
    polarity: verdict.polarity,
    targets: verdict.targets,
    // In news of a measure they are mostly places: where a court sits, where a council met.
    countries: verdict.label === 'agreement' ? verdict.countries : [],
    authority: verdict.authority,
    sport: verdict.sport,
    title: report.title,
    language: report.language,
    url: report.url,
    outlet: report.outlet,
    publishedAt: report.publishedAt.toISOString(),
    quote: quoteOf({ ...report, hits: verdict.evidence.hits }),
    score: verdict.score,
    nearestSeed: seedTitles.get(verdict.evidence.seed?.seed ?? '') ?? null,
  };
}

function newsText(news: News<ReportFacts>): DigestNews {
  if (news.kind === 'correction') {
    const { kind, outlet, before, after } = news.correction;
    return { kind, outlet, before, after };
  }
  const { title, language, url, outlet } = news.report;
  if (news.kind === 'target') return { kind: news.kind, target: news.target, outlet };
  return { kind: news.kind, direction: news.direction, title, language, url, outlet };
}

const BY_NUMBERS = new Intl.Collator('en', { numeric: true });

function byRank(a: DigestStory, b: DigestStory): number {
  return (
    TOPIC_ORDER.indexOf(a.label) - TOPIC_ORDER.indexOf(b.label) ||
    POLARITY_ORDER.indexOf(a.polarity) - POLARITY_ORDER.indexOf(b.polarity) ||
    b.score - a.score ||
    BY_NUMBERS.compare(b.publishedAt, a.publishedAt) ||
    BY_NUMBERS.compare(a.storyId, b.storyId)
  );
}
