import { DAY_MS, HOUR_MS, MINUTE_MS } from '../poll/spans.ts';
import { addressKey } from '../subscribers/address.ts';

/** How long the key in a letter works. */
export const LETTER_KEY_MS = 7 * DAY_MS;

/** One mailbox gets no second letter sooner than this, and no more than so many a day: others type its address too. */
export const COOL_DOWN_MS = 15 * MINUTE_MS;
export const MOST_LETTERS_A_DAY = 3;

/** A change of address that the new mailbox has confirmed waits so long for a word from the old one. */
export const SILENCE_MS = 3 * DAY_MS;

/** How often something may be asked for within an hour. */
export type Limit = { readonly key: string; readonly most: number };

/** Counts are kept by the hour. */
export const COUNT_WINDOW_MS = HOUR_MS;

/**
 * What one request to write to an address counts against, in the order in which they are asked: a request beyond one
 * counts no further, so that nobody alone can use up what is there for all. The numbers are our own choice: an office
 * signs up behind one address, a large provider has many readers, and nobody's sign-up page sees a thousand an hour.
 */
export function letterLimits(email: string, network: string): Limit[] {
  return [
    { key: `letters from ${network}`, most: 20 },
    { key: 'letters', most: 1_000 },
    { key: `letters to ${domainOf(email)}`, most: 120 },
  ];
}

/** What a subscriber does on their own page: so that no log grows, and no preview is computed, without end. */
export function changeLimit(subscriberId: string): Limit {
  return { key: `changes of ${subscriberId}`, most: 120 };
}

const GOOGLE: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox behind an address, as far as it is known: what follows a plus sign, and dots at Google, lead to the same
 * one. Only for counting; mail goes to the address as it was written.
 */
export function mailboxOf(email: string): string {
  const key = addressKey(email);
  const at = key.lastIndexOf('@');
  const domain = domainOf(key);
  const plain = key.slice(0, at).replace(/(?<=.)\+.*$/u, '');
  const isGoogle = GOOGLE.has(domain);
  const name = isGoogle ? plain.replaceAll('.', '') : plain;
  return `${name}@${isGoogle ? 'gmail.com' : domain}`;
}

function domainOf(email: string): string {
  const key = addressKey(email);
  return key.slice(key.lastIndexOf('@') + 1);
}
