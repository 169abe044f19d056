import { clip } from '../../core/digest/clip.ts';
import type { Digest } from '../../core/digest/digest.ts';
import { moreText, WORDS } from './strings.ts';

/** UTF-16 units of the longest subject. */
export const SUBJECT_LIMIT = 120;

/** The lead story's headline, and how many more there are: one line without control characters. */
export function subjectOf({ stories }: Digest): string {
  const more = moreText(stories.length - 1);
  const title = clip(stories[0]?.title ?? '', SUBJECT_LIMIT - more.length);
  return `${title || WORDS.untitled}${more}`;
}
