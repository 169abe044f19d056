import type { ScriptedReport } from './scenario.ts';

/** What a made script must end in: the cells of the board, without their dates and sources. */
export type MadeScript = {
  readonly reports: readonly ScriptedReport[];
  readonly board: readonly string[];
};

/** Affairs that take turns: the steps of each, how long after its beginning in hours, and where it ends. */
const AFFAIRS = [
  {
    steps: [
      ['imposed', 0],
      ['extended', 90],
      ['lifted', 200],
    ],
    ends: 'none known',
  },
  {
    steps: [
      ['proposed', 0],
      ['imposed', 30],
      ['eased', 160],
    ],
    ends: 'neutral',
  },
  {
    steps: [
      ['imposed', 0],
      ['eased', 80],
      ['imposed', 240],
    ],
    ends: 'banned',
  },
  {
    steps: [
      ['lifted', 0],
      ['imposed', 2],
    ],
    ends: 'none known, disputed',
  },
] as const;

const BODIES = [
  ['FIS', 'skiing'],
  ['ISU', 'figure-skating'],
  ['FIE', 'fencing'],
  ['IJF', 'judo'],
] as const;

/** A headline of a body, a country and an act, in each language; no two of them are alike. */
const TITLES = {
  en: (body: string, on: string, act: string) =>
    `${body} and ${on}: the council says ${act} at last`,
  ru: (body: string, on: string, act: string) =>
    `Решение ${body} о стране ${on}: ${act}, сообщили вечером`,
  de: (body: string, on: string, act: string) =>
    `Verband ${body} zu ${on}: ${act} heißt es aus dem Vorstand`,
  fr: (body: string, on: string, act: string) =>
    `La fédération ${body} face à ${on} : ${act}, dit le conseil`,
} as const;
const LANGUAGES = ['en', 'ru', 'de', 'fr'] as const;
const CONCEPTS: Readonly<Record<string, readonly string[]>> = {
  imposed: ['ban'],
  eased: ['neutral'],
};

/**
 * Makes a script: every body has an affair with every country, one after the other, and every step is told by two
 * outlets in two languages and copied by a third. With four bodies and two countries that are 66 reports.
 */
export function madeScript(): MadeScript {
  const affairs = BODIES.flatMap(([body, sport], row) =>
    (['RUS', 'BLR'] as const).map((target, column) => {
      const at = row * 2 + column;
      return {
        body,
        sport,
        target,
        start: at * 7,
        ...(AFFAIRS[at % AFFAIRS.length] ?? AFFAIRS[0]),
      };
    }),
  );
  let id = 0;
  const reports = affairs.flatMap(({ body, sport, target, start, steps }) =>
    steps.flatMap(([direction, after], step) =>
      [0, 1, 2].map((teller): ScriptedReport => {
        id += 1;
        // The third copies the first.
        const origin = teller === 2 ? 0 : teller;
        const language = LANGUAGES[(id - teller + origin) % LANGUAGES.length] ?? 'en';
        const title = TITLES[language](body, target, `${direction} ${after}`);
        return {
          id: `m${id}`,
          story: `${body}-${target}-${step}`,
          at: start + after + teller / 4,
          language,
          outlet: `Outlet ${id}`,
          sourceId: 'paper',
          title,
          summary: `${title}. ${body} ${target} ${origin} ${after * 7919 + start}`,
          topic: 'sanction',
          direction,
          authority: body,
          targets: [target],
          countries: [],
          sport,
          concepts: CONCEPTS[direction] ?? [],
          withdrawnAt: null,
        };
      }),
    ),
  );
  const board = affairs.map(({ body, target, ends }) => `${body} ${target} ${ends}`);
  return { reports: reports.toSorted((a, b) => a.at - b.at), board: board.toSorted() };
}
