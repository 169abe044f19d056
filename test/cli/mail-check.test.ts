import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startDnsStub, type DnsStub } from '../support/dns-stub.ts';
import { runHere } from '../support/in-process.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
let config: SmallConfig;
let dns: DnsStub;

beforeAll(async () => {
  config = await smallConfig();
  await config.write('flagbearer.yaml', {
    mail: {
      from: { address: 'digest@example.org' },
      dkim: { selector: 'news', keyFile: 'dkim.pem' },
    },
  });
  await config.write('dkim.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  dns = await startDnsStub({
    'example.org': { TXT: ['v=spf1 ip4:203.0.113.7 -all'], MX: ['10 mx.example.org'] },
    '_dmarc.example.org': { TXT: ['v=DMARC1; p=none'] },
    'news._domainkey.example.org': { TXT: [`v=DKIM1; k=rsa; p=${KEY}`] },
    'old._domainkey.example.org': { TXT: ['v=DKIM1; p='] },
    '7.113.0.203.in-addr.arpa': { PTR: ['mail.example.org'] },
    'mail.example.org': { A: ['203.0.113.7'] },
  });
});
afterAll(() => Promise.all([config.remove(), dns.close()]));

function check(...args: readonly string[]) {
  const environment = { FLAGBEARER_CONFIG: config.folder, LOG_LEVEL: 'silent' };
  return runHere(['mail', 'check', ...args, '--server', dns.address], environment);
}

test('the sender of the configuration is looked up with the key that signs', async () => {
  const { code, stdout } = await check('--ip', '203.0.113.7');
  expect(stdout).toContain('ok       DKIM   news._domainkey.example.org has the key that signs');
  expect(stdout).toContain('ok       PTR    203.0.113.7 is mail.example.org');
  expect(code).toBe(0);
});

test('what is missing fails, and the record to set is printed', async () => {
  const { code, stdout } = await check(
    'other.example',
    '--selector',
    'news',
    '--ip',
    '203.0.113.7',
  );
  expect(code).toBe(1);
  expect(stdout).toContain('FAILED   SPF    there is no record');
  expect(stdout).toContain('→ set other.example  TXT  v=spf1 ip4:203.0.113.7 ~all');
  const lines = (await check('--selector', 'old', '--json')).stdout.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({
      name: 'DKIM',
      state: 'failed',
      detail: expect.stringMatching(/revoked/u),
    }),
  );
});

test.each([['exam ple'], ['-x.example'], ['example.org', '--server', 'nowhere']])(
  '%j is wrong usage',
  async (...args) => {
    const environment = { FLAGBEARER_CONFIG: config.folder, LOG_LEVEL: 'silent' };
    expect((await runHere(['mail', 'check', ...args], environment)).code).toBe(2);
  },
);

test('a key that cannot sign is told with the mend', async () => {
  const other = generateKeyPairSync('ed25519').privateKey;
  await config.write('dkim.pem', other.export({ type: 'pkcs8', format: 'pem' }).toString());
  const { code, stderr } = await check();
  expect(code).toBe(1);
  expect(stderr).toContain('type ed25519');
  expect(stderr).toContain('what to do: make one with `openssl genrsa');
});
