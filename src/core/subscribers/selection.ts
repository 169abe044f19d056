import type { StoryFacts } from '../digest/compose.ts';
import type { Preferences } from '../subscriber.ts';

/** A story that a subscriber does not get, and why: a sentence for people. */
export type LeftOut = { readonly storyId: string; readonly reason: string };

/** The stories that a subscriber wants, in the order given, and those left out. Every story is in one of the two. */
export function selectStories<Story extends StoryFacts>(
  stories: readonly Story[],
  preferences: Preferences,
): { readonly wanted: Story[]; readonly leftOut: LeftOut[] } {
  const wanted: Story[] = [];
  const leftOut: LeftOut[] = [];
  for (const story of stories) {
    const reason = reasonAgainst(story, preferences);
    if (reason === null) wanted.push(story);
    else leftOut.push({ storyId: story.id, reason });
  }
  return { wanted, leftOut };
}

/** The first preference that a story does not meet, in a sentence; null when the subscriber wants it. */
export function reasonAgainst(story: StoryFacts, preferences: Preferences): string | null {
  for (const check of CHECKS) {
    const reason = check(story, preferences);
    if (reason !== null) return reason;
  }
  return null;
}

type Check = (story: StoryFacts, preferences: Preferences) => string | null;

const CHECKS: readonly Check[] = [
  ({ lead: { verdict } }, { topics }) =>
    unlisted('topic', topics, [verdict.label === 'none' ? verdict.evidence.topic : verdict.label]),
  ({ lead: { verdict } }, { polarity }) =>
    unlisted('polarity', polarity, [verdict.polarity ?? 'open']),
  ({ lead: { verdict } }, { countries }) =>
    unlisted('countries', countries, [...verdict.targets, ...verdict.countries]),
  sportReason,
  ({ lead: { verdict } }, { federations }) =>
    unlisted('federation', federations, verdict.authority === null ? [] : [verdict.authority]),
  ({ reports, lead }, { languages }) =>
    unlisted('languages', languages, [...new Set([lead, ...reports].map((one) => one.language))]),
  confidenceReason,
];

function unlisted(
  what: string,
  wanted: readonly string[],
  found: readonly string[],
): string | null {
  if (wanted.length === 0) return null;
  const known = new Set(wanted.map((word) => word.toUpperCase()));
  if (found.some((word) => known.has(word.toUpperCase()))) return null;
  return `${what}: ${found.join(', ') || 'none named'}; wanted: ${wanted.join(', ')}`;
}

/** What concerns all sports, or names none, concerns every one of them too. */
function sportReason({ lead }: StoryFacts, { sports }: Preferences): string | null {
  const { sport } = lead.verdict;
  return sport === null || sport === 'multi' ? null : unlisted('sport', sports, [sport]);
}

/** The surest report speaks for the story. */
function confidenceReason(
  { lead, reports }: StoryFacts,
  { minimumConfidence }: Preferences,
): string | null {
  const best = Math.max(lead.verdict.score, ...reports.map(({ verdict }) => verdict.score));
  if (best >= minimumConfidence) return null;
  return `confidence: ${best.toFixed(2)}; wanted: ${minimumConfidence} or more`;
}
