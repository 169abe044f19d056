import type { Socket } from 'node:net';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { FetchOutcome } from '../../../src/sources/fetch-source.ts';
import { fetchSource } from '../../../src/sources/fetch-source.ts';
import type { Http } from '../../../src/sources/http.ts';
import { openHttp } from '../../../src/sources/http.ts';
import type { FeedServer } from '../../support/feed-server.ts';
import { startFeedServer } from '../../support/feed-server.ts';
import { aSource } from '../a-source.ts';
import { pour, startRawServer } from './raw-server.ts';

const FEED = '<rss><channel><item><title>One</title><link>/n</link></item></channel></rss>';
const OK = 'HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n';
const NOW = new Date('2026-08-20T12:00:00Z');
/** The service waits longer; what it does then is the same. */
const TIMEOUT_MS = 1000;

let neighbour: FeedServer;

beforeAll(async () => {
  neighbour = await startFeedServer();
  neighbour.on('/', { body: FEED });
});
afterAll(() => neighbour.close());

/** A client that gives a request less time than the service does. */
function hasty(client: Http): Http {
  return { ...client, get: (request) => client.get({ ...request, timeoutMs: TIMEOUT_MS }) };
}

function poll(client: Http, url: string): Promise<FetchOutcome> {
  const none = { etag: null, lastModified: null };
  return fetchSource(client, aSource({ url }), none, () => NOW);
}

const READ = { kind: 'read', items: [{ title: 'One' }] };
const TOO_LARGE = { kind: 'failed', problem: expect.stringContaining('more than 5242880 bytes') };
const TOO_SLOW = { kind: 'failed', problem: expect.stringContaining('no complete answer in time') };
const BROKEN = { kind: 'failed', problem: expect.stringContaining('broke off') };

const TOO_MANY = { kind: 'failed', problem: expect.stringContaining('more than 5 redirects') };
const REFUSED = {
  kind: 'failed',
  problem: expect.stringMatching(/not on the public internet|neither http nor https|is no address/),
};

function redirect(to: string): string {
  return `HTTP/1.1 302 Found\r\nlocation: ${to}\r\ncontent-length: 0\r\n\r\n`;
}

test.each<[string, (socket: Socket) => void, object]>([
  ['says nothing', () => undefined, TOO_SLOW],
  ['hangs up', (socket) => socket.destroy(), BROKEN],
  ['resets the connection', (socket) => socket.resetAndDestroy(), BROKEN],
  ['speaks no HTTP', (socket) => socket.end('220 mail.example.org ESMTP\r\n'), BROKEN],
  ['sends a feed without a head', (socket) => socket.end(FEED), BROKEN],
  [
    'drips its head',
    (socket) => {
      socket.write(`${OK}x: `);
      pour(socket, 'x', 20);
    },
    TOO_SLOW,
  ],
  [
    'drips its body',
    (socket) => {
      socket.write(`${OK}\r\n`);
      pour(socket, 'x', 20);
    },
    TOO_SLOW,
  ],
  [
    'drips chunks',
    (socket) => {
      socket.write(`${OK}transfer-encoding: chunked\r\n\r\n`);
      pour(socket, '1\r\nx\r\n', 20);
    },
    TOO_SLOW,
  ],
  [
    'sends a header without an end',
    (socket) => {
      socket.write(`${OK}x: `);
      pour(socket, 'x'.repeat(1000));
    },
    BROKEN,
  ],
  [
    'sends headers without an end',
    (socket) => {
      socket.write(OK);
      pour(socket, 'x-more: and more\r\n'.repeat(100));
    },
    BROKEN,
  ],
  [
    'sends informational answers without an end',
    (socket) => pour(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n', 5),
    TOO_SLOW,
  ],
  [
    'sends a body without an end',
    (socket) => {
      socket.write(`${OK}\r\n`);
      pour(socket, 'x'.repeat(10_000));
    },
    TOO_LARGE,
  ],
  [
    'sends chunks without an end',
    (socket) => {
      socket.write(`${OK}transfer-encoding: chunked\r\n\r\n`);
      pour(socket, `3e8\r\n${'x'.repeat(1000)}\r\n`);
    },
    TOO_LARGE,
  ],
  [
    'announces a chunk of 8 EB',
    (socket) => socket.end(`${OK}transfer-encoding: chunked\r\n\r\n7fffffffffffffff\r\n${FEED}`),
    { kind: 'failed' },
  ],
  [
    'announces a chunk of no number',
    (socket) => socket.end(`${OK}transfer-encoding: chunked\r\n\r\nxyz\r\n${FEED}\r\n0\r\n\r\n`),
    BROKEN,
  ],
  [
    'ends in the middle of a chunk',
    (socket) => socket.end(`${OK}transfer-encoding: chunked\r\n\r\nfff\r\n${FEED}`),
    BROKEN,
  ],
  [
    'announces more than it sends',
    (socket) => socket.end(`${OK}content-length: 100000\r\n\r\n${FEED}`),
    BROKEN,
  ],
  [
    'announces less than it sends',
    (socket) => socket.end(`${OK}content-length: ${FEED.length}\r\n\r\n${FEED}<!-- ${FEED} -->`),
    READ,
  ],
  [
    'announces two lengths',
    (socket) => socket.end(`${OK}content-length: 1\r\ncontent-length: 2\r\n\r\n${FEED}`),
    BROKEN,
  ],
  [
    'announces a length below zero',
    (socket) => socket.end(`${OK}content-length: -1\r\n\r\n${FEED}`),
    BROKEN,
  ],
  [
    'announces both a length and chunks',
    (socket) =>
      socket.end(`${OK}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`),
    { kind: expect.stringMatching(/^(failed|read)$/) },
  ],
  [
    'answers with a status of no number',
    (socket) => socket.end(`HTTP/1.1 2x0 OK\r\n\r\n${FEED}`),
    BROKEN,
  ],
  [
    'switches protocols',
    (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'),
    { kind: 'failed' },
  ],
  ['redirects to itself', (socket) => socket.end(redirect('/')), TOO_MANY],
  [
    'redirects to ever new addresses',
    (socket) => socket.end(redirect(`/${socket.remotePort}`)),
    TOO_MANY,
  ],
  ['redirects to a private address', (socket) => socket.end(redirect('http://10.0.0.1/')), REFUSED],
  ['redirects to this machine', (socket) => socket.end(redirect('//localhost:1/')), REFUSED],
  ['redirects to a file', (socket) => socket.end(redirect('file:///etc/passwd')), REFUSED],
  ['redirects to no address', (socket) => socket.end(redirect('http://[')), REFUSED],
  [
    'redirects to an address without an end',
    (socket) => {
      socket.write('HTTP/1.1 302 Found\r\nlocation: /');
      pour(socket, 'x'.repeat(1000));
    },
    BROKEN,
  ],
  [
    'redirects and sends a body without an end',
    (socket) => {
      socket.write('HTTP/1.1 302 Found\r\nlocation: http://10.0.0.1/\r\n\r\n');
      pour(socket, 'x'.repeat(1000));
    },
    REFUSED,
  ],
  ['sends a feed and no length', (socket) => socket.end(`${OK}\r\n${FEED}`), READ],
])('a server that %s harms nobody', async (_name, speak, outcome) => {
  const server = await startRawServer(speak);
  const client = openHttp({
    userAgent: 'test',
    allow: [server.host, neighbour.host],
    perHost: 5,
    spacingMs: 0,
  });
  const [hostile, other] = await Promise.all([
    poll(outcome === TOO_SLOW ? hasty(client) : client, `${server.origin}/`),
    poll(client, `${neighbour.origin}/`),
  ]);
  expect(hostile).toMatchObject(outcome);
  if (hostile.kind === 'failed') expect(hostile.advice).toMatch(/\w/);
  expect(other).toMatchObject(READ);
  await client.close();
  await server.close();
});
