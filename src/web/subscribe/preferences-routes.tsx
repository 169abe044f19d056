import { type Context, Hono } from 'hono';
import type { Fields } from '../../core/sign-up/fields.ts';
import { readAddress, readTerms } from '../../core/sign-up/form.ts';
import { dayIn, readPause } from '../../core/sign-up/pause.ts';
import { answerPage, answerRefusal, frameOf } from '../answer.tsx';
import { UnknownTokenPage } from '../pages/message.tsx';
import type { WebPorts } from '../ports.ts';
import { privateAnswers } from '../security.ts';
import { ErasedPage, ErasePage } from './erase-pages.tsx';
import type { Changed, OwnSubscription } from './port.ts';
import { PreferencesPage, type PreferencesProps, type Told } from './preferences-page.tsx';
import { networkOfRequest, readForm, secretOf } from './request.ts';
import { UNREADABLE_FORM } from './subscribe-routes.tsx';

/** A request about a subscription that somebody has. */
type Own = {
  readonly c: Context;
  readonly ports: WebPorts;
  readonly token: string;
  readonly own: OwnSubscription;
};

/**
 * `/preferences/:secret` and what is below it: whoever has the token of a mail may see and change the subscription. Opening a
 * page changes nothing, and a preview that is posted does not either.
 */
export function preferencesRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  const owned = (handle: (own: Own) => Response | Promise<Response>) => async (c: Context) => {
    const token = secretOf(c);
    const own = token === null ? null : await ports.selfService.find(token);
    if (token === null || own === null) return answerNobody(c, ports);
    return handle({ c, ports, token, own });
  };
  routes.use('/preferences/*', privateAnswers());
  routes.get(
    '/preferences/:secret',
    owned((own) => answerOwn(own, { told: toldOf(own.c.req.query('told')) })),
  );
  routes.post('/preferences/:secret', owned(answerPost));
  routes.post('/preferences/:secret/address', owned(answerAddress));
  // Whatever follows links would fetch what is kept about somebody, so this is no link.
  routes.post('/preferences/:secret/export', owned(answerExport));
  routes.get(
    '/preferences/:secret/erase',
    owned(({ c, token }) => answerPage(c, <ErasePage frame={frameOf(c, ports)} token={token} />)),
  );
  routes.post('/preferences/:secret/erase', async (c) => {
    const token = secretOf(c);
    if (token === null || !(await ports.selfService.erase(token))) return answerNobody(c, ports);
    return answerPage(c, <ErasedPage frame={frameOf(c, ports)} />);
  });
  return routes;
}

function answerNobody(c: Context, ports: WebPorts): Response | Promise<Response> {
  return answerPage(c, <UnknownTokenPage frame={frameOf(c, ports)} />, 404);
}

/** The page of a subscription, as it is unless something is said of it. */
function answerOwn(
  { c, ports, token, own }: Own,
  more: Partial<PreferencesProps> = {},
  status: 200 | 400 | 409 | 429 = 200,
): Response | Promise<Response> {
  const { terms, pausedUntil } = own;
  const props: PreferencesProps = {
    frame: frameOf(c, ports),
    token,
    own,
    form: { terms, pauseUntil: dayIn(terms.zone, pausedUntil), problems: [] },
    choices: ports.selfService.choices(terms.preferences),
    preview: null,
    told: null,
    typed: '',
    ...more,
  };
  return answerPage(c, <PreferencesPage {...props} />, status);
}

async function answerPost(own: Own): Promise<Response> {
  const { c, ports, token } = own;
  const fields = await readForm(c);
  if (fields === null) return answerRefusal(c, ports, UNREADABLE_FORM);
  const [action] = fields.get('do') ?? [];
  const { selfService } = ports;
  if (action === 'resume') {
    return answerChanged(own, await selfService.resume(token, networkOfRequest(c)), 'resumed');
  }
  const { form, pausedUntil } = readPreferences(own, fields);
  if (form.problems.length > 0) return answerOwn(own, { form }, 400);
  const { terms } = form;
  if (action === 'preview') {
    const preview = await selfService.preview(token, terms);
    if (preview === null) return answerNobody(c, ports);
    if (preview === 'tired') return answerChanged(own, 'tired', 'saved');
    return answerOwn(own, { form, preview });
  }
  const network = networkOfRequest(c);
  const saved = await selfService.save(token, { terms, pausedUntil, network });
  return answerChanged(own, saved, 'saved');
}

function readPreferences({ ports, own }: Own, fields: Fields) {
  const choices = ports.selfService.choices(own.terms.preferences);
  const { terms, problems } = readTerms(fields, choices);
  const zone = terms.zone === '' ? own.terms.zone : terms.zone;
  const pause = readPause(fields, { zone, before: own.pausedUntil, now: ports.now() });
  const form = {
    terms,
    pauseUntil: dayIn(zone, pause.pausedUntil),
    problems: [...problems, ...pause.problems],
  };
  return { form, pausedUntil: pause.pausedUntil };
}

async function answerAddress(own: Own): Promise<Response> {
  const { c, ports, token } = own;
  const fields = await readForm(c);
  if (fields === null) return answerRefusal(c, ports, UNREADABLE_FORM);
  const { email, typed, problems } = readAddress(fields);
  if (email === null) {
    const { terms, pausedUntil } = own.own;
    const form = { terms, pauseUntil: dayIn(terms.zone, pausedUntil), problems };
    return answerOwn(own, { form, typed }, 400);
  }
  const asked = await ports.selfService.move(token, email, networkOfRequest(c));
  return answerChanged(own, asked, 'moving');
}

/** What can have been done, and what the page says then; `same` where it was so already. */
const TOLD = {
  saved: 'Saved. It is about what comes from now on.',
  resumed: 'Mail comes again.',
  moving: 'A mail has gone to both addresses: open the one at the new address, and confirm.',
  same: 'Nothing was changed: it is so already.',
} as const;

function toldOf(word: string | undefined): Told | null {
  const [, text] = Object.entries(TOLD).find(([name]) => name === word) ?? [];
  return text === undefined ? null : { text, isGood: true };
}

const REFUSED = {
  fixed: 'Nothing was changed: whoever runs this service decides on this subscription.',
  left: 'Nothing was changed: you are unsubscribed.',
  tired: 'Nothing was changed: too much was asked for just now. Please try again later.',
};

const REFUSED_STATUS = { fixed: 409, left: 409, tired: 429 } as const;

/** Leads back to the page, so that going back or loading it again repeats nothing; a refusal is shown at once. */
function answerChanged(
  own: Own,
  changed: Changed | null,
  done: Exclude<keyof typeof TOLD, 'same'>,
): Response | Promise<Response> {
  const { c, ports, token } = own;
  if (changed === null) return answerNobody(c, ports);
  if (changed === 'done' || changed === 'same') {
    const told = changed === 'done' ? done : 'same';
    return c.redirect(`/preferences/${token}?told=${told}`, 303);
  }
  return answerOwn(
    own,
    { told: { text: REFUSED[changed], isGood: false } },
    REFUSED_STATUS[changed],
  );
}

async function answerExport({ c, ports, token }: Own): Promise<Response> {
  const data = await ports.selfService.exportOf(token, networkOfRequest(c));
  if (data === null) return answerNobody(c, ports);
  if (data === 'tired') return c.json({ error: REFUSED.tired }, 429);
  c.header('Content-Disposition', 'attachment; filename="subscription.json"');
  return c.body(`${JSON.stringify(data, null, 2)}\n`, 200, {
    'Content-Type': 'application/json; charset=utf-8',
  });
}
