import { Hono } from 'hono';
import { answerPage } from '../../answer.tsx';
import { frameFor } from '../answer.ts';
import type { OpsEnv } from '../env.ts';
import { WhyPage } from '../pages/why.tsx';
import type { OpsPorts } from '../ports.ts';

/** No longer is an address or a headline. */
const LONGEST = 2_000;

/** `/ops/why`: what became of an article. */
export function whyRoutes(ops: OpsPorts): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  routes.get('/', async (c) => {
    const asked = (c.req.query('q') ?? '').trim().slice(0, LONGEST);
    const answer = asked === '' ? null : await ops.why.ask(asked);
    const frame = await frameFor(c, ops.audit);
    return answerPage(c, <WhyPage {...{ frame, asked, answer }} />);
  });
  return routes;
}
