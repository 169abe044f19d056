import type { Language } from '../source.ts';
import { independentReports } from '../stories/independence.ts';
import type { Polarity, Topic, Verdict } from '../verdict.ts';
import type { Preferences } from '../subscriber.ts';
import type { Digest, DigestStory } from './digest.ts';
import { quoteOf } from './quote.ts';

/** One report of a story with what was judged of it. */
export type ReportFacts = {
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
    stories: facts.stories.map((story) => tell(story, facts.seedTitles)).toSorted(byRank),
    coverage: facts.coverage,
    revision: facts.revision,
  };
}

function tell(
  { id, lead, reports }: StoryFacts,
  seedTitles: ReadonlyMap<string, string>,
): DigestStory {
  const { verdict } = lead;
  return {
    storyId: id,
    change: 'new',
    label: verdict.label === 'none' ? verdict.evidence.topic : verdict.label,
    direction: verdict.direction,
    polarity: verdict.polarity,
    targets: verdict.targets,
    // In news of a measure they are mostly places: where a court sits, where a council met.
    countries: verdict.label === 'agreement' ? verdict.countries : [],
    authority: verdict.authority,
    sport: verdict.sport,
    title: lead.title,
    language: lead.language,
    url: lead.url,
    outlet: lead.outlet,
    publishedAt: lead.publishedAt.toISOString(),
    quote: quoteOf({ ...lead, hits: verdict.evidence.hits }),
    outlets: [...new Set([lead.outlet, ...reports.map(({ outlet }) => outlet)])],
    independent: independentReports(reports).length,
    score: verdict.score,
    nearestSeed: seedTitles.get(verdict.evidence.seed?.seed ?? '') ?? null,
  };
}

function byRank(a: DigestStory, b: DigestStory): number {
  return (
    TOPIC_ORDER.indexOf(a.label) - TOPIC_ORDER.indexOf(b.label) ||
    POLARITY_ORDER.indexOf(a.polarity) - POLARITY_ORDER.indexOf(b.polarity) ||
    b.score - a.score ||
    b.publishedAt.localeCompare(a.publishedAt, 'en') ||
    a.storyId.localeCompare(b.storyId, 'en', { numeric: true })
  );
}
