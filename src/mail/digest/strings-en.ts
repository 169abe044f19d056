import { describeSchedule } from '../../core/digest/schedule.ts';
import type { Direction } from '../../core/verdict.ts';
import { counterIn } from './plural.ts';
import type { Strings } from './strings.ts';

const LOCALE = 'en-GB';
const counted = counterIn(LOCALE);
const SOURCES = { one: 'source', other: 'sources' };
const STORIES = { one: 'story', other: 'stories' };

const KINDS = {
  instant: 'News alert',
  daily: 'Daily digest',
  weekdays: 'Daily digest',
  weekly: 'Weekly digest',
};

const TOPICS = { sanction: 'Sanction', agreement: 'Agreement' };

/** Directions that read badly after the topic's noun. */
const SPECIAL: Readonly<Partial<Record<Direction, string>>> = {
  meeting: 'Agreement talks',
  held: 'Joint event held',
};

const EARLIER = {
  update: 'Update of what you were told',
  before: 'Before this',
  contrary: 'Contradicts what was reported before',
};

/** English. */
export const ENGLISH: Strings = {
  locale: LOCALE,
  groups: {
    tighter: 'Sanctions: tighter',
    looser: 'Sanctions: eased or lifted',
    open: 'Sanctions: open',
    agreement: 'Agreements',
  },
  targets: { RUS: 'Russia', BLR: 'Belarus' },
  why: 'Why was this sent?',
  irrelevant: 'Not relevant?',
  board: 'The board of measures now',
  status: {
    banned: 'banned',
    neutral: 'neutral athletes only',
    partly: 'partly restricted',
    'none known': 'nothing known to be in force',
  },
  manage: 'Manage preferences',
  unsubscribe: 'Unsubscribe',
  untitled: 'A report without a headline',
  unknownTime: 'unknown time',
  nothing: 'Nothing that you asked for was reported in this time.',
  sport: (name) => (name === 'multi' ? 'several sports' : name.replaceAll(/[_-]/gu, ' ')),
  measure: (topic, direction) =>
    direction === null ? TOPICS[topic] : (SPECIAL[direction] ?? `${TOPICS[topic]} ${direction}`),
  quoted: (text) => `“${text}”`,
  update: 'Update',
  toldBefore: (measure, moment) => `You were told on ${moment}: ${measure}.`,
  earlier: (measure, moment, kind) => `${EARLIER[kind]}: ${measure}, ${moment}:`,
  says: {
    act: (measure, outlet) => `Now: ${measure}, as ${outlet} reports:`,
    contrary: (measure, outlet) => `Contradicted: ${outlet} reports “${measure}”:`,
  },
  newTarget: (country, outlet) => `It concerns ${country} too, as ${outlet} reports.`,
  corrected: (kind, outlet, before) =>
    ({
      headline: `Correction: ${outlet} has changed its headline “${before}” to`,
      withdrawn: `Withdrawn: ${outlet} no longer publishes its report`,
      restored: `Restored: ${outlet} publishes its withdrawn report again:`,
    })[kind],
  moreChanges: (count) =>
    `and ${counted(count, { one: 'more change', other: 'more changes' })} on the story’s page`,
  title: (kind, day) => `${KINDS[kind]}, ${day}`,
  window: (stories, from, to) => `${counted(stories, STORIES)}, ${from} to ${to}`,
  emptySubject: (day) => `Nothing new, ${day}`,
  outlets: (first, others, independent) => {
    if (others === 0) return first;
    const outlets = `${first} and ${others} more`;
    const forms = { one: 'independent report', other: 'independent reports' };
    return independent === undefined ? outlets : `${outlets}, ${counted(independent, forms)}`;
  },
  more: (others) => (others === 0 ? '' : ` (and ${others} more)`),
  moreCountries: (count) => counted(count, { one: 'more country', other: 'more countries' }),
  hidden: (count) =>
    `and ${counted(count, { one: 'more story', other: 'more stories' })} in the archive`,
  coverage: ({ sources, items, failing }, named) => {
    const read = counted(items, { one: 'new item', other: 'new items' });
    const watched = `${counted(sources, SOURCES)} checked, ${read} read.`;
    if (failing.length === 0) return `${watched} Every source could be read.`;
    const unnamed = failing.length - named.length;
    const list = unnamed > 0 ? `${named.join(', ')} and ${unnamed} more` : named.join(', ');
    return `${watched} ${counted(failing.length, SOURCES)} could not be read: ${list}.`;
  },
  schedule: describeSchedule,
  reason: (service, schedule) => `You asked ${service} for this mail ${schedule}.`,
  foot: (zone, revision) => `Times are those of ${zone}. Judged by configuration ${revision}.`,
};
