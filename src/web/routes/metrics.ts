import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { answerNotFound } from '../answer.tsx';
import { isLocal } from '../local-only.ts';
import type { MetricsPort, WebPorts } from '../ports.ts';
import { privateAnswers } from '../security.ts';

/**
 * `/metrics`, for whoever is on this machine, or brings the token that is configured; to all others there is no such page: what
 * it tells of a service, such as its memory and how far it is behind, is for those who run it.
 */
export function metricsRoutes(ports: WebPorts, metrics: MetricsPort): Hono {
  const routes = new Hono();
  routes.get('/metrics', privateAnswers(), async (c) => {
    if (!isLocal(c) && !hasToken(c, metrics.tokenHash)) return answerNotFound(c, ports);
    const { type, text } = await metrics.scrape();
    return c.body(text, 200, { 'Content-Type': type });
  });
  return routes;
}

function hasToken(c: Context, wanted: string | null): boolean {
  const given = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (wanted === null || given === undefined) return false;
  const [left, right] = [createHash('sha256').update(given).digest(), Buffer.from(wanted, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
}
