import { type Context, Hono } from 'hono';
import { LANGUAGES } from '../../../core/source.ts';
import { answerNotFound, answerPage } from '../../answer.tsx';
import type { WebPorts } from '../../ports.ts';
import { LANGUAGE_NAMES } from '../../words.ts';
import type { OpsEnv } from '../env.ts';
import { BacktestPage, BacktestsPage } from './backtests.tsx';
import { BorderlinePage, LABELS } from './borderline.tsx';
import type { TuneFrame } from './frame.tsx';
import { PatternsPage } from './patterns.tsx';
import type { TunePort } from './ports.ts';
import { RevisionDiffPage, RevisionsPage } from './revisions.tsx';

type C = Context<OpsEnv>;

/** Item, backtest and event ids are decimal strings of a positive bigint; 18 digits always fit one. */
const ID = /^[1-9]\d{0,17}$/;
const CONCEPT = /^[a-z][\w-]{0,60}$/;
/** Seconds after which the page of a backtest that is not done looks again. */
const LOOK_AGAIN = '2';

/** The parts of `/ops/tune` beside the editor. */
export function listRoutes(ports: WebPorts, tune: TunePort): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  routes.get('/backtests', async (c) => {
    const backtests = await tune.backtests();
    return answerPage(c, <BacktestsPage frame={frameOf(c)} backtests={backtests} />);
  });
  routes.get('/backtests/:id', async (c) => {
    const id = idIn(c);
    const backtest = id === null ? null : await tune.backtest(id);
    if (backtest === null) return answerNotFound(c, ports);
    const isEnded = backtest.state === 'done' || backtest.state === 'failed';
    if (!isEnded) c.header('Refresh', LOOK_AGAIN);
    return answerPage(c, <BacktestPage frame={frameOf(c)} backtest={backtest} />);
  });
  routes.get('/borderline', async (c) => {
    const queue = await tune.borderline();
    const id = ID.exec(c.req.query('labelled') ?? '')?.[0];
    const done = id === undefined ? null : `Your label of item ${id} is on record.`;
    return answerPage(c, <BorderlinePage frame={frameOf(c)} queue={queue} done={done} />);
  });
  routes.post('/borderline/:id', async (c) => {
    const id = idIn(c);
    const form = await c.req.parseBody();
    const label = LABELS.find((one) => one === form['label']);
    if (id === null || label === undefined) return answerNotFound(c, ports);
    if (!(await tune.label(c.get('operator'), id, label))) return answerNotFound(c, ports);
    return c.redirect(`/ops/tune/borderline?labelled=${id}`, 303);
  });
  routes.get('/patterns', async (c) => {
    const concept = CONCEPT.exec(c.req.query('concept') ?? '')?.[0] ?? null;
    const language = LANGUAGES.find((one) => one === c.req.query('language')) ?? null;
    const table = await tune.patterns(concept);
    const languages = LANGUAGES.map((key) => ({ key, name: LANGUAGE_NAMES[key] }));
    const page = { frame: frameOf(c), table, chosen: { concept, language }, languages };
    return answerPage(c, <PatternsPage {...page} />);
  });
  routes.get('/revisions', async (c) => {
    const revisions = await tune.revisions();
    return answerPage(c, <RevisionsPage frame={frameOf(c)} revisions={revisions} />);
  });
  routes.get('/revisions/:id', async (c) => {
    const id = idIn(c);
    const diff = id === null ? null : await tune.revisionDiff(id);
    if (diff === null) return answerNotFound(c, ports);
    return answerPage(c, <RevisionDiffPage frame={frameOf(c)} diff={diff} />);
  });
  return routes;
}

/** Who is signed in, as a page shows it. */
export function frameOf(c: C): TuneFrame {
  return { operator: c.get('operator'), formToken: c.get('formToken') };
}

function idIn(c: C): string | null {
  return ID.exec(c.req.param('id') ?? '')?.[0] ?? null;
}
