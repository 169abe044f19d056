import { clip } from '../../core/digest/clip.ts';
import type { BounceKind } from '../../core/subscribers/bounces.ts';
import { bounceKindOf, statusOf } from '../../core/subscribers/smtp-reply.ts';
import { returnKeys } from '../return-path.ts';
import { contentOf, fieldOf, partsOf, readFields, readMessage, readPart, typeOf } from './mime.ts';
import type { Fields, Part } from './mime.ts';

/** What a message says about a mail of ours that came back, or was complained of. */
export type BounceReport = {
  readonly kind: BounceKind;
  /** RFC 3463, e.g. "5.1.1"; null where it names none. */
  readonly status: string | null;
  /** What the server said, one line; null where it said nothing. */
  readonly detail: string | null;
  /**
   * By what the mail can be known: keys of its return address, then Message-IDs. The address in the report counts for
   * nothing, since anybody can write one.
   */
  readonly returnKeys: readonly string[];
  readonly messageIds: readonly string[];
};

/**
 * Reads a delivery status notification (RFC 3464) or an abuse report (RFC 5965). Null for any other message, also for a
 * notice of delay or of success. Never throws, whatever the message holds.
 */
export function readBounceReport(bytes: Buffer): BounceReport | null {
  const message = readMessage(bytes);
  const parts = partsOf(message);
  const found = complaintIn(parts) ?? failureIn(parts);
  if (found === null) return null;
  const returned = returnedFields(parts);
  return {
    ...found,
    returnKeys: keysOf(message, parts, returned),
    messageIds: messageIdsIn(returned),
  };
}

type Found = Pick<BounceReport, 'kind' | 'status' | 'detail'>;

/** An authentication failure (RFC 6591) or a mail called no spam is no complaint. */
const COMPLAINTS = new Set(['abuse', 'fraud', 'opt-out', 'opt-out-list', 'other']);

function complaintIn(parts: readonly Part[]): Found | null {
  const report = parts.find((part) => typeOf(part) === 'message/feedback-report');
  if (report === undefined) return null;
  const fields = readFields(contentOf(report));
  const type = fieldOf(fields, 'feedback-type').toLowerCase();
  if (!COMPLAINTS.has(type)) return null;
  const by = fieldOf(fields, 'user-agent');
  return { kind: 'complaint', status: null, detail: clip(`${type} ${by}`, 300) };
}

const STATUS_TYPES = new Set(['message/delivery-status', 'message/global-delivery-status']);

function failureIn(parts: readonly Part[]): Found | null {
  const report = parts.find((part) => STATUS_TYPES.has(typeOf(part)));
  if (report === undefined) return null;
  const blocks = contentOf(report)
    .trim()
    .split(/\r?\n[ \t]*\r?\n/u)
    .slice(0, 20)
    .map(readFields);
  for (const fields of blocks) {
    const failure = failureOf(fields);
    if (failure !== null) return failure;
  }
  return null;
}

function failureOf(fields: Fields): Found | null {
  if (fieldOf(fields, 'action').toLowerCase() !== 'failed') return null;
  const said = fieldOf(fields, 'diagnostic-code').replace(/^[\w-]{1,20}\s*;\s*/u, '');
  // The server's own words are nearer to the truth than the sum that a gateway makes of them.
  const status = statusOf(said) ?? statusOf(fieldOf(fields, 'status'));
  const code = /^\s*([45]\d\d)\b/u.exec(said)?.[1];
  const kind = bounceKindOf({ code: code === undefined ? null : Number(code), status });
  // The mail was given up for good, whatever the first reply was.
  return { kind: kind ?? 'soft', status, detail: said === '' ? null : clip(said, 300) };
}

/** The header of the mail that came back. */
function returnedFields(parts: readonly Part[]): Fields[] {
  return parts
    .filter((part) =>
      ['message/rfc822', 'message/global', 'text/rfc822-headers'].includes(typeOf(part)),
    )
    .map((part) => readPart(contentOf(part)).fields);
}

const OUTER = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];

function keysOf(message: Part, parts: readonly Part[], returned: readonly Fields[]): string[] {
  const outer = OUTER.flatMap((name) => message.fields.get(name) ?? []);
  const reports = parts
    .filter((part) => typeOf(part) === 'message/feedback-report')
    .flatMap((part) => readFields(contentOf(part)).get('original-mail-from') ?? []);
  const paths = returned.flatMap((fields) => fields.get('return-path') ?? []);
  return returnKeys([...outer, ...reports, ...paths].join('\n')).slice(0, 10);
}

function messageIdsIn(returned: readonly Fields[]): string[] {
  return returned
    .map((fields) => fieldOf(fields, 'message-id').trim())
    .filter((id) => /^<[^<>\s]{1,300}>$/u.test(id))
    .slice(0, 10);
}
