import { Hono } from 'hono';
import { answerPage, answerRefusal, frameOf } from '../answer.tsx';
import type { WebPorts } from '../ports.ts';
import { privateAnswers } from '../security.ts';
import { MovedPage, NewEndPage, OldEndPage } from './move-pages.tsx';
import { networkOfRequest, readForm, secretOf } from './request.ts';
import { DeadKeyPage } from './subscribe-pages.tsx';
import { UNREADABLE_FORM } from './subscribe-routes.tsx';

/** `/address/:secret`: what each end of a change of address can say to it. Opening it changes nothing. */
export function moveRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  routes.use('/address/*', privateAnswers());
  routes.get('/address/:secret', async (c) => {
    const key = secretOf(c);
    const found = key === null ? null : await ports.selfService.findMove(key);
    const frame = frameOf(c, ports);
    if (found === null) return answerPage(c, <DeadKeyPage frame={frame} />, 404);
    const { end, move } = found;
    // The old end may change its mind until it is done.
    const isAsked = move.state === 'open' || (end === 'old' && move.state === 'confirmed');
    if (!isAsked) return answerPage(c, <MovedPage {...{ frame, move, end }} />);
    const Question = end === 'new' ? NewEndPage : OldEndPage;
    return answerPage(c, <Question frame={frame} move={move} />);
  });
  routes.post('/address/:secret', async (c) => {
    const key = secretOf(c);
    const fields = await readForm(c);
    if (fields === null) return answerRefusal(c, ports, UNREADABLE_FORM);
    const answers = fields.get('answer') ?? [];
    const [answer] = answers;
    // Half an answer must not count as one.
    if (answers.length !== 1 || (answer !== 'yes' && answer !== 'no')) {
      return answerRefusal(c, ports, UNREADABLE_FORM);
    }
    const found =
      key === null ? null : await ports.selfService.answerMove(key, answer, networkOfRequest(c));
    const frame = frameOf(c, ports);
    if (found === null) return answerPage(c, <DeadKeyPage frame={frame} />, 404);
    return answerPage(c, <MovedPage frame={frame} {...found} />);
  });
  return routes;
}
