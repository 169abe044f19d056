import { createPublicKey } from 'node:crypto';
import { SetupError, UsageError } from '../errors.ts';
import type { ServiceConfig } from '../config/service.ts';
import type { DkimSigner } from '../mail/dkim.ts';
import type { Identity } from '../mail/identity/check.ts';
import type { Settings } from '../settings.ts';
import { signerOf } from './mail-signer.ts';
import { readServiceFile } from './subscribers/render-preview.ts';

type Named = { readonly selector?: string; readonly ip?: readonly string[] };

/**
 * Whose mail is to be looked at: the domain named, or the sender's of flagbearer.yaml, with the key and the mail server
 * that this service uses. Throws SetupError, and UsageError for what is no domain.
 */
export async function identityOf(
  settings: Pick<Settings, 'configFolder' | 'smtp'>,
  named: string | undefined,
  { selector, ip }: Named,
): Promise<Identity> {
  const service = await readServiceFile(settings.configFolder);
  const senderDomain = service.mail.from.address.split('@').at(-1) ?? '';
  const domain = checkedDomain(named ?? senderDomain);
  const isOurs = domain === senderDomain.toLowerCase();
  const signer = isOurs ? await ownSigner(service, settings.configFolder, selector) : null;
  return {
    domain,
    dkim: signer ?? (selector === undefined ? null : { domain, selector }),
    publicKey: signer === null ? null : publicKeyOf(signer),
    senders: ip ?? (settings.smtp === null ? [] : [hostOf(settings.smtp.url)]),
  };
}

function checkedDomain(named: string): string {
  const domain = named.toLowerCase().replace(/\.$/, '');
  if (/^(?!-)[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u.test(domain)) return domain;
  throw new UsageError(`"${domain}" is no domain name`);
}

/** The key of this service, unless another selector was named. */
async function ownSigner(
  service: ServiceConfig,
  configFolder: string,
  selector: string | undefined,
): Promise<DkimSigner | null> {
  const { dkim } = service.mail;
  if (dkim === undefined || (selector !== undefined && selector !== dkim.selector)) return null;
  return signerOf({ service }, configFolder);
}

function publicKeyOf({ privateKey }: DkimSigner): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname.replaceAll(/^\[|\]$/g, '');
  } catch (error) {
    throw new SetupError('SMTP_URL cannot be read', 'write it as smtp://host:587', {
      cause: error,
    });
  }
}
