import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PermanentError, SetupError } from '../../src/errors.ts';
import { loadDkim, readDkimKey } from '../../src/mail/dkim.ts';
import { buildMessage } from '../../src/mail/message.ts';
import { sourceOf } from '../../src/mail/source.ts';

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;

/** What a person is told about a key that cannot be used. */
function refusal(text: string): SetupError {
  try {
    readDkimKey(text, 'dkim.pem');
  } catch (error) {
    if (error instanceof SetupError) return error;
  }
  throw new Error('the key was not refused');
}

test.each([
  ['PKCS #8', pem(rsa)],
  ['PKCS #1', rsa.export({ type: 'pkcs1', format: 'pem' }).toString()],
])('an RSA key as %s signs', (_form, text) => {
  expect(readDkimKey(text, 'dkim.pem').asymmetricKeyType).toBe('rsa');
});

test('an Ed25519 key is refused with the mend, since mail would leave unsigned', () => {
  const { message, mend } = refusal(pem(generateKeyPairSync('ed25519').privateKey));
  expect(message).toContain('type ed25519');
  expect(mend).toContain('openssl genrsa');
});

test.each([
  ['a short key', pem(generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey), '512 bits'],
  [
    'an elliptic one',
    pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
    'type ec',
  ],
  ['no key', 'hello', 'no private key'],
  [
    'a key with a passphrase',
    rsa
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
      .toString(),
    'passphrase',
  ],
])('%s is refused, and nothing of it is told', (_what, text, words) => {
  const { message } = refusal(text);
  expect(message).toContain(words);
  expect(message).not.toContain(text.split('\n')[1] ?? 'hello');
});

test('a key file is looked for beside the configuration, and its absence is told', async () => {
  const configFolder = await mkdtemp(join(tmpdir(), 'flagbearer-dkim-'));
  const place = { configFolder, senderDomain: 'example.org' };
  try {
    await writeFile(join(configFolder, 'dkim.pem'), pem(rsa));
    const signer = await loadDkim({ selector: 'news', keyFile: 'dkim.pem' }, place);
    expect(signer).toMatchObject({ domain: 'example.org', selector: 'news' });
    await expect(loadDkim({ selector: 'news', keyFile: 'no.pem' }, place)).rejects.toThrow(
      /DKIM key cannot be read/u,
    );
  } finally {
    await rm(configFolder, { recursive: true });
  }
});

test('a mail that could not be signed does not leave unsigned', async () => {
  const mail = buildMessage({
    subject: 'x',
    html: '<p>x</p>',
    text: 'x',
    from: { name: 'x', address: 'digest@example.org' },
    to: 'reader@example.net',
    messageId: '<one@example.org>',
    date: new Date(0),
    listId: 'digest.example.org',
    listName: 'x',
    unsubscribeUrl: 'https://news.example.org/unsubscribe/x',
  });
  const privateKey = pem(generateKeyPairSync('ed25519').privateKey);
  const signing = sourceOf(mail, { domain: 'example.org', selector: 'news', privateKey });
  await expect(signing).rejects.toThrow(PermanentError);
  const signed = await sourceOf(mail, {
    domain: 'example.org',
    selector: 'n',
    privateKey: pem(rsa),
  });
  expect(signed.toString('latin1')).toMatch(/^DKIM-Signature:/u);
});
