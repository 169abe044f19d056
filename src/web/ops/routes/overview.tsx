import { Hono } from 'hono';
import { answerPage } from '../../answer.tsx';
import type { WebPorts } from '../../ports.ts';
import { frameFor } from '../answer.ts';
import type { OpsEnv } from '../env.ts';
import { CoveragePage } from '../pages/coverage.tsx';
import { OverviewPage } from '../pages/overview.tsx';
import type { OpsPorts } from '../ports.ts';

/** Entries of the audit log on the first page. */
const LATEST = 8;

/** `/ops`: what an operator should know at once, and `/ops/coverage`: what is watched. */
export function overviewRoutes(ports: WebPorts, ops: OpsPorts): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  routes.get('/', async (c) => {
    const everything = { operator: null, subject: null, before: null, limit: LATEST };
    const [frame, overview, latest] = await Promise.all([
      frameFor(c, ops.audit),
      ops.overview.show(),
      ops.audit.list(everything),
    ]);
    const configProblem = ports.configProblem();
    return answerPage(c, <OverviewPage {...{ frame, overview, configProblem, latest }} />);
  });
  routes.get('/coverage', async (c) => {
    const [frame, coverage] = await Promise.all([frameFor(c, ops.audit), ops.coverage.show()]);
    return answerPage(c, <CoveragePage {...{ frame, coverage }} />);
  });
  return routes;
}
