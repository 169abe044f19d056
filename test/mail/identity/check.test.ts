import { afterEach, describe, expect, test } from '@jest/globals';
import { checkIdentity, type Identity } from '../../../src/mail/identity/check.ts';
import { openLookup } from '../../../src/mail/identity/lookup.ts';
import type { IdentityFinding } from '../../../src/mail/identity/records.ts';
import { startDnsStub, type DnsStub, type Zone } from '../../support/dns-stub.ts';

const KEY = 'M'.repeat(390);
const GOOD: Zone = {
  'example.org': {
    TXT: ['google-site=1', 'v=spf1 ip4:203.0.113.7 -all'],
    MX: ['10 mx.example.org'],
  },
  'news._domainkey.example.org': { TXT: [`v=DKIM1; k=rsa; p=${KEY}`] },
  '_dmarc.example.org': { TXT: ['v=DMARC1; p=none'] },
  '7.113.0.203.in-addr.arpa': { PTR: ['mail.example.org'] },
  'mail.example.org': { A: ['203.0.113.7'] },
};
const IDENTITY: Identity = {
  domain: 'example.org',
  dkim: { domain: 'example.org', selector: 'news' },
  publicKey: KEY,
  senders: ['203.0.113.7'],
};

let stub: DnsStub;
afterEach(() => stub.close());

/** The findings by name, over a real resolver and a name server on loopback. */
async function look(zone: Zone, change: Partial<Identity> = {}) {
  stub = await startDnsStub(zone);
  const lookup = openLookup([stub.address]);
  const findings = await checkIdentity({ ...IDENTITY, ...change }, lookup);
  return Object.fromEntries(findings.map((one) => [one.name, one]));
}

function states(findings: Readonly<Record<string, IdentityFinding>>): Record<string, string> {
  return Object.fromEntries(Object.values(findings).map(({ name, state }) => [name, state]));
}

test('a sender with everything in place passes', async () => {
  expect(states(await look(GOOD))).toEqual({
    SPF: 'ok',
    DKIM: 'ok',
    DMARC: 'ok',
    MX: 'ok',
    PTR: 'ok',
  });
});

test('a sender with nothing is told what to set', async () => {
  const found = await look({ 'mail.example.org': { A: ['203.0.113.7'] } });
  expect(states(found)).toEqual({
    SPF: 'failed',
    DKIM: 'failed',
    DMARC: 'failed',
    MX: 'warning',
    PTR: 'failed',
  });
  expect(found['SPF']?.record).toEqual({
    name: 'example.org',
    type: 'TXT',
    value: 'v=spf1 ip4:203.0.113.7 ~all',
  });
  expect(found['DKIM']?.record).toEqual({
    name: 'news._domainkey.example.org',
    type: 'TXT',
    value: `v=DKIM1; k=rsa; p=${KEY}`,
  });
  expect(found['DMARC']?.record).toMatchObject({ name: '_dmarc.example.org' });
});

describe('a record that', () => {
  test.each([
    ['lets everybody send', ['v=spf1 +all'], /everybody/u],
    ['is one of two', ['v=spf1 -all', 'v=spf1 mx -all'], /2 records/u],
    [
      'asks too many questions',
      [`v=spf1 ${Array.from({ length: 11 }, (_, at) => `include:${at}.example`).join(' ')} -all`],
      /11 questions/u,
    ],
  ])('%s fails SPF', async (_what, texts, words) => {
    const { SPF } = await look({ ...GOOD, 'example.org': { TXT: texts } });
    expect(SPF).toMatchObject({ state: 'failed' });
    expect(SPF?.detail).toMatch(words);
  });

  test.each([
    ['is revoked', 'v=DKIM1; p=', /revoked/u],
    ['holds another key', 'v=DKIM1; k=rsa; p=AAAA', /not the one that signs/u],
    ['holds no key', 'hello', /no key at/u],
  ])('%s fails DKIM', async (_what, text, words) => {
    const { DKIM } = await look({ ...GOOD, 'news._domainkey.example.org': { TXT: [text] } });
    expect(DKIM?.detail).toMatch(words);
    expect(DKIM?.record?.value).toContain(KEY);
  });

  test('names no policy fails DMARC', async () => {
    const { DMARC } = await look({ ...GOOD, '_dmarc.example.org': { TXT: ['v=DMARC1; rua=x'] } });
    expect(DMARC?.state).toBe('failed');
  });
});

test('a domain below another inherits its DMARC record', async () => {
  const { DMARC } = await look(GOOD, { domain: 'news.example.org' });
  expect(DMARC).toMatchObject({ state: 'ok', detail: 'v=DMARC1; p=none (of example.org)' });
});

test('a signer who is somebody else says nothing for the sender', async () => {
  const { DKIM } = await look(
    { ...GOOD, 'news._domainkey.other.example': { TXT: [`p=${KEY}`] } },
    { dkim: { domain: 'other.example', selector: 'news' } },
  );
  expect(DKIM?.state).toBe('failed');
});

test.each([
  ['leads elsewhere', { 'mail.example.org': { A: ['203.0.113.8'] } }],
  ['leads nowhere', { 'mail.example.org': {} }],
])('an address whose name %s fails PTR', async (_what, zone) => {
  const { PTR } = await look({ ...GOOD, ...zone });
  expect(PTR).toMatchObject({ state: 'failed' });
  expect(PTR?.detail).toContain('leads elsewhere');
});

test('a host is looked up by its name, and no sender at all is a warning', async () => {
  expect((await look(GOOD, { senders: ['mail.example.org'] }))['PTR']?.state).toBe('ok');
  await stub.close();
  expect((await look(GOOD, { senders: [] }))['PTR']?.state).toBe('warning');
});

test('nobody named a selector: that is told, and nothing is asked', async () => {
  const { DKIM } = await look(GOOD, { dkim: null, publicKey: null });
  expect(DKIM).toMatchObject({ state: 'warning', record: null });
});

test('a name server that fails is no proof of anything', async () => {
  const found = await look(GOOD, { domain: 'broken.example.org' });
  expect(found['SPF']?.detail).toMatch(/could not be looked up/u);
  expect(found['SPF']?.record).toBeNull();
});
