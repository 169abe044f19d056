import { createHash } from 'node:crypto';

/**
 * The Message-ID of a delivery, angle brackets included: the same for the same key and domain, and nothing of the key can
 * be read from it. What is not fit for a domain is left out.
 */
export function messageIdFor(deliveryKey: string, domain: string): string {
  const hash = createHash('sha256').update(deliveryKey).digest('hex').slice(0, 40);
  const host = domain.toLowerCase().replaceAll(/[^a-z0-9.-]/gu, '') || 'localhost';
  return `<${hash}@${host}>`;
}
