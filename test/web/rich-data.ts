import type { MeasureWeek } from '../../src/core/measure-weeks.ts';
import type { Measure } from '../../src/core/matters/board.ts';
import type { ReportView, SourceView, StoryView } from '../../src/web/ports.ts';
import { type FakeData, NOW, report, source, story } from './fake-ports.ts';
import { aMatter, aMeasure, anAgreement, aSource, aStep } from './matter-data.ts';

const HOUR = 3_600_000;

const LONG_WORD = 'Wintersportveranstaltungsausschluss'.repeat(4);

/** A busy service: 34 stories in three languages, one with twelve reports, sources in every state, three mails. */
export const RICH: FakeData = {
  stories: stories(),
  sources: sources(),
  mails: ['Weekly digest: 7 stories', 'Daily digest: Russia barred, 2 stories', ''].map(
    (subject, index) => ({
      name: `2026-03-14T0${index}0000Z-${index}.eml`,
      to: `Desk <desk-${index}@a-rather-long-organisation-name.example>`,
      subject,
      date: new Date(NOW.getTime() - index * HOUR),
      html: `<!doctype html><title>Digest</title><body style="font-family:sans-serif"><h1>${subject}</h1><p>One story.</p><script>alert(1)</script><img src="https://tracker.example/p.gif"><a href="https://paper.example/">Read</a>`,
    }),
  ),
  measures: measures(),
  weeks: weeks(),
  agreements: [
    anAgreement(),
    anAgreement({ entry: '22', parties: ['BLR', 'CHN', 'KAZ'], kind: 'planned', endedAt: NOW }),
  ],
  matters: [aMatter(...Array.from({ length: 12 }, (_, index) => aStep({ id: String(index + 1) })))],
  corrections: [
    {
      id: '1',
      kind: 'headline',
      before: LONG_WORD,
      after: 'Startverbot verlängert',
      url: 'https://paper.example/',
      outlet: LONG_WORD,
      seenAt: NOW,
    },
  ],
  tokens: { 'token-of-a-reader': true, 'token-of-a-leaver': false },
  seedTitles: { 'relay-ban': 'Council closes relays to two national teams' },
};

function measures(): Measure[] {
  const reports = ['1', '2', '3', '4', '5'].map((itemId) =>
    aSource({ itemId, outlet: `${LONG_WORD}.example`, isWithdrawn: itemId === '2' }),
  );
  const side = { entry: '41', says: 'imposed', sources: reports } as const;
  return [
    aMeasure({
      sources: reports,
      certain: { status: 'partly', since: NOW, entry: '9' },
      conflicts: [{ at: NOW, sides: [side, { ...side, entry: '42', says: 'lifted' }] }],
    }),
    aMeasure({ matterId: '2', target: 'BLR', authority: 'World Archery', sport: 'archery' }),
    aMeasure({ matterId: '4', entry: '12', authority: 'World Archery', sport: 'archery' }),
    aMeasure({
      matterId: '3',
      status: 'none known',
      since: null,
      entry: null,
      sport: 'modern-pentathlon',
      standing: 'confirmed',
      confirmedBy: 'a.rather.long.account.name@desk.example',
      pending: [{ entry: '51', kind: 'appealed', at: NOW, sources: reports }],
    }),
  ];
}

function weeks(): MeasureWeek[] {
  const monday = new Date('2026-03-09T00:00:00Z').getTime();
  return Array.from({ length: 26 }, (_, week) => ({
    start: new Date(monday - (25 - week) * 7 * 24 * HOUR),
    tighter: [0, 2, 1, 5, 0, 12, 3][week % 7] ?? 0,
    looser: [1, 0, 0, 2, 4][week % 5] ?? 0,
  }));
}

/** The story with twelve reports. */
export const BIG_STORY_ID = '1001';

function stories(): StoryView[] {
  const templates = [german, russian, english, eased];
  return Array.from({ length: 34 }, (_, index) => {
    const at = new Date(NOW.getTime() - index * 2.7 * HOUR);
    const make = templates[index % templates.length] ?? english;
    const id = String(1001 + index);
    const lead = make(`${id}00`, at);
    return index === 0 ? story(id, lead, ...furtherReports(at)) : story(id, lead);
  });
}

function furtherReports(at: Date): ReportView[] {
  return Array.from({ length: 11 }, (_, index) => {
    const before = new Date(at.getTime() - (index + 1) * 1_380_000);
    const make = [russian, english, german][index % 3] ?? english;
    return { ...make(`2000${index}`, before), outlet: `outlet-${index}.sports-news.example` };
  });
}

function german(id: string, at: Date): ReportView {
  return report({
    id,
    language: 'de',
    publishedAt: at,
    outlet: 'wintersport-nachrichten.example',
    url: `https://wintersport-nachrichten.example/a/${id}`,
    title:
      'Skilanglauf-Weltverband verlängert Startverbot: Russische und belarussische Staffelmannschaften bleiben bis zum Saisonende von sämtlichen Weltcupveranstaltungen ausgeschlossen',
    summary:
      'Nach einer mehrstündigen Sitzung in Innsbruck teilte der Vorstand mit, dass das Startverbot für russische Mannschaften bestehen bleibt. Über die Wiederzulassungsvoraussetzungen soll erst im Herbst beraten werden; ein Einspruch ist binnen 21 Tagen möglich.',
    words: {
      Startverbot: 'ban',
      Russische: 'RUS',
      russische: 'RUS',
      belarussische: 'BLR',
      verlängert: 'extend',
    },
    cancelled: { Herbst: 'season, not a place', Einspruch: 'only said to be possible' },
    verdict: { direction: 'extended', targets: ['RUS', 'BLR'] },
  });
}

function russian(id: string, at: Date): ReportView {
  return report({
    id,
    language: 'ru',
    publishedAt: at,
    outlet: 'лёд-и-лыжи.example',
    url: `https://led.example/${id}`,
    title:
      'Министерства спорта двух стран подписали меморандум о сотрудничестве в области подготовки тренеров, проведения совместных сборов и обмена юношескими командами на ближайшие четыре года',
    summary:
      'Документ о сотрудничестве подписали в среду в Казани. Стороны договорились о совместных сборах и о ежегодных товарищеских матчах, первый из которых пройдёт уже осенью.',
    words: { подписали: 'sign', сотрудничестве: 'cooperation' },
    verdict: {
      label: 'agreement',
      direction: 'signed',
      polarity: 'looser',
      countries: ['KAZ', 'CHN', 'SRB', 'ETH', 'VNM', 'CUB'],
      authority: null,
      sport: 'multi',
    },
  });
}

function english(id: string, at: Date): ReportView {
  return report({ id, publishedAt: at, url: `https://paper.example/${id}` });
}

function eased(id: string, at: Date): ReportView {
  return report({
    id,
    publishedAt: at,
    outlet: 'fencing.example',
    title: 'Talks on a return of Belarusian fencers go on',
    summary: '',
    words: { return: 'return', Belarusian: 'BLR' },
    verdict: {
      direction: 'proposed',
      polarity: 'open',
      targets: ['BLR'],
      authority: 'FIE',
      sport: 'fencing',
    },
  });
}

function sources(): SourceView[] {
  const fine = Array.from({ length: 14 }, (_, index) =>
    source({
      id: `fine-${index}`,
      name: `${['Bundesverband für Wintersportberichterstattung', 'Спорт сегодня', 'Relay Monitor'][index % 3]} ${index + 1}`,
      items: index * 917,
    }),
  );
  const troubled = source({
    id: 'troubled',
    name: 'Weltverband der Nordischen Disziplinen, Pressestelle',
    url: 'https://reader:secret@press.nordic-disciplines-federation.example/very/long/path/feed.xml',
    state: 'failing',
    lastFetchedAt: new Date(NOW.getTime() - HOUR),
    lastOkAt: new Date(NOW.getTime() - 60 * HOUR),
    nextPollAt: new Date(NOW.getTime() - 60_000),
    nextPollReason: 'backing off after 9 failures',
    problem:
      'answered 503 Service Unavailable; https://press.nordic-disciplines-federation.example/very/long/path/feed.xml?format=rss&amount=50',
    failures: 9,
  });
  const never = source({
    id: 'never',
    name: 'Curling Gazette',
    state: 'failing',
    lastOkAt: null,
    problem: 'the certificate has expired',
    failures: 1,
    items: 0,
  });
  const gone = source({
    id: 'gone',
    name: 'Old Paper',
    state: 'gone',
    nextPollAt: null,
    nextPollReason: 'answered 410: it is not asked again',
    problem: 'answered 410 Gone',
    failures: 1,
  });
  const waiting = source({
    id: 'waiting',
    name: 'New Blog',
    state: 'waiting',
    lastFetchedAt: null,
    lastOkAt: null,
    nextPollReason: 'never read yet',
    items: 0,
  });
  return [...fine, waiting, gone, never, troubled];
}
