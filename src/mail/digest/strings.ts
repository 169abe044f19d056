import type { Digest } from '../../core/digest/digest.ts';
import type { Direction, Target, Topic } from '../../core/verdict.ts';

/** Under which heading a story stands. */
export type Group = 'tighter' | 'looser' | 'open' | 'agreement';

/** The headings, in the order in which they are told. */
export const GROUP_TITLES: Readonly<Record<Group, string>> = {
  tighter: 'Sanctions: tighter',
  looser: 'Sanctions: eased or lifted',
  open: 'Sanctions: open',
  agreement: 'Agreements',
};

/** Signs that say the same as the headings, so that no colour is needed; read out as nothing. */
export const GROUP_SIGNS: Readonly<Record<Group, string>> = {
  tighter: '▲',
  looser: '▽',
  open: '◇',
  agreement: '+',
};

/** The countries that measures are aimed at. */
export const TARGET_NAMES: Readonly<Record<Target, string>> = { RUS: 'Russia', BLR: 'Belarus' };

const KIND_TITLES: Readonly<Record<Digest['kind'], string>> = {
  instant: 'News alert',
  daily: 'Daily digest',
  weekly: 'Weekly digest',
};

const TOPICS: Readonly<Record<Topic, string>> = { sanction: 'Sanction', agreement: 'Agreement' };

/** Directions that read badly after the topic's noun. */
const SPECIAL: Readonly<Partial<Record<Direction, string>>> = {
  meeting: 'Agreement talks',
  held: 'Joint event held',
};

/** What happens, as a badge: "Sanction imposed". */
export function measureText(topic: Topic, direction: Direction | null): string {
  if (direction === null) return TOPICS[topic];
  return SPECIAL[direction] ?? `${TOPICS[topic]} ${direction}`;
}

/** The words of a mail that depend on nothing. */
export const WORDS = {
  why: 'Why was this sent?',
  unsubscribe: 'Unsubscribe',
  untitled: 'A report without a headline',
} as const;

/** "Daily digest, Saturday 14 November 2026" */
export function titleText(kind: Digest['kind'], day: string): string {
  return `${KIND_TITLES[kind]}, ${day}`;
}

/** "3 stories, 13 Nov, 08:00 to 14 Nov, 08:00" */
export function windowText(stories: number, from: string, to: string): string {
  return `${counted(stories, 'story', 'stories')}, ${from} to ${to}`;
}

/** "BBC Sport and 3 more, 2 independent reports"; the latter where it is known. */
export function outletsText(first: string, others: number, independent?: number): string {
  if (others === 0) return first;
  const outlets = `${first} and ${others} more`;
  return independent === undefined
    ? outlets
    : `${outlets}, ${counted(independent, 'independent report', 'independent reports')}`;
}

/** The subject's end when the lead is not alone. */
export function moreText(others: number): string {
  return others === 0 ? '' : ` (and ${others} more)`;
}

/** The badge for countries beyond those named. */
export function moreCountriesText(count: number): string {
  return counted(count, 'more country', 'more countries');
}

/** The link to the stories which did not fit into the mail. */
export function hiddenText(count: number): string {
  return `and ${counted(count, 'more story', 'more stories')} in the archive`;
}

/** How much of the world was watched, and what could not be. */
export function coverageText(
  { sources, items, failing }: Digest['coverage'],
  named: readonly string[],
): string {
  const watched = `${counted(sources, 'source', 'sources')} checked, ${counted(items, 'new item', 'new items')} read.`;
  if (failing.length === 0) return `${watched} Every source could be read.`;
  const unnamed = failing.length - named.length;
  const list = unnamed > 0 ? `${named.join(', ')} and ${unnamed} more` : named.join(', ');
  return `${watched} ${counted(failing.length, 'source', 'sources')} could not be read: ${list}.`;
}

/** Why the reader gets this, and when. */
export function reasonText(service: string, schedule: string): string {
  return `You asked ${service} for this mail ${schedule}.`;
}

/** The zone of the times and the configuration which judged. */
export function footText(zone: string, revision: string): string {
  return `Times are those of ${zone}. Judged by configuration ${revision}.`;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
