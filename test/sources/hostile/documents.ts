import { BYTES } from './bytes.ts';
import { KINDS } from './kinds.ts';
import { MACHINERY, MASSES } from './markup.ts';
import type { HostileDocument } from './pieces.ts';
import { TEXTS } from './texts.ts';

/** Every hostile document there is, each under its own name. */
export const HOSTILE_DOCUMENTS: readonly HostileDocument[] = [
  ...MACHINERY,
  ...MASSES,
  ...TEXTS,
  ...BYTES,
  ...KINDS,
];
