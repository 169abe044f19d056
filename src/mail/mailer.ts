/** Who a mail is from: an address, and the name shown with it. */
export type Mailbox = { readonly name: string; readonly address: string };

/** A mail as its reader sees it, and both of its parts as quoted-printable, as they travel. */
export type Rendered = {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly quoted: { readonly html: string; readonly text: string };
};

/** A mail ready to leave. Made by `buildMessage`, which sees to it that no field carries a line break. */
export type OutgoingMail = {
  readonly from: Mailbox;
  readonly replyTo: string | null;
  /** Exactly one address. */
  readonly to: string;
  /** Where bounces go: the envelope's sender. */
  readonly bounceTo: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The same as quoted-printable, where that is known already. */
  readonly quoted?: Rendered['quoted'];
  readonly date: Date;
  /** With angle brackets, the same for every attempt. */
  readonly messageId: string;
  /** Further header fields, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
};

/** A way for mail to leave. */
export type Mailer = {
  readonly kind: 'smtp' | 'outbox';
  /** Sending the same message again leaves one copy. */
  readonly idempotent: boolean;
  /** Throws DeliveryError. */
  readonly send: (mail: OutgoingMail) => Promise<void>;
  /** Throws SetupError when mail could not leave as things are. */
  readonly verify: () => Promise<void>;
  /** Lets mails on their way finish; sends none after that. */
  readonly close: () => Promise<void>;
};

/** The part of a logger that mailers use. */
export type MailLog = {
  readonly debug: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
};
