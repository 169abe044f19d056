import type { Digest } from '../../core/digest/digest.ts';
import { clip } from '../../core/digest/clip.ts';
import { stringsOf } from './strings.ts';
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
 * for the rest. A digest without stories says that nothing happened.
 */
export function renderDigest(
  digest: Digest,
  context: RenderContext,
): { readonly subject: string; readonly html: string; readonly text: string } {
  const subject = subjectOf(digest);
  const preview = previewOf(digest);
  let shown = Math.min(digest.stories.length, digest.shown ?? MOST_STORIES, MOST_STORIES);
  for (;;) {
    const view = viewOf(digest, context, shown);
    const html = renderHtml(view, subject, preview);
    const size = Buffer.byteLength(html);
    if (size <= HTML_LIMIT || shown <= 1) return { subject, html, text: renderText(view) };
    shown = Math.max(1, Math.min(shown - 1, Math.floor((shown * HTML_LIMIT) / size)));
  }
}

/** What mailboxes show after the subject: the headlines after the lead's, or else the lead's quote. */
function previewOf({ stories: [lead, ...others], language }: Digest): string {
  if (lead === undefined) return stringsOf(language).nothing;
  const headlines = others.slice(0, 3).map(({ title }) => clip(title, 100));
  return clip(headlines.length === 0 ? lead.quote.text : headlines.join(' · '), 150);
}
