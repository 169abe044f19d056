import { type Context, Hono } from 'hono';
import { type Chosen, countFacets, type FacetGroup, hasChosen } from '../../core/facets.ts';
import { countryName } from '../../core/countries.ts';
import { STATUSES } from '../../core/matters/status.ts';
import { answerJson, answerPage, frameOf, wantsJson } from '../answer.tsx';
import { agreementJson, measureJson } from '../json/matter.ts';
import { AGREEMENT_SIGNS, STATUS_SIGNS } from '../matter-words.ts';
import { AgreementsPage } from '../pages/agreements.tsx';
import { type Facet, shownText } from '../pages/facets.tsx';
import { ENTRIES, type MatterChoice } from '../pages/matter-frame.tsx';
import { MeasuresPage } from '../pages/measures.tsx';
import type { WebPorts } from '../ports.ts';
import { chosenOf } from '../query.ts';
import { sportName } from '../words.ts';

/** What a filter of a table may look like; what it means is the table's. */
const GRAMMARS: ReadonlyMap<string, RegExp> = new Map([
  ['country', /^[A-Z]{3}$/],
  ['sport', /^[a-z][a-z0-9_-]{0,39}$/],
  ['status', /^[a-z][a-z ]{0,19}$/],
]);

const COUNTRY: Facet = {
  name: 'country',
  title: 'Country',
  textOf: countryName,
  order: ['RUS', 'BLR'],
};
const SPORT: Facet = { name: 'sport', title: 'Sport', textOf: sportName };
const STATUS: Facet = {
  name: 'status',
  title: 'Status',
  order: STATUSES,
  textOf: (value) => statusText(value),
};
const KIND: Facet = {
  name: 'status',
  title: 'What',
  order: [...AGREEMENT_SIGNS.keys()],
  textOf: (value) => AGREEMENT_SIGNS.get(value)?.word ?? value,
};

function statusText(value: string): string {
  const status = STATUSES.find((one) => one === value);
  return status === undefined ? value : STATUS_SIGNS[status].word;
}

/** `/measures` and `/agreements` as pages, as JSON and as CSV, each narrowed down by its query. */
export function matterRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  routes.on('GET', ['/measures', '/measures.json', '/measures.csv'], (c) => answerBoard(c, ports));
  routes.on('GET', ['/agreements', '/agreements.json', '/agreements.csv'], (c) =>
    answerRegister(c, ports),
  );
  return routes;
}

async function answerBoard(c: Context, ports: WebPorts): Promise<Response> {
  const all = await ports.matters.board();
  const { chosen, taken, choice } = choose(c, all, [COUNTRY, SPORT, STATUS], (one) => [
    ['country', [one.target]],
    ['sport', [one.sport]],
    ['status', [one.status]],
  ]);
  if (c.req.path.endsWith('.csv')) {
    return answerCsv(c, 'measures', ports.matters.boardCsv(taken));
  }
  const weeks = await ports.matters.weeks(taken.map(({ matterId }) => matterId));
  if (wantsJson(c)) {
    return answerData(c, ports, chosen, { measures: taken.map(measureJson), weeks });
  }
  const frame = frameOf(c, ports);
  return answerPage(c, <MeasuresPage {...{ frame, measures: taken, weeks, choice }} />);
}

async function answerRegister(c: Context, ports: WebPorts): Promise<Response> {
  const all = await ports.matters.agreements();
  const { chosen, taken, choice } = choose(c, all, [COUNTRY, SPORT, KIND], (one) => [
    [
      'country',
      one.parties.filter((party) => /^[A-Z]{3}$/.test(party) && countryName(party) !== party),
    ],
    ['sport', [one.sport]],
    ['status', [one.kind]],
  ]);
  if (c.req.path.endsWith('.csv')) {
    return answerCsv(c, 'agreements', ports.matters.agreementsCsv(taken));
  }
  if (wantsJson(c)) return answerData(c, ports, chosen, { agreements: taken.map(agreementJson) });
  const frame = frameOf(c, ports);
  return answerPage(c, <AgreementsPage {...{ frame, agreements: taken, choice }} />);
}

/** What a request chooses of all entries, and what else it could. */
function choose<T>(
  c: Context,
  all: readonly T[],
  facets: readonly Facet[],
  valuesOf: (entry: T) => Iterable<readonly [string, readonly string[]]>,
): { readonly chosen: Chosen; readonly taken: readonly T[]; readonly choice: MatterChoice } {
  const chosen = chosenOf(c.req.queries(), GRAMMARS);
  const groups = all.map((entry): FacetGroup & { readonly entry: T } => ({
    entry,
    values: new Map(valuesOf(entry)),
    count: 1,
  }));
  const taken = groups.filter((group) => hasChosen(group, chosen)).map(({ entry }) => entry);
  const names = facets.map(({ name }) => name);
  const choice = {
    facets,
    chosen,
    counts: countFacets(groups, chosen, names),
    shown: shownText(taken.length, all.length, ENTRIES),
    isEmpty: all.length === 0,
    hasNone: taken.length === 0,
  };
  return { chosen, taken, choice };
}

function answerCsv(c: Context, name: string, text: string): Response {
  c.header('Content-Type', 'text/csv; charset=utf-8; header=present');
  c.header('Content-Disposition', `attachment; filename="${name}.csv"`);
  return c.body(text);
}

function answerData(c: Context, ports: WebPorts, chosen: Chosen, entries: object): Response {
  return answerJson(c, { asOf: ports.now(), chosen: Object.fromEntries(chosen), ...entries });
}
