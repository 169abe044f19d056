import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';

import { refusalOf } from '../../src/sources/address.ts';
import type { Resolve } from '../../src/sources/connector.ts';
import type { Http } from '../../src/sources/http.ts';
import { FetchError, openHttp } from '../../src/sources/http.ts';
import type { FeedServer } from '../support/feed-server.ts';
import { startFeedServer } from '../support/feed-server.ts';

let server: FeedServer;
const clients: Http[] = [];

beforeAll(async () => {
  server = await startFeedServer();
  server.on('/', { body: 'reached' });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});
afterAll(() => server.close());

function open(options: { allow?: readonly string[]; resolve?: Resolve } = {}): Http {
  const client = openHttp({ userAgent: 'test', allow: [], perHost: 100, spacingMs: 0, ...options });
  clients.push(client);
  return client;
}

function port(): string {
  return new URL(server.origin).port;
}

/** Where the server is, in the ways that people and browsers write it. */
const LOOPBACK = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.000.000.001',
  '2130706433',
  '0x7f000001',
  '0X7F000001',
  '0x7f.1',
  '0x7F.0x0.0x0.0x1',
  '0x7f.0.0.0x1',
  '0177.0.0.1',
  '0177.1',
  '017700000001',
  '00000177.0.0.01',
  '127.0.0.1.',
  '2130706433.',
  '①②⑦.0.0.1',
  '１２７.０.０.１',
  '127。0。0。1',
  '127．0．0．1',
  '%31%32%37.0.0.1',
  '127.0.0.%31',
];

const UNREACHABLE = [
  ...LOOPBACK,
  '127.255.255.254',
  '127.0.0.2',
  '0',
  '0x0',
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '0251.0376.0251.0376',
  '169.254.170.2',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  '100.64.0.1',
  '100.127.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '192.88.99.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:7f00:0001]',
  '[::ffff:169.254.169.254]',
  '[::ffff:10.0.0.1]',
  '[::ffff:8.8.8.8]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2002:c0a8:101::1]',
  '[2002:a9fe:a9fe::1]',
  '[2001:0:7f00:1::]',
  '[2001:0:4136:e378:8000:63bf:80ff:fffe]',
  '[64:ff9b::10.0.0.1]',
  '[64:ff9b::100.64.0.1]',
  '[fd00:ec2::254]',
  '[fe80::1%25lo]',
  '[::1%25lo]',
  '[ff05::1]',
  '[::7f00:1]',
  '[0::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[ff02::1]',
  '[100::1]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[5f00::1]',
  '[::ffff:0:127.0.0.1]',
  '[4000::1]',
];

test.each(UNREACHABLE)('http://%s is refused', async (host) => {
  const before = server.seen.length;
  await expect(open().get({ url: `http://${host}:${port()}/` })).rejects.toMatchObject({
    kind: 'refused',
  });
  expect(server.seen).toHaveLength(before);
});

test.each(LOOPBACK)('without the guard http://%s leads to the server', async (host) => {
  const answer = await fetch(`http://${host}:${port()}/`);
  expect(await answer.text()).toBe('reached');
});

test.each(UNREACHABLE)('a redirect to http://%s is refused', async (host) => {
  const gate = await startFeedServer();
  gate.on('/', {
    status: 302,
    headers: { location: Buffer.from(`http://${host}:${port()}/`).toString('latin1') },
  });
  const before = server.seen.length;
  await expect(open({ allow: [gate.host] }).get({ url: gate.origin })).rejects.toMatchObject({
    kind: 'refused',
  });
  expect(gate.seen).toHaveLength(1);
  expect(server.seen).toHaveLength(before);
  await gate.close();
});

test.each([
  'ftp://example.org/',
  'file:///etc/passwd',
  'data:text/plain,x',
  'javascript:1',
  'gopher://example.org/',
  'unix:/var/run/x.sock',
  'http://user@example.org/',
  'http://user:pass@example.org/',
  'http://:pass@example.org/',
  'http://exa\\mple.org/',
  'http:\\\\example.org/',
  'http://example.org\\@127.0.0.1/',
  'http://example.org/\r\nHost: x',
  'http://exam\tple.org/',
  '\u0000http://example.org/',
  'http://',
  'http:///',
  'example.org',
  '',
  'http://[::1',
  'http://example.org:99999/',
  'http://127.0.0.1.1/',
])('the address %j is refused before anything is looked up', async (url) => {
  await expect(open({ resolve: toNothing }).get({ url })).rejects.toMatchObject({
    kind: 'refused',
  });
});

test('the same server is reached where it is allowed, by address and by name', async () => {
  const client = open({ allow: [server.host, `feeds.test:${port()}`], resolve: toLoopback });
  const byAddress = await client.get({ url: `${server.origin}/` });
  const byName = await client.get({ url: `http://FEEDS.test:${port()}/` });
  expect([byAddress, byName].map(({ body }) => body.toString())).toEqual(['reached', 'reached']);
});

const toNothing: Resolve = () => Promise.reject(new Error('looked up'));
const toLoopback: Resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

test.each([
  ['loopback', [{ address: '127.0.0.1', family: 4 }]],
  ['a cloud’s metadata service', [{ address: '169.254.169.254', family: 4 }]],
  [
    'several private addresses',
    [
      { address: '10.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ],
  ],
  ['what is no address', [{ address: 'localhost', family: 4 }]],
])('a name that leads to %s is refused', async (_name, found) => {
  const client = open({ resolve: () => Promise.resolve(found) });
  await expect(client.get({ url: `http://feeds.test:${port()}/` })).rejects.toMatchObject({
    kind: 'refused',
  });
});

test.each([
  'localhost',
  'LOCALHOST',
  'localhost.',
  'feeds.localhost',
  'ｌocalhost',
  'localhost.localdomain',
  'ip6-localhost',
  'metadata.google.internal',
  '127.0.0.1.nip.example',
])('the name %s is refused for where it leads', async (name) => {
  const asked: string[] = [];
  const resolve: Resolve = (host) => {
    asked.push(host);
    return toLoopback(host);
  };
  const before = server.seen.length;
  const request = open({ resolve }).get({ url: `http://${name}:${port()}/` });
  await expect(request).rejects.toMatchObject({ kind: 'refused' });
  expect(asked).toHaveLength(1);
  expect(server.seen).toHaveLength(before);
});

test('permission is for one port of a host only', async () => {
  const client = open({ allow: ['feeds.test:1'], resolve: toLoopback });
  await expect(client.get({ url: `http://feeds.test:${port()}/` })).rejects.toMatchObject({
    kind: 'refused',
  });
});

test('a name is looked up once a request, so one that rebinds leads where it was checked', async () => {
  const calls: string[] = [];
  const resolve: Resolve = (host) => {
    calls.push(host);
    return Promise.resolve([
      { address: calls.length === 1 ? '127.0.0.1' : '192.0.2.1', family: 4 },
    ]);
  };
  const guarded = open({ resolve });
  const url = `http://rebind.test:${port()}/`;
  await expect(guarded.get({ url })).rejects.toMatchObject({ kind: 'refused' });
  expect(calls.splice(0)).toHaveLength(1);
  const free = open({ allow: [`rebind.test:${port()}`], resolve });
  expect((await free.get({ url })).body.toString()).toBe('reached');
  expect(calls).toHaveLength(1);
});

test('an allowed server cannot redirect to one that is not', async () => {
  const inner = await startFeedServer();
  inner.on('/', { body: 'secret' });
  const targets = [
    `${inner.origin}/`,
    `http://localhost:${new URL(inner.origin).port}/`,
    'http://[::1]/',
    'file:///etc/passwd',
    '//u:p@example.org/',
    '/\\x',
  ];
  const client = open({ allow: [server.host] });
  for (const [n, location] of targets.entries())
    server.on(`/to${n}`, { status: 302, headers: { location } });
  const kinds = await Promise.all(
    targets.map((_each, n) =>
      client.get({ url: `${server.origin}/to${n}` }).then(() => 'reached', kindOf),
    ),
  );
  expect(kinds).toEqual(targets.map(() => 'refused'));
  expect(inner.seen).toEqual([]);
  await inner.close();
});

test.each([
  '8.8.8.8',
  '93.184.216.34',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
  '64:ff9b::8.8.8.8',
])('%s is on the public internet', (address) => expect(refusalOf(address)).toBeNull());

function kindOf(error: unknown): unknown {
  return error instanceof FetchError ? error.kind : error;
}
