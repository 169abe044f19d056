import { type Context, Hono } from 'hono';
import { readAddress, readTerms, USUAL_TERMS } from '../../core/sign-up/form.ts';
import { answerPage, answerRefusal, frameOf } from '../answer.tsx';
import type { WebPorts } from '../ports.ts';
import { privateAnswers } from '../security.ts';
import type { SignUpView } from './port.ts';
import { isForeign, networkOfRequest, readForm, secretOf } from './request.ts';
import {
  AskedPage,
  ConfirmPage,
  DeadKeyPage,
  type SignUpForm,
  SubscribedPage,
  SubscribePage,
  SuppressedPage,
  TiredPage,
  TRAP,
} from './subscribe-pages.tsx';

/** A body that no form of ours sends. */
export const UNREADABLE_FORM = {
  status: 400,
  title: 'This form cannot be read',
  text: 'Please fill in the form on the page and send it from there.',
} as const;

/**
 * `/subscribe` asks for mail, `/subscribe/confirm/:secret` begins it: opening either changes nothing. Whether an address is known
 * makes no difference to any answer.
 */
export function subscribeRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  routes.use('/subscribe/confirm/*', privateAnswers());
  routes.get('/subscribe', (c) =>
    answerForm(c, ports, { typed: '', terms: USUAL_TERMS, problems: [] }),
  );
  routes.post('/subscribe', (c) => answerAsk(c, ports));
  routes.get('/subscribe/asked', (c) => answerPage(c, <AskedPage frame={frameOf(c, ports)} />));
  routes.get('/subscribe/confirm/:secret', async (c) => {
    const key = secretOf(c);
    const found = key === null ? null : await ports.selfService.findSignUp(key);
    if (found?.state !== 'open') return answerFound(c, ports, found);
    return answerPage(c, <ConfirmPage frame={frameOf(c, ports)} terms={found.terms} />);
  });
  routes.post('/subscribe/confirm/:secret', async (c) => {
    const key = secretOf(c);
    const found = key === null ? null : await ports.selfService.confirm(key, networkOfRequest(c));
    return answerFound(c, ports, found);
  });
  return routes;
}

function answerForm(
  c: Context,
  ports: WebPorts,
  form: SignUpForm,
  status: 200 | 400 = 200,
): Response | Promise<Response> {
  const choices = ports.selfService.choices();
  const frame = frameOf(c, ports);
  return answerPage(c, <SubscribePage {...{ frame, form, choices }} />, status);
}

async function answerAsk(c: Context, ports: WebPorts): Promise<Response> {
  const fields = isForeign(c) ? null : await readForm(c);
  if (fields === null) return answerRefusal(c, ports, UNREADABLE_FORM);
  const { selfService } = ports;
  const { email, typed, problems } = readAddress(fields);
  const read = readTerms(fields, selfService.choices());
  const all = [...problems, ...read.problems];
  if (email === null || all.length > 0) {
    return answerForm(c, ports, { typed, terms: read.terms, problems: all }, 400);
  }
  // A program that fills in everything is told what everybody is told.
  const isTrapped = (fields.get(TRAP) ?? []).some((value) => value !== '');
  const network = networkOfRequest(c);
  const outcome = isTrapped
    ? 'asked'
    : await selfService.ask({ email, terms: read.terms, network });
  if (outcome === 'tired') return answerPage(c, <TiredPage frame={frameOf(c, ports)} />, 429);
  return c.redirect('/subscribe/asked', 303);
}

function answerFound(
  c: Context,
  ports: WebPorts,
  found: SignUpView | null,
): Response | Promise<Response> {
  const frame = frameOf(c, ports);
  if (found?.state === 'suppressed') return answerPage(c, <SuppressedPage frame={frame} />);
  if (found?.state !== 'active' || found.token === null) {
    return answerPage(c, <DeadKeyPage frame={frame} />, 404);
  }
  const terms = found.hasBegun ? found.terms : null;
  return answerPage(c, <SubscribedPage {...{ frame, token: found.token, terms }} />);
}
