import type { Context } from 'hono';
import { SetupError } from '../../errors.ts';
import type { OpsEnv } from './env.ts';
import { answerRefused } from './guard.tsx';
import type { AuditPort, AuditView } from './ports.ts';

type OpsContext = Context<OpsEnv>;

/** What every page of the console is told of its visitor. */
export type OpsFrame = {
  readonly operator: string;
  readonly formToken: string;
  /** What they did last, where this page follows it; null where it does not. */
  readonly done: AuditView | null;
};

const ID = /^[1-9]\d{0,17}$/;

/**
 * Who is signed in, and what they just did: `?done=` names an entry of the audit log, which is told only to whom it belongs, so
 * that no link can make a page say something that did not happen.
 */
export async function frameFor(c: OpsContext, audit: AuditPort): Promise<OpsFrame> {
  const operator = c.get('operator');
  const id = c.req.query('done') ?? '';
  const entry = ID.test(id) ? await audit.find(id) : null;
  return {
    operator,
    formToken: c.get('formToken'),
    done: entry?.operator === operator ? entry : null,
  };
}

/** Does something, and goes on to a page that tells it; where it could not be done, says why and what to do. */
export async function act(
  c: OpsContext,
  run: (form: Form, operator: string) => Promise<{ readonly audit: string; readonly to: string }>,
): Promise<Response> {
  const form = formOf(await c.req.parseBody({ all: true }));
  try {
    const { audit, to } = await run(form, c.get('operator'));
    const goal = new URL(to, 'http://console');
    goal.searchParams.set('done', audit);
    return c.redirect(`${goal.pathname}${goal.search}`, 303);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const text = `${capital(error.message)}. ${capital(error.mend)}`;
    return answerRefused(c, 409, 'Nothing was changed', text);
  }
}

/** The fields of a form. */
export type Form = {
  /** The first value of a field, trimmed; empty where there is none. */
  readonly text: (name: string) => string;
  /** The same, null where it is empty. */
  readonly optional: (name: string) => string | null;
  readonly all: (name: string) => readonly string[];
};

function formOf(fields: Readonly<Record<string, unknown>>): Form {
  const all = (name: string): readonly string[] => {
    const value = Object.hasOwn(fields, name) ? fields[name] : [];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.filter((one) => typeof one === 'string');
  };
  const text = (name: string): string => (all(name)[0] ?? '').trim();
  return { all, text, optional: (name) => text(name) || null };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
