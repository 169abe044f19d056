import { createServer } from 'node:http';
import { connect } from 'node:net';
import { EventEmitter, once } from 'node:events';
import { expect, test } from '@jest/globals';
import { SetupError } from '../../src/errors.ts';
import { createWeb } from '../../src/web/app.ts';
import { serveWeb } from '../../src/web/server.ts';
import { fakeWeb } from './fake-ports.ts';

const app = createWeb(fakeWeb().ports);

test('a busy port is told with what to do', async () => {
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const error = await serveWeb(app, { host: '127.0.0.1', port }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SetupError);
  expect(error).toMatchObject({
    message: `port ${port} on 127.0.0.1 is in use by another program`,
    mend: 'set PORT to another, 0 for any free',
  });
  other.close();
});

test('an address that is not of this machine is told with what to do', async () => {
  const error = await serveWeb(app, { host: '192.0.2.1', port: 0 }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SetupError);
  expect(error).toMatchObject({ mend: expect.stringContaining('HOST') });
});

test.each([
  ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/],
  ['0.0.0.0', /^http:\/\/localhost:\d+$/],
])('on %s port 0 it takes any free port and tells its address', async (host, url) => {
  const web = await serveWeb(app, { host, port: 0 });
  expect(web.url).toMatch(url);
  await web.close();
});

test('closing ends a connection that is kept alive and one that never finishes its request', async () => {
  const web = await serveWeb(app, { host: '127.0.0.1', port: 0 });
  const port = Number(new URL(web.url).port);
  const idle = connect(port, '127.0.0.1');
  idle.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(idle, 'data');
  const stuck = connect(port, '127.0.0.1');
  stuck.write('GET /healthz HTTP/1.1\r\nHost: loc');
  await once(stuck, 'connect');
  const ends = [idle, stuck].map((socket) => {
    socket.on('error', () => {});
    socket.resume();
    return once(socket, 'close');
  });
  await Promise.all([web.close(), web.close(), ...ends]);
  await expect(fetch(web.url)).rejects.toThrow();
});

test('an answer under way when the server closes is still given', async () => {
  const gate = new EventEmitter();
  const { ports } = fakeWeb();
  const ready = async () => {
    const opened = once(gate, 'open');
    gate.emit('asked');
    await opened;
    return [];
  };
  const asked = once(gate, 'asked');
  const slow = createWeb({ ...ports, ready });
  const web = await serveWeb(slow, { host: '127.0.0.1', port: 0 });
  const answer = fetch(`${web.url}/readyz`);
  await asked;
  const closed = web.close();
  gate.emit('open');
  expect((await answer).status).toBe(200);
  await closed;
});
