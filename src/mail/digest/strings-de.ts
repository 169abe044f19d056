import type { Schedule } from '../../core/subscriber.ts';
import type { Direction } from '../../core/verdict.ts';
import { counterIn } from './plural.ts';
import { SPORTS_DE } from './sports.ts';
import type { Strings } from './strings.ts';

const LOCALE = 'de';
const counted = counterIn(LOCALE);
const SOURCES = { one: 'Quelle', other: 'Quellen' };

const KINDS = {
  instant: 'Eilmeldung',
  daily: 'Tagesüberblick',
  weekdays: 'Tagesüberblick',
  weekly: 'Wochenüberblick',
};

const TOPICS = { sanction: 'Sanktion', agreement: 'Abkommen' };

const DIRECTIONS: Readonly<Record<Direction, string>> = {
  imposed: 'verhängt',
  extended: 'verlängert',
  upheld: 'bestätigt',
  eased: 'gelockert',
  lifted: 'aufgehoben',
  rejected: 'abgelehnt',
  proposed: 'vorgeschlagen',
  criticised: 'kritisiert',
  signed: 'unterzeichnet',
  ended: 'beendet',
  meeting: 'im Gespräch',
  held: 'im Vollzug',
};

/** Directions that read badly after the topic's noun. */
const SPECIAL: Readonly<Partial<Record<Direction, string>>> = {
  rejected: 'Antrag zur Sanktion abgelehnt',
  criticised: 'Reaktion auf Sanktion',
  meeting: 'Gespräche über ein Abkommen',
  held: 'Gemeinsame Veranstaltung',
};

const WEEKDAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];

const EARLIER = {
  update: 'Fortgang dessen, was Ihnen gemeldet wurde',
  before: 'Zuvor',
  contrary: 'Widerspricht dem, was zuvor gemeldet wurde',
};

/** German. */
export const GERMAN: Strings = {
  locale: LOCALE,
  groups: {
    tighter: 'Sanktionen: verschärft',
    looser: 'Sanktionen: gelockert oder aufgehoben',
    open: 'Sanktionen: offen',
    agreement: 'Abkommen',
  },
  targets: { RUS: 'Russland', BLR: 'Belarus' },
  why: 'Warum kam das?',
  irrelevant: 'Nicht von Belang?',
  board: 'Stand der Maßnahmen',
  status: {
    banned: 'ausgeschlossen',
    neutral: 'nur neutral',
    partly: 'zum Teil eingeschränkt',
    'none known': 'nichts bekannt, was gilt',
  },
  manage: 'Einstellungen ändern',
  unsubscribe: 'Abbestellen',
  untitled: 'Eine Meldung ohne Überschrift',
  unknownTime: 'Zeit unbekannt',
  nothing: 'In dieser Zeit wurde nichts gemeldet, was Sie bestellt haben.',
  sport: (name) => SPORTS_DE.get(name) ?? name.replaceAll(/[_-]/gu, ' '),
  measure: (topic, direction) =>
    direction === null
      ? TOPICS[topic]
      : (SPECIAL[direction] ?? `${TOPICS[topic]} ${DIRECTIONS[direction]}`),
  quoted: (text) => `„${text}“`,
  update: 'Neuer Stand',
  toldBefore: (measure, moment) => `Ihnen wurde am ${moment} gemeldet: ${measure}.`,
  earlier: (measure, moment, kind) => `${EARLIER[kind]}: ${measure}, ${moment}:`,
  says: {
    act: (measure, outlet) => `Jetzt: ${measure}, wie ${outlet} meldet:`,
    contrary: (measure, outlet) => `Widerspruch: ${outlet} meldet „${measure}“:`,
  },
  newTarget: (country, outlet) => `Es betrifft auch ${country}, wie ${outlet} meldet.`,
  corrected: (kind, outlet, before) =>
    ({
      headline: `Berichtigung: ${outlet} hat die Überschrift „${before}“ geändert in`,
      withdrawn: `Zurückgezogen: ${outlet} hat den Bericht aus dem Netz genommen`,
      restored: `Wieder da: ${outlet} veröffentlicht den zurückgezogenen Bericht erneut:`,
    })[kind],
  moreChanges: (count) =>
    `und ${counted(count, { one: 'weitere Änderung', other: 'weitere Änderungen' })} auf der Seite der Meldung`,
  title: (kind, day) => `${KINDS[kind]}, ${day}`,
  window: (stories, from, to) =>
    `${counted(stories, { one: 'Ereignis', other: 'Ereignisse' })}, ${from} bis ${to}`,
  emptySubject: (day) => `Nichts Neues, ${day}`,
  outlets: (first, others, independent) => {
    if (others === 0) return first;
    const outlets = `${first} und ${others} weitere`;
    const forms = { one: 'unabhängiger Bericht', other: 'unabhängige Berichte' };
    return independent === undefined ? outlets : `${outlets}, ${counted(independent, forms)}`;
  },
  more: (others) => (others === 0 ? '' : ` (und ${others} weitere)`),
  moreCountries: (count) => counted(count, { one: 'weiteres Land', other: 'weitere Länder' }),
  hidden: (count) =>
    `und ${counted(count, { one: 'weiteres Ereignis', other: 'weitere Ereignisse' })} im Archiv`,
  coverage: ({ sources, items, failing }, named) => {
    const read = counted(items, { one: 'neuer Eintrag', other: 'neue Einträge' });
    const watched = `${counted(sources, SOURCES)} geprüft, ${read} gelesen.`;
    if (failing.length === 0) return `${watched} Alle Quellen waren lesbar.`;
    const unnamed = failing.length - named.length;
    const list = unnamed > 0 ? `${named.join(', ')} und ${unnamed} weitere` : named.join(', ');
    return `${watched} Nicht lesbar (${failing.length}): ${list}.`;
  },
  schedule: scheduleWords,
  reason: (service, schedule) => `Sie haben diese Mail von ${service} bestellt: ${schedule}.`,
  foot: (zone, revision) =>
    `Zeiten gelten für ${zone}. Beurteilt nach der Konfiguration ${revision}.`,
};

function scheduleWords(schedule: Schedule, zone: string): string {
  switch (schedule.kind) {
    case 'instant':
      return 'sobald etwas bekannt wird';
    case 'daily':
      return `jeden Tag um ${schedule.time} (${zone})`;
    case 'weekdays':
      return `montags bis freitags um ${schedule.time} (${zone})`;
    case 'weekly':
      return `jeden ${WEEKDAYS[schedule.weekday - 1] ?? 'Tag'} um ${schedule.time} (${zone})`;
  }
}
