import { DAY_MS } from './spans.ts';
import { spreadOf } from './spread.ts';

/** What a server gave to ask it next time whether anything changed; byte for byte as received. */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null };

/** Validators as they are remembered, and whether they may be sent back. */
export type RememberedValidators = Validators & {
  /**
   * `unread`: the document that they came with could not be read, and would look unchanged, and so fine, for ever.
   * `false`: they stayed the same while the document changed.
   */
  readonly use: 'send' | 'unread' | 'false';
};

export const NO_VALIDATORS: RememberedValidators = { etag: null, lastModified: null, use: 'send' };

/**
 * The validators for the next request. Once a week, at an hour that differs by source, there are none: a server whose
 * validators never change would else look unchanged for ever.
 */
export function validatorsToSend(
  remembered: RememberedValidators,
  source: { readonly sourceId: string; readonly wholeReadAt: Date | null },
  now: Date,
): Validators {
  const { use, etag, lastModified } = remembered;
  if (use !== 'send' || isWholeReadDue(source, now)) return { etag: null, lastModified: null };
  return { etag, lastModified };
}

/** Whether it is time to read the source as a whole, whatever its validators say. */
export function isWholeReadDue(
  { sourceId, wholeReadAt }: { readonly sourceId: string; readonly wholeReadAt: Date | null },
  now: Date,
): boolean {
  if (wholeReadAt === null) return true;
  const week = WHOLE_READ_MS - spreadOf(sourceId) * DAY_MS;
  return now.getTime() - wholeReadAt.getTime() >= week;
}

const WHOLE_READ_MS = 7 * DAY_MS;

/** What an answer with a document says of the validators. */
export type ReadFacts = {
  readonly received: Validators;
  /** The document had items. */
  readonly isReadable: boolean;
  /** Items of it that the read before did not have. */
  readonly unseen: number;
};

/** What is remembered after a document: always what came with it, whatever could be made of it. */
export function validatorsAfter(
  before: RememberedValidators,
  { received, isReadable, unseen }: ReadFacts,
): RememberedValidators {
  const { etag, lastModified } = received;
  if (!isReadable) return { etag, lastModified, use: 'unread' };
  const isSame = etag === before.etag && lastModified === before.lastModified;
  const isAny = etag !== null || lastModified !== null;
  const lies = isAny && isSame && (unseen > 0 || before.use === 'false');
  return { etag, lastModified, use: lies ? 'false' : 'send' };
}
