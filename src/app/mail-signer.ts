import type { Config } from '../config/load.ts';
import { loadDkim, type DkimSigner } from '../mail/dkim.ts';

/** What signs mail as the configuration says; null where the mail server does. Throws SetupError. */
export async function signerOf(
  { service }: Pick<Config, 'service'>,
  configFolder: string,
): Promise<DkimSigner | null> {
  const { dkim, from } = service.mail;
  if (dkim === undefined) return null;
  const senderDomain = from.address.split('@').at(-1) ?? '';
  return loadDkim(dkim, { configFolder, senderDomain });
}
