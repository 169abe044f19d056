import type { Digest } from '../../core/digest/digest.ts';
import type { Status } from '../../core/matters/status.ts';
import type { MailLanguage, Schedule } from '../../core/subscriber.ts';
import type { Direction, Target, Topic } from '../../core/verdict.ts';
import { GERMAN } from './strings-de.ts';
import { ENGLISH } from './strings-en.ts';
import { RUSSIAN } from './strings-ru.ts';

/** Under which heading a story stands. */
export type Group = 'tighter' | 'looser' | 'open' | 'agreement';

/** Signs that say the same as the headings, so that no colour is needed; read out as nothing. */
export const GROUP_SIGNS: Readonly<Record<Group, string>> = {
  tighter: '▲',
  looser: '▽',
  open: '◇',
  agreement: '+',
};

/** Every word of a mail in one language. */
export type Strings = {
  /** BCP 47, for `lang` and for days, times and numbers. */
  readonly locale: string;
  /** The headings, in the order in which they are told. */
  readonly groups: Readonly<Record<Group, string>>;
  /** The countries that measures are aimed at. */
  readonly targets: Readonly<Record<Target, string>>;
  readonly why: string;
  /** The heading of what the stories make of the board of measures, and what is in force there. */
  readonly board: string;
  readonly status: Readonly<Record<Status, string>>;
  /** The link by which a reader says that a story should not have been sent. */
  readonly irrelevant: string;
  readonly manage: string;
  readonly unsubscribe: string;
  readonly untitled: string;
  readonly unknownTime: string;
  /** What a mail says instead of stories. */
  readonly nothing: string;
  /** A sport by its name in the entities file; `multi` is several. */
  readonly sport: (name: string) => string;
  /** What happens, as a badge: "Sanction imposed". */
  readonly measure: (topic: Topic, direction: Direction | null) => string;
  /** A text in the language's quotation marks. */
  readonly quoted: (text: string) => string;
  /** The badge of a story that was told before. */
  readonly update: string;
  /** That it was told before: "You were told on 12 Nov, 08:00: Sanction proposed." */
  readonly toldBefore: (measure: string, moment: string) => string;
  /** What happened before in the same affair, or was reported otherwise; a headline follows. */
  readonly earlier: (measure: string, moment: string, kind: Earlier) => string;
  /** A step that a report tells, or what it says against what was told; a headline follows. */
  readonly says: Readonly<Record<'act' | 'contrary', (measure: string, outlet: string) => string>>;
  /** That a story is about one more country. */
  readonly newTarget: (country: string, outlet: string) => string;
  /** How an article was changed, with its former headline; the new one follows, of a withdrawn one the one it had. */
  readonly corrected: (kind: Correction, outlet: string, before: string) => string;
  /** The link to changes which are not told in the mail. */
  readonly moreChanges: (count: number) => string;
  /** "Daily digest, Saturday, 14 November 2026" */
  readonly title: (kind: Digest['kind'], day: string) => string;
  /** "3 stories, 13 Nov, 08:00 to 14 Nov, 08:00" */
  readonly window: (stories: number, from: string, to: string) => string;
  /** The subject of a mail without stories. */
  readonly emptySubject: (day: string) => string;
  /** "BBC Sport and 3 more, 2 independent reports"; the latter where it is known. */
  readonly outlets: (first: string, others: number, independent?: number) => string;
  /** The subject's end when the lead is not alone. */
  readonly more: (others: number) => string;
  /** The badge for countries beyond those named. */
  readonly moreCountries: (count: number) => string;
  /** The link to the stories which did not fit into the mail. */
  readonly hidden: (count: number) => string;
  /** How much of the world was watched, and what could not be. */
  readonly coverage: (coverage: Digest['coverage'], named: readonly string[]) => string;
  /** When somebody gets mail, as `reason` takes it. */
  readonly schedule: (schedule: Schedule, zone: string) => string;
  /** Why the reader gets this, and when. */
  readonly reason: (service: string, schedule: string) => string;
  /** The zone of the times and the configuration which judged. */
  readonly foot: (zone: string, revision: string) => string;
};

/** `update` of what this reader was told, what was `before` it, or `contrary` to it. */
type Earlier = 'update' | 'before' | 'contrary';
type Correction = 'headline' | 'withdrawn' | 'restored';

const LANGUAGES: Readonly<Record<MailLanguage, Strings>> = {
  en: ENGLISH,
  ru: RUSSIAN,
  de: GERMAN,
};

/** The words of a language; English where a digest does not say. */
export function stringsOf(language: MailLanguage = 'en'): Strings {
  return LANGUAGES[language];
}
