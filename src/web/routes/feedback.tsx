import { type Context, Hono } from 'hono';
import { answerPage, frameOf } from '../answer.tsx';
import { IrrelevantPage, ThanksPage } from '../pages/feedback.tsx';
import { UnknownTokenPage } from '../pages/message.tsx';
import type { WebPorts } from '../ports.ts';
import { privateAnswers } from '../security.ts';

const TOKEN = /^[\w.~-]{1,256}$/;
const STORY = /^\d{1,18}$/;

/** `/feedback/:token/:story`: opening it asks whether a story was irrelevant, posting to it says so. */
export function feedbackRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  routes.use('/feedback/*', privateAnswers());
  routes.get('/feedback/:token/:story', async (c) => {
    const told = await find(c, ports);
    const frame = frameOf(c, ports);
    if (told === null) return answerPage(c, <UnknownTokenPage frame={frame} />, 404);
    if (told.isSaid) return answerPage(c, <ThanksPage frame={frame} />);
    const { title, language } = told;
    return answerPage(c, <IrrelevantPage {...{ frame, title, language }} />);
  });
  routes.post('/feedback/:token/:story', async (c) => {
    const [token, story] = keysOf(c);
    const frame = frameOf(c, ports);
    const isNoted = token !== null && story !== null && (await ports.feedback.note(token, story));
    if (!isNoted) return answerPage(c, <UnknownTokenPage frame={frame} />, 404);
    return answerPage(c, <ThanksPage frame={frame} />);
  });
  return routes;
}

async function find(c: Context, { feedback }: WebPorts): ReturnType<WebPorts['feedback']['find']> {
  const [token, story] = keysOf(c);
  return token === null || story === null ? null : feedback.find(token, story);
}

function keysOf(c: Context): [token: string | null, story: string | null] {
  const [token = '', story = ''] = [c.req.param('token'), c.req.param('story')];
  return [TOKEN.test(token) ? token : null, STORY.test(story) ? story : null];
}
