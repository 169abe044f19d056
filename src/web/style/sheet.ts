import { createHash } from 'node:crypto';
import { COLOURS, FRAME } from './frame.ts';
import { CHART } from './chart.ts';
import { EVIDENCE } from './evidence.ts';
import { FORMS } from './forms.ts';
import { MATTERS } from './matters.ts';
import { STORIES } from './stories.ts';
import { TABLES } from './tables.ts';

/** The style sheet of all pages. */
export const STYLE_SHEET = [COLOURS, FRAME, STORIES, TABLES, EVIDENCE, MATTERS, CHART, FORMS].join(
  '\n',
);

/** Short hash of the style sheet: a changed sheet gets a new address, so the old one may be cached for ever. */
export const STYLE_HASH = createHash('sha256').update(STYLE_SHEET).digest('hex').slice(0, 16);

/** Where pages find the style sheet. */
export const STYLE_PATH = `/style.css?v=${STYLE_HASH}`;
