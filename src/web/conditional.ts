import { createHash } from 'node:crypto';
import type { Context } from 'hono';

/** Whether an If-None-Match header names this tag; weak ones count, as for GET they do (RFC 9110, 13.1.2). */
export function namesTag(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = new Set((ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, '')));
  return tags.has(etag) || tags.has('*');
}

/**
 * Answers with a text, or with 304 where the client has it already: by its tag or, of those who send none, by its date.
 * `modifiedAt` is null where nobody knows it.
 */
export function answerConditional(
  c: Context,
  {
    text,
    type,
    modifiedAt,
  }: {
    readonly text: string;
    readonly type: string;
    readonly modifiedAt: Date | null;
  },
): Response {
  const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`;
  c.header('ETag', etag);
  if (modifiedAt !== null) c.header('Last-Modified', modifiedAt.toUTCString());
  if (isKnown(c, etag, modifiedAt)) return c.body(null, 304);
  return c.body(text, 200, { 'Content-Type': type });
}

function isKnown(c: Context, etag: string, modifiedAt: Date | null): boolean {
  const tags = c.req.header('if-none-match');
  if (tags !== undefined) return namesTag(tags, etag);
  const since = Date.parse(c.req.header('if-modified-since') ?? '');
  // The header knows whole seconds only.
  return modifiedAt !== null && Math.floor(modifiedAt.getTime() / 1000) * 1000 <= since;
}
