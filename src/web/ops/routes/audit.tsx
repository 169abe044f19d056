import { Hono } from 'hono';
import { answerPage } from '../../answer.tsx';
import { frameFor } from '../answer.ts';
import type { OpsEnv } from '../env.ts';
import { AuditPage } from '../pages/audit.tsx';
import type { AuditPort } from '../ports.ts';

/** Entries on a page. */
const LIMIT = 50;

/** `/ops/audit`: who did what. */
export function auditRoutes(audit: AuditPort): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  routes.get('/', async (c) => {
    const operator = textOf(c.req.query('operator'));
    const subject = textOf(c.req.query('subject'));
    const before = /^[1-9]\d{0,17}$/.exec(c.req.query('before') ?? '')?.[0] ?? null;
    const [found, operators] = await Promise.all([
      audit.list({ operator, subject, before, limit: LIMIT + 1 }),
      audit.operators(),
    ]);
    const entries = found.slice(0, LIMIT);
    const next = found.length > LIMIT ? (entries.at(-1)?.id ?? null) : null;
    const chosen = { operator, subject };
    const frame = await frameFor(c, audit);
    return answerPage(c, <AuditPage {...{ frame, entries, next, operators, chosen }} />);
  });
  return routes;
}

function textOf(text: string | undefined): string | null {
  const trimmed = (text ?? '').trim().slice(0, 200);
  return trimmed === '' ? null : trimmed;
}
