/** Where mails come back to. */
export type BounceSettings = {
  readonly address: string;
  /** Whether each mail has a return address of its own, with a plus sign: it tells which mail came back (VERP). */
  readonly perDelivery: boolean;
};

/** What stands before the @ in a Message-ID of ours. */
const KEY = /^<([0-9a-f]{40})@/u;

/** The envelope's sender for a delivery: `bounces+KEY@example.org`. Null: the sender's own address. */
export function returnPath(bounces: BounceSettings | undefined, messageId: string): string | null {
  if (bounces === undefined) return null;
  const key = KEY.exec(messageId)?.[1];
  if (!bounces.perDelivery || key === undefined) return bounces.address;
  const at = bounces.address.lastIndexOf('@');
  return `${bounces.address.slice(0, at)}+${key}${bounces.address.slice(at)}`;
}

/** The keys of deliveries in a text that holds return addresses of ours, in the order they stand there. */
export function returnKeys(text: string): string[] {
  const keys = [...text.matchAll(/\+([0-9a-f]{40})@/gu)].map(([, key = '']) => key);
  return [...new Set(keys)];
}
