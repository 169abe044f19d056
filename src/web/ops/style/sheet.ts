import { createHash } from 'node:crypto';
import { TUNE_STYLE } from '../tune/style.ts';
import { OPS_FORMS, OPS_FRAME } from './frame.ts';
import { OPS_PARTS, OPS_TABLES } from './parts.ts';

/** The console's own style sheet, after that of all pages: readers of the public pages need not load it. */
export const CONSOLE_STYLE_SHEET = [OPS_FRAME, OPS_FORMS, OPS_TABLES, OPS_PARTS, TUNE_STYLE].join(
  '\n',
);

/** Short hash of the sheet: a changed one gets a new address. */
export const CONSOLE_STYLE_HASH = createHash('sha256')
  .update(CONSOLE_STYLE_SHEET)
  .digest('hex')
  .slice(0, 16);

/** Where the console's pages find it. Outside /ops: it is no secret, and the page before signing in needs it. */
export const CONSOLE_STYLE_PATH = `/console.css?v=${CONSOLE_STYLE_HASH}`;
