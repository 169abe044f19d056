import { clip } from '../../core/digest/clip.ts';
import type { Digest } from '../../core/digest/digest.ts';
import { dayText, zoneOf } from './moments.ts';
import { stringsOf } from './strings.ts';

/** UTF-16 units of the longest subject. */
export const SUBJECT_LIMIT = 120;

/** The lead story's headline, and how many more there are: one line without control characters. */
export function subjectOf({ stories, language, to, zone }: Digest): string {
  const words = stringsOf(language);
  const [lead] = stories;
  if (lead === undefined) return words.emptySubject(dayText(to, { zone: zoneOf(zone), words }));
  const more = words.more(stories.length - 1);
  const update = lead.change === 'update' ? `${words.update}: ` : '';
  const title = clip(lead.title, SUBJECT_LIMIT - more.length - update.length);
  return `${update}${title || words.untitled}${more}`;
}
