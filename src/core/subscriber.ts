import type { Language } from './source.ts';
import type { Polarity, Topic } from './verdict.ts';

/**
 * When a subscriber gets digests. `time` is local, HH:MM; `weekday` 1 = Monday … 7 = Sunday; `weekdays` is Monday to
 * Friday.
 */
export type Schedule =
  | { readonly kind: 'instant' }
  | { readonly kind: 'daily' | 'weekdays'; readonly time: string }
  | { readonly kind: 'weekly'; readonly weekday: number; readonly time: string };

/** The languages that mails are written in. */
export const MAIL_LANGUAGES = ['en', 'ru', 'de'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** Which stories a subscriber wants, and how they are told. An empty list leaves its question open: everything. */
export type Preferences = {
  readonly topics: readonly Topic[];
  readonly polarity: readonly Polarity[];
  /** ISO 3166 alpha-3: a country that a measure is aimed at, or the other side of an agreement. */
  readonly countries: readonly string[];
  /** As the entities file names them. */
  readonly sports: readonly string[];
  /** Acronyms of deciding or announcing bodies. */
  readonly federations: readonly string[];
  /** Of the reports: one in any of them will do. */
  readonly languages: readonly Language[];
  /** The least score of a story, 0…1. */
  readonly minimumConfidence: number;
  /** Whether a mail comes also when there is nothing to tell; never with an instant schedule. */
  readonly emptyDigests: boolean;
  /** Stories shown in one mail; the others are behind a link. */
  readonly length: number;
  /** The language of the mail itself. */
  readonly language: MailLanguage;
};

/** Someone who gets digests. */
export type Subscriber = {
  readonly id: string;
  readonly email: string;
  readonly schedule: Schedule;
  /** IANA time zone. */
  readonly zone: string;
  readonly preferences: Preferences;
  /** Nothing is sent before this; what happens meanwhile is told afterwards. */
  readonly pausedUntil: Date | null;
  /** Stories that became news before this are not told. */
  readonly since: Date;
  /** Null for instant subscribers and for those who left. */
  readonly nextDigestAt: Date | null;
  readonly unsubscribeToken: string;
};
