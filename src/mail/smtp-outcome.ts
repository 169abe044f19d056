import { messageOf } from '../errors.ts';
import { DeliveryError } from '../core/digest/delivery-error.ts';
import { bounceKindOf, statusOf } from '../core/subscribers/smtp-reply.ts';

/** How far a mail had got when its sending ended. */
export type Progress = 'unsent' | 'written';

/** Commands whose refusal is about this very mail: its sender, its recipient or its content. */
const ABOUT_THE_MAIL = /^(?:MAIL FROM|RCPT TO|DATA)$/u;

/**
 * What an error of nodemailer's means for the mail. A reply settles it: 4xx is temporary, 5xx is final where it answers to
 * the mail itself; a refused password or greeting is the service's trouble, so the mail waits. Without a reply, a
 * mail that was not written out whole cannot have been accepted (RFC 5321, 4.5.3.2.6); one that was may have arrived.
 * A reply to the mail also says whether the address is any good.
 */
export function deliveryErrorOf(
  thrown: unknown,
  progress: Progress,
  hide: (text: string) => string,
): DeliveryError {
  const fact = factsOf(thrown);
  const code = fact.reply === null ? fact.code : String(fact.reply);
  const message = hide(`the mail server did not take the mail: ${messageOf(thrown)}`).slice(0, 500);
  return new DeliveryError(message, outcomeOf(fact, progress), code, verdictOf(fact));
}

type Facts = {
  readonly reply: number | null;
  readonly code: string | null;
  readonly command: string | null;
  /** RFC 3463; null where the reply has none. */
  readonly status: string | null;
};

function outcomeOf({ reply, code, command }: Facts, progress: Progress): DeliveryError['outcome'] {
  if (reply !== null && reply >= 400 && reply < 600) return replyOutcome(reply, command);
  if (progress === 'written') return 'unknown';
  // Nodemailer itself found the addresses wrong or the mail larger than the server takes.
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'failed' : 'retry';
}

function replyOutcome(reply: number, command: string | null): 'retry' | 'failed' {
  // 503 says that the session went wrong, not that the mail is.
  if (reply < 500 || reply === 503) return 'retry';
  return ABOUT_THE_MAIL.test(command ?? '') ? 'failed' : 'retry';
}

/** What a reply says of the recipient, or of what the server thinks of us. */
function verdictOf({
  reply,
  command,
  status,
}: Facts): ConstructorParameters<typeof DeliveryError>[3] {
  if (reply === null || reply < 400 || reply === 503 || !ABOUT_THE_MAIL.test(command ?? '')) {
    return { bounce: null, status };
  }
  const kind = bounceKindOf({ code: reply, status }, command === 'RCPT TO' ? 'recipient' : 'mail');
  // A sender who is refused says nothing of whom it was for.
  const isAboutUs = command === 'MAIL FROM' && kind !== 'policy';
  return { bounce: isAboutUs ? null : kind, status };
}

function factsOf(thrown: unknown): Facts {
  const error: object = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const reply: unknown = Reflect.get(error, 'responseCode');
  const code: unknown = Reflect.get(error, 'originalCode') ?? Reflect.get(error, 'code');
  const command: unknown = Reflect.get(error, 'command');
  const response: unknown = Reflect.get(error, 'response');
  return {
    reply: typeof reply === 'number' ? reply : null,
    code: typeof code === 'string' ? code : null,
    command: typeof command === 'string' ? command : null,
    status: typeof response === 'string' ? statusOf(response) : null,
  };
}
