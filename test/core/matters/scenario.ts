import type { MatterReport, MatterStory } from '../../../src/core/matters/facts.ts';
import type { Sites } from '../../../src/core/matters/own-sites.ts';
import type { Language } from '../../../src/core/source.ts';
import type { Direction, Target, Topic } from '../../../src/core/verdict.ts';
import { hour } from './some-reports.ts';

/** A report of the scripted fortnight, and what it says. */
export type ScriptedReport = {
  readonly id: string;
  readonly story: string;
  readonly at: number;
  readonly language: Language;
  readonly outlet: string;
  readonly sourceId: string;
  readonly title: string;
  readonly summary: string;
  readonly topic: Topic;
  readonly direction: Direction;
  readonly authority: string | null;
  readonly targets: readonly Target[];
  readonly countries: readonly string[];
  readonly sport: string | null;
  readonly concepts: readonly string[];
  /** Hours after the beginning at which its article is found withdrawn; null: it stands. */
  readonly withdrawnAt: number | null;
};

const DAY = 24;

/** What a line of the script says beyond its place: `topic direction body targets sport concepts`. */
type Line = readonly [
  story: string,
  at: number,
  language: Language,
  outlet: string,
  says: string,
  title: string,
  more?: {
    readonly withdrawnAt?: number;
    readonly countries?: readonly string[];
    readonly sourceId?: string;
  },
];

/** `FIS` bans and gives way, `ISU` is told of in two ways, `FIE` is misreported, two countries agree and part. */
const LINES: readonly Line[] = [
  [
    'ski-plan',
    9,
    'en',
    'Snow Daily',
    'sanction proposed FIS RUS,BLR skiing propose',
    'Ski council to vote on shutting out Russia and Belarus',
  ],
  [
    'ski-plan',
    11,
    'de',
    'Bergblatt',
    'sanction proposed FIS RUS,BLR skiing propose',
    'Skiverband stimmt am Dienstag über Russland und Belarus ab',
  ],
  [
    'ski-ban',
    33,
    'en',
    'Snow Daily',
    'sanction imposed FIS RUS,BLR skiing ban',
    'Russian and Belarusian skiers are out from Friday',
  ],
  [
    'ski-ban',
    34,
    'en',
    'Harbour Post',
    'sanction imposed FIS RUS,BLR skiing ban',
    'Russian and Belarusian skiers are out from Friday',
  ],
  [
    'ski-ban',
    35,
    'ru',
    'Лыжный вестник',
    'sanction imposed FIS RUS,BLR skiing ban',
    'Лыжников России и Белоруссии отстранили с пятницы',
  ],
  [
    'ski-ban',
    36,
    'en',
    'FIS',
    'sanction imposed FIS RUS,BLR skiing ban',
    'Council decision on the Russian and Belarusian associations',
    { sourceId: 'fis' },
  ],
  [
    'ski-anger',
    50,
    'ru',
    'Лыжный вестник',
    'sanction criticised FIS RUS skiing condemn',
    'В Москве назвали решение лыжного совета позорным',
  ],
  [
    'ski-appeal',
    3 * DAY,
    'ru',
    'Спорт за день',
    'sanction proposed CAS RUS skiing appeal',
    'Российские лыжники подали иск в Лозанну',
  ],
  [
    'ski-appeal',
    3 * DAY + 2,
    'fr',
    'La Piste',
    'sanction proposed CAS RUS skiing appeal',
    'Les skieurs russes saisissent le tribunal du sport',
  ],
  [
    'ski-ruling',
    6 * DAY,
    'fr',
    'La Piste',
    'sanction upheld CAS RUS skiing uphold',
    'Le tribunal rejette le recours des skieurs russes',
  ],
  [
    'ski-ruling',
    6 * DAY + 1,
    'en',
    'CAS',
    'sanction upheld CAS RUS skiing uphold',
    'The panel dismisses the appeal of the Russian association',
    { sourceId: 'cas' },
  ],
  [
    'ski-juniors',
    9 * DAY,
    'en',
    'Snow Daily',
    'sanction eased FIS BLR skiing ease,neutral',
    'Belarusian skiers may start without their flag',
  ],
  [
    'ski-back',
    13 * DAY,
    'de',
    'Bergblatt',
    'sanction imposed FIS BLR skiing ban',
    'Skiverband schließt Belarus nach Protest wieder aus',
  ],

  [
    'ice',
    2 * DAY,
    'en',
    'Harbour Post',
    'sanction imposed ISU RUS figure-skating ban',
    'Skating body keeps Russian pairs away from the rink',
  ],
  [
    'ice',
    2 * DAY + 3,
    'de',
    'Eiszeit',
    'sanction lifted ISU RUS figure-skating lift',
    'Eislaufverband hebt die Sperre der Russen ganz auf',
  ],
  [
    'ice',
    2 * DAY + 5,
    'fr',
    'La Glace',
    'sanction lifted ISU RUS figure-skating lift',
    'Le patinage rouvre ses portes à la Russie',
  ],
  [
    'ice-word',
    4 * DAY,
    'en',
    'ISU',
    'sanction lifted ISU RUS figure-skating lift',
    'Statement: all Russian skaters are eligible again',
    { sourceId: 'isu' },
  ],

  [
    'swords',
    5 * DAY,
    'ru',
    'Спорт за день',
    'sanction lifted FIE RUS fencing lift',
    'Шпажистам России вернули флаг и гимн',
    { withdrawnAt: 6 * DAY },
  ],

  [
    'judo',
    7 * DAY,
    'en',
    'Mat Weekly',
    'sanction imposed IJF BLR judo ban',
    'Judo body shuts its doors to Belarus',
  ],
  [
    'judo',
    7 * DAY + 4,
    'ru',
    'Татами',
    'sanction eased IJF BLR judo ease,neutral',
    'Белорусских дзюдоистов пускают без флага',
  ],

  [
    'pact-talks',
    20,
    'ru',
    'Спорт за день',
    'agreement meeting - RUS multi meet',
    'Министры спорта России и Китая провели встречу',
    { countries: ['CHN'] },
  ],
  [
    'pact',
    4 * DAY,
    'en',
    'Harbour Post',
    'agreement signed - RUS multi sign',
    'Russia and China sign a sports pact for four years',
    { countries: ['CHN'] },
  ],
  [
    'pact',
    4 * DAY + 1,
    'de',
    'Bergblatt',
    'agreement signed - RUS multi sign',
    'Russland und China unterzeichnen ein Sportabkommen',
    { countries: ['CHN'] },
  ],
  [
    'pact-camp',
    8 * DAY,
    'ru',
    'Лыжный вестник',
    'agreement held - RUS multi joint',
    'Сборные России, Китая и Индии начали общий сбор',
    { countries: ['CHN', 'IND'] },
  ],
  [
    'pact-end',
    12 * DAY,
    'en',
    'Harbour Post',
    'agreement ended - RUS multi call-off',
    'China calls off its sports pact with Russia',
    { countries: ['CHN'] },
  ],
];

/** The script, by time. */
export const FORTNIGHT: readonly ScriptedReport[] = LINES.map(reportOf).toSorted(
  (a, b) => a.at - b.at,
);

/** What comes of it: each matter's changes by time. */
export const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'sanction|FIS|RUS|skiing': [
    'ski-plan proposed',
    'ski-ban imposed',
    'ski-appeal appealed',
    'ski-ruling upheld',
  ],
  'sanction|FIS|BLR|skiing': [
    'ski-plan proposed',
    'ski-ban imposed',
    'ski-juniors eased',
    'ski-back reimposed',
  ],
  'sanction|ISU|RUS|figure-skating': [
    'ice imposed',
    'ice contradiction',
    'ice-word lifted',
    'ice-word settled',
  ],
  'sanction|FIE|RUS|fencing': ['swords lifted', 'swords retracted'],
  'sanction|IJF|BLR|judo': ['judo imposed', 'judo contradiction'],
  'agreement|RUS|CHN|multi': [
    'pact-talks met',
    'pact signed',
    'pact-camp held',
    'pact-camp new-party IND',
    'pact-end ended',
  ],
  'agreement|RUS|IND|multi': ['pact-camp held'],
};

/** The board at its end: body, country, status, whether it is certain, reports, disputes. */
export const BOARD: readonly string[] = [
  'FIS BLR skiing banned since day 13, proposed, 1 report, certain: banned',
  'FIS RUS skiing banned since day 1, confirmed by fis, 6 reports',
  'IJF BLR judo none known, proposed, 0 reports, disputed: imposed or eased',
  'ISU RUS figure-skating none known since day 4, confirmed by isu, 1 report',
];

/** The register at its end, the latest first. */
export const REGISTER: readonly string[] = [
  'RUS+CHN ended on day 12',
  'RUS+IND held on day 8',
  'RUS+CHN+IND held on day 8 until day 12',
  'RUS+CHN signed on day 4 until day 12',
  'RUS+CHN met on day 0 until day 12',
];

/** The sources that are bodies' own sites. */
export const SITES: Sites = {
  ownSites: new Map([
    ['FIS', ['fis']],
    ['ISU', ['isu']],
    ['CAS', ['cas']],
  ]),
  courtSites: ['cas'],
};

function reportOf(
  [story, at, language, outlet, says, title, more = {}]: Line,
  index: number,
): ScriptedReport {
  const word = (place: number): string => says.split(' ')[place] ?? '';
  const [topic, direction, body] = [word(0), word(1), word(2)];
  return {
    id: String(index + 1),
    story,
    at,
    language,
    outlet,
    sourceId: more.sourceId ?? 'paper',
    title,
    summary: `${title}. ${outlet} ${index * 7919}.`,
    topic: topic === 'agreement' ? topic : 'sanction',
    direction: isDirection(direction) ? direction : 'criticised',
    authority: body === '-' ? null : body,
    targets: word(3)
      .split(',')
      .filter((target) => target === 'RUS' || target === 'BLR'),
    countries: more.countries ?? [],
    sport: word(4),
    concepts: word(5).split(','),
    withdrawnAt: more.withdrawnAt ?? null,
  };
}

function isDirection(text: string): text is Direction {
  return text !== '';
}

/** The stories of a script as the fold gets them; `until` leaves out what is published, or withdrawn, later. */
export function storiesOf(script: readonly ScriptedReport[], until = Infinity): MatterStory[] {
  const stories = new Map<string, MatterReport[]>();
  for (const report of script.filter(({ at }) => at <= until)) {
    const reports = stories.get(report.story) ?? [];
    stories.set(report.story, [...reports, asReport(report, until)]);
  }
  return [...stories].map(([storyId, reports]) => ({
    storyId,
    leadItemId: reports[0]?.itemId ?? '',
    reports,
  }));
}

function asReport(report: ScriptedReport, until: number): MatterReport {
  const { id, at, withdrawnAt, authority, targets, sport, ...rest } = report;
  return {
    ...rest,
    itemId: id,
    url: `https://paper.example/${id}`,
    publishedAt: hour(at),
    toward: null,
    titleConcepts: [],
    authority,
    targets,
    sport,
    named: [authority, ...targets, sport].flatMap((name) => name ?? []),
    isPrimary: report.sourceId !== 'paper',
    withdrawnAt: withdrawnAt === null || withdrawnAt > until ? null : hour(withdrawnAt),
  };
}
