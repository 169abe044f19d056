import type { Digest } from '../../core/digest/digest.ts';
import { clip } from '../../core/digest/clip.ts';
import { PermanentError } from '../../errors.ts';
import { renderHtml } from './mail.tsx';
import { subjectOf } from './subject.ts';
import { renderText } from './text.ts';
import { type RenderContext, viewOf } from './view.ts';

/** Bytes of the largest HTML part: Gmail clips mails at about 102 KB, and headers and encoding need room. */
const HTML_LIMIT = 90_000;

/** Stories beyond this are never tried: they could not fit. */
const MOST_STORIES = 120;

/**
 * Renders a digest as subject, HTML and text. As many stories are shown as fit into 90 KB; a link to the archive stands
 * for the rest. Throws PermanentError for a digest without stories: nobody is to get an empty mail.
 */
export function renderDigest(
  digest: Digest,
  context: RenderContext,
): { readonly subject: string; readonly html: string; readonly text: string } {
  if (digest.stories.length === 0) throw new PermanentError('a digest without stories is not sent');
  const subject = subjectOf(digest);
  const preview = previewOf(digest);
  let shown = Math.min(digest.stories.length, MOST_STORIES);
  for (;;) {
    const view = viewOf(digest, context, shown);
    const html = renderHtml(view, subject, preview);
    const size = Buffer.byteLength(html);
    if (size <= HTML_LIMIT || shown <= 1) return { subject, html, text: renderText(view) };
    shown = Math.max(1, Math.min(shown - 1, Math.floor((shown * HTML_LIMIT) / size)));
  }
}

/** What mailboxes show after the subject: the headlines after the lead's, or else the lead's quote. */
function previewOf({ stories: [lead, ...others] }: Digest): string {
  const headlines = others.slice(0, 3).map(({ title }) => clip(title, 100));
  return clip(headlines.length === 0 ? (lead?.quote.text ?? '') : headlines.join(' · '), 150);
}
