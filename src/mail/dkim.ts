import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { messageOf, SetupError } from '../errors.ts';

/** Signs mail (RFC 6376): with which key, in whose name, and where its public half is published. */
export type DkimSigner = {
  readonly domain: string;
  readonly selector: string;
  /** RSA, as PEM. */
  readonly privateKey: string;
};

/** Where a signer's key is; `keyFile` is relative to the configuration folder. */
export type DkimSettings = {
  readonly domain?: string | undefined;
  readonly selector: string;
  readonly keyFile: string;
};

/**
 * The fields that a signature covers. RFC 8058 asks for both List-Unsubscribe fields, and nodemailer's own list lacks
 * the second.
 */
export const SIGNED_FIELDS = [
  'From',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'List-Archive',
  'Auto-Submitted',
  'Feedback-ID',
].join(':');

/** Large receivers refuse shorter keys. */
const LEAST_BITS = 1024;
const MAKE_KEY = 'make one with `openssl genrsa -out dkim.pem 2048`';

/** Reads the key that mail is signed with. Throws SetupError where it is none that can be used. */
export async function loadDkim(
  settings: DkimSettings,
  place: { readonly configFolder: string; readonly senderDomain: string },
): Promise<DkimSigner> {
  const file = resolve(place.configFolder, settings.keyFile);
  const key = readDkimKey(await textOf(file), file);
  return {
    domain: settings.domain ?? place.senderDomain,
    selector: settings.selector,
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/**
 * Reads a private key for signing. Throws SetupError for any but RSA of 1024 bits or more: with an Ed25519 key nodemailer
 * sends mail unsigned, and reports success.
 */
export function readDkimKey(pem: string, file: string): KeyObject {
  const key = parsed(pem, file);
  if (key.asymmetricKeyType !== 'rsa') {
    throw new SetupError(
      `the DKIM key in ${file} is of type ${key.asymmetricKeyType ?? 'unknown'}: mail can only be signed with RSA`,
      `${MAKE_KEY}, and publish what \`flagbearer mail check\` prints`,
    );
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits >= LEAST_BITS) return key;
  throw new SetupError(
    `the DKIM key in ${file} has ${bits} bits, and receivers ask for ${LEAST_BITS} or more`,
    MAKE_KEY,
  );
}

function parsed(pem: string, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    // The message speaks of the form, never of the content.
    throw new SetupError(
      `${file} holds no private key that can be read without a passphrase`,
      MAKE_KEY,
      { cause: error },
    );
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SetupError(
      `the DKIM key cannot be read: ${messageOf(error)}`,
      'correct mail.dkim.keyFile in flagbearer.yaml, or make the file readable for this user',
      { cause: error },
    );
  }
}
