import type { Preferences, Schedule } from '../subscriber.ts';
import { selectStories } from '../subscribers/selection.ts';
import { isAlertDue, type AlertRules } from './alerts.ts';
import { composeDigest, type StoryFacts } from './compose.ts';
import type { Digest } from './digest.ts';
import { tellingOf } from './news.ts';
import { isStale, nextDigestAt } from './schedule.ts';
import { oversizeReason, type PastDigest } from './size.ts';

/** Everything that one subscriber's digest is decided by. The window is half-open: from ≤ t < to. */
export type DigestSituation<Story> = {
  readonly subscriber: {
    readonly schedule: Schedule;
    readonly zone: string;
    readonly preferences: Preferences;
  };
  readonly from: Date;
  readonly to: Date;
  /** Stories that they were not told. */
  readonly stories: readonly Story[];
  /** Stories that they were told and that have gained something since. */
  readonly updates?: readonly DatedStory[];
  /** Items fetched in the window, and the ids of sources that fail now. */
  readonly items: number;
  readonly failing: readonly string[];
  /** The last digests that told something. */
  readonly past: readonly (PastDigest & { readonly composedAt: Date })[];
};

/** A story with the time at which it became news. */
export type DatedStory = StoryFacts & { readonly changedAt: Date };

/** What of the configuration digests are made by. */
export type DigestRules = {
  readonly alerts: AlertRules;
  readonly holdFactor: number;
  readonly sources: readonly { readonly id: string; readonly name: string }[];
  readonly seeds: readonly { readonly id: string; readonly title: string }[];
  readonly revision: string;
};

/** What becomes of the stories that a subscriber was not told. */
export type DigestOutcome = {
  /** Null: nothing is sent now. */
  readonly digest: Digest | null;
  /** What the preferences leave out, as it is now. */
  readonly passed: readonly {
    readonly storyId: string;
    readonly reason: string;
    readonly changedAt: Date;
    readonly reports: number;
  }[];
  /** Something to tell is left for a later alert, or a digest is so late that the next one tells it. */
  readonly waits: boolean;
  /** Why the digest waits for a person; null: it does not. */
  readonly hold: string | null;
  readonly nextDigestAt: Date | null;
};

/** What one subscriber is sent: the stories that they want, told their way; or nothing, and then perhaps that. */
export function decideDigest<Story extends DatedStory>(
  situation: DigestSituation<Story>,
  rules: DigestRules,
  due: Date,
): DigestOutcome {
  const { subscriber, stories, from, to, past } = situation;
  const { schedule, zone, preferences } = subscriber;
  const selected = selectStories(stories, preferences);
  // Whoever was told a story hears how it goes on, also where it leads to what they had not asked for.
  const moved = (situation.updates ?? []).filter((story) => tellingOf(story) !== null);
  const wanted = [...selected.wanted, ...moved];
  const next = nextDigestAt(schedule, zone, to > due ? to : due);
  const isLate = next !== null && isStale({ due, now: to, next });
  const isWaiting = schedule.kind === 'instant' && !isAlert(situation, wanted, rules);
  const isEmptyTold = preferences.emptyDigests && schedule.kind !== 'instant';
  const isSent = !isWaiting && !isLate && (wanted.length > 0 || isEmptyTold);
  const size = { stories: wanted.length, windowMs: to.getTime() - from.getTime() };
  const seen = new Map(stories.map((story) => [story.id, story]));
  return {
    digest: isSent ? tellDigest(situation, wanted, rules) : null,
    passed: selected.leftOut.map(({ storyId, reason }) => ({
      storyId,
      reason,
      changedAt: seen.get(storyId)?.changedAt ?? to,
      reports: seen.get(storyId)?.reports.length ?? 0,
    })),
    waits: isLate || (isWaiting && wanted.length > 0),
    hold: oversizeReason(size, past, rules.holdFactor),
    nextDigestAt: next,
  };
}

/** The digest that tells the given stories to a subscriber. */
export function tellDigest<Story extends DatedStory>(
  {
    subscriber,
    from,
    to,
    failing,
    items,
  }: Omit<DigestSituation<Story>, 'stories' | 'updates' | 'past'>,
  stories: readonly Story[],
  { sources, seeds, revision }: DigestRules,
): Digest {
  const nameOf = (id: string): string => sources.find((one) => one.id === id)?.name ?? id;
  return composeDigest({
    kind: subscriber.schedule.kind,
    zone: subscriber.zone,
    preferences: subscriber.preferences,
    stories,
    from,
    to,
    coverage: { sources: sources.length, failing: failing.map(nameOf), items },
    revision: revision.slice(0, 12),
    seedTitles: titlesOf(seeds),
  });
}

/** The same for the same seeds, so that what was told with them can be told again. */
const titles = new WeakMap<DigestRules['seeds'], ReadonlyMap<string, string>>();

function titlesOf(seeds: DigestRules['seeds']): ReadonlyMap<string, string> {
  const known = titles.get(seeds) ?? new Map(seeds.map(({ id, title }) => [id, title]));
  titles.set(seeds, known);
  return known;
}

/** Asked where nobody else composes for the subscriber: of two runs at once, one finds the other's alert. */
function isAlert(
  { past, to }: Pick<DigestSituation<DatedStory>, 'past' | 'to'>,
  wanted: readonly DatedStory[],
  { alerts }: DigestRules,
): boolean {
  const times = wanted.map(({ changedAt }) => changedAt.getTime());
  if (times.length === 0) return false;
  const facts = {
    firstNewsAt: new Date(Math.min(...times)),
    lastNewsAt: new Date(Math.max(...times)),
    alertsAt: past.map(({ composedAt }) => composedAt),
  };
  return isAlertDue(facts, alerts, to);
}
