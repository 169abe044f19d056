/** An address as it may stand in a header: one, without a comment, a quoted part or anything that separates. */
const ADDRESS =
  /^[^\s@<>(),;:"[\]\\\p{C}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,252}[\p{L}\p{N}])?$/u;

/** Whether a text is one plain e-mail address. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** Mailbox names are compared without case: almost no mail server tells them apart. */
export function addressKey(address: string): string {
  return address.trim().toLowerCase();
}
