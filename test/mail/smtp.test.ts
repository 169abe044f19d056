import { createServer, type Server, type Socket } from 'node:net';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { SetupError } from '../../src/errors.ts';
import { DeliveryError } from '../../src/core/digest/delivery-error.ts';
import type { Mailer, OutgoingMail } from '../../src/mail/mailer.ts';
import { openSmtp } from '../../src/mail/smtp.ts';
import { parseSmtpUrl } from '../../src/mail/smtp-url.ts';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';

const QUICK = { connect: 2_000, greeting: 2_000, silence: 400, whole: 5_000 };

const lines: string[] = [];
const log = {
  debug: (fields: object, message: string) => void lines.push(JSON.stringify(fields) + message),
  warn: (fields: object, message: string) => void lines.push(JSON.stringify(fields) + message),
};

const mailers: Mailer[] = [];
let sink: SmtpSink;

beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink.close());
afterEach(async () => {
  await Promise.all(mailers.splice(0).map((mailer) => mailer.close()));
  lines.length = 0;
});

function open(url: string, timeouts = QUICK): Mailer {
  const mailer = openSmtp(url, log, timeouts);
  mailers.push(mailer);
  return mailer;
}

function mailTo(to: string, text = 'Something happened.'): OutgoingMail {
  return {
    from: { name: 'Flagbearer', address: 'news@example.org' },
    replyTo: null,
    to,
    bounceTo: 'bounces@example.org',
    subject: 'Решение',
    html: `<p>${text}</p>`,
    text,
    date: new Date('2026-11-14T07:00:00Z'),
    messageId: '<one@example.org>',
    headers: [['List-Id', '<digests.example.org>']],
  };
}

async function failureOf(sending: Promise<void>): Promise<DeliveryError> {
  const thrown: unknown = await sending.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof DeliveryError)) throw new Error(`no delivery error: ${String(thrown)}`);
  return thrown;
}

describe('what a refusal says of the address', () => {
  test.each([
    ['hard@example.net', 'hard', '5.1.1'],
    ['soft@example.net', 'soft', '4.2.1'],
    ['spam@example.net', 'policy', '5.7.1'],
    ['full@example.net', 'soft', '4.3.1'],
    ['lost@example.net', null, null],
  ])('%s: %s', async (to, bounce, status) => {
    const sending = open(`smtp://127.0.0.1:${sink.port}`).send(mailTo(to));
    expect(await failureOf(sending)).toMatchObject({ bounce, status });
  });

  test('a refused password says nothing of it', async () => {
    const strict = await startSmtpSink({ auth: { user: 'me', pass: 'right' } });
    try {
      const sending = open(`smtp://me:wrong@127.0.0.1:${strict.port}`).send(
        mailTo('a@example.net'),
      );
      expect(await failureOf(sending)).toMatchObject({ bounce: null });
    } finally {
      await strict.close();
    }
  });
});

describe('what becomes of a mail', () => {
  test('an accepted mail arrives once, with its envelope, Message-ID and headers', async () => {
    const before = sink.mails.length;
    await open(`smtp://127.0.0.1:${sink.port}`).send(mailTo('reader@example.net'));
    const [mail, ...more] = sink.mails.slice(before);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ from: 'bounces@example.org', to: ['reader@example.net'] });
    expect(mail?.raw).toMatch(/^Message-ID: <one@example.org>\r$/mu);
    expect(mail?.raw).toMatch(/^List-Id: <digests.example.org>\r$/imu);
    expect(lines).toEqual([]);
  });

  test.each([
    ['a busy mailbox', 'soft@example.net', 'retry', '450'],
    ['no such user', 'hard@example.net', 'failed', '550'],
    ['refused for its content', 'spam@example.net', 'failed', '550'],
    ['no space, after the data', 'full@example.net', 'retry', '452'],
    [
      'a connection lost after the whole mail was accepted',
      'lost@example.net',
      'unknown',
      'ECONNECTION',
    ],
    ['no reply to the mail within the time', 'silent@example.net', 'unknown', 'ETIMEDOUT'],
    [
      'a connection cut when a small mail had been written out',
      'cut@example.net',
      'unknown',
      'ECONNECTION',
    ],
  ])('%s', async (_name, to, outcome, code) => {
    const mailer = open(`smtp://127.0.0.1:${sink.port}`);
    const error = await failureOf(mailer.send(mailTo(to)));
    expect(error).toMatchObject({ outcome, code });
    expect(error.message).not.toContain('@');
    expect(lines.join('\n')).not.toContain('@');
    expect(lines).toHaveLength(1);
  });

  test('a large mail cut while it is written out was not accepted, so it may be tried again', async () => {
    const mailer = open(`smtp://127.0.0.1:${sink.port}`);
    const large = mailTo('cut@example.net', 'word '.repeat(6_000_000));
    const error = await failureOf(mailer.send(large));
    expect(error.outcome).toBe('retry');
  });

  test('a greylisted mail is taken when it comes again', async () => {
    const mailer = open(`smtp://127.0.0.1:${sink.port}`);
    const to = 'grey@example.net';
    expect(await failureOf(mailer.send(mailTo(to)))).toMatchObject({
      outcome: 'retry',
      code: '450',
    });
    await mailer.send(mailTo(to));
    expect(sink.mails.filter((mail) => mail.to[0] === to)).toHaveLength(1);
  });

  test('a mail lost on its way is never sent again by itself', async () => {
    const before = sink.connections();
    await failureOf(open(`smtp://127.0.0.1:${sink.port}`).send(mailTo('lost-once@example.net')));
    expect(sink.mails.filter((mail) => mail.to[0] === 'lost-once@example.net')).toHaveLength(1);
    expect(sink.connections()).toBe(before + 1);
  });

  test('closing waits for what is under way and sends nothing after', async () => {
    const mailer = open(`smtp://127.0.0.1:${sink.port}`);
    const first = mailer.send(mailTo('last@example.net'));
    await new Promise(setImmediate);
    await mailer.close();
    const [ended] = await Promise.allSettled([first]);
    const arrived = sink.mails.filter((mail) => mail.to[0] === 'last@example.net').length;
    expect(arrived).toBe(ended.status === 'fulfilled' ? 1 : 0);
    expect((await failureOf(mailer.send(mailTo('later@example.net')))).outcome).toBe('retry');
  });

  test('one refused mail does not keep the others from leaving', async () => {
    const mailer = open(`smtp://127.0.0.1:${sink.port}`);
    const names = ['a', 'hard', 'b', 'soft', 'c', 'lost', 'd'];
    const sent = await Promise.allSettled(
      names.map((name) => mailer.send(mailTo(`${name}@crowd.example`))),
    );
    expect(sent.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
  });
});

describe('a server that cannot be used', () => {
  test('nobody listens: the mail waits', async () => {
    const closed = await startSmtpSink();
    await closed.close();
    const mailer = open(`smtp://127.0.0.1:${closed.port}`);
    expect(await failureOf(mailer.send(mailTo('a@example.net')))).toMatchObject({
      outcome: 'retry',
      code: 'ECONNREFUSED',
    });
    await expect(mailer.verify()).rejects.toThrow(SetupError);
  });

  test('a server that turns everybody away says nothing about the mail', async () => {
    const rude = await startSmtpSink({ refuseAll: [554, '5.7.1 not you'] });
    const mailer = open(`smtp://127.0.0.1:${rude.port}`);
    expect(await failureOf(mailer.send(mailTo('a@example.net')))).toMatchObject({
      outcome: 'retry',
      code: '554',
    });
    await rude.close();
  });

  test.each([
    ['never greets', () => undefined],
    ['hangs up at once', (socket: Socket) => socket.destroy()],
    [
      'speaks another language',
      (socket: Socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
    ],
  ])('a server that %s: the mail waits', async (_name, onConnect) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      onConnect(socket);
    });
    const port = await listen(server);
    const mailer = open(`smtp://127.0.0.1:${port}`, { ...QUICK, greeting: 300 });
    expect((await failureOf(mailer.send(mailTo('a@example.net')))).outcome).toBe('retry');
    server.close();
  });

  test('a server that trickles its replies for ever is given up', async () => {
    const server = createServer((socket) => {
      const drip = setInterval(() => socket.write('220-'), 50);
      socket.on('error', () => undefined);
      socket.on('close', () => clearInterval(drip));
    });
    const port = await listen(server);
    const mailer = open(`smtp://127.0.0.1:${port}`, {
      connect: 60_000,
      greeting: 60_000,
      silence: 60_000,
      whole: 300,
    });
    expect((await failureOf(mailer.send(mailTo('a@example.net')))).outcome).toBe('retry');
    server.close();
  });
});

describe('passwords', () => {
  const auth = { user: 'flag', pass: 'p/s?w#r@d' };
  const secret = encodeURIComponent(auth.pass);

  test('the right one opens the server', async () => {
    const guarded = await startSmtpSink({ auth });
    const mailer = open(`smtp://flag:${secret}@127.0.0.1:${guarded.port}`);
    await mailer.verify();
    await mailer.send(mailTo('a@example.net'));
    expect(guarded.mails).toHaveLength(1);
    await guarded.close();
  });

  test('a wrong one leaves the mail waiting, and is told nowhere, even if the server repeats it', async () => {
    const guarded = await startSmtpSink({ auth });
    const mailer = open(`smtp://flag:${secret}x@127.0.0.1:${guarded.port}`);
    const error = await failureOf(mailer.send(mailTo('a@example.net')));
    expect(error).toMatchObject({ outcome: 'retry', code: '535' });
    const told: unknown = await mailer.verify().catch((thrown: unknown) => thrown);
    expect(told).toBeInstanceOf(SetupError);
    expect([error.message, String(error.stack), String(told), ...lines].join('\n')).not.toContain(
      'p/s',
    );
    expect(String(told)).toContain('refused the user name and password');
    await guarded.close();
  });

  test.each([
    ['', /cannot be read/u],
    ['mail.example.org', /cannot be read/u],
    ['http://mail.example.org', /neither smtp:\/\/ nor smtps:\/\//u],
    ['smtp://', /names no host|cannot be read/u],
    ['smtp://flag:geheim/x@mail.example.org', /something after host and port|cannot be read/u],
    ['smtp://flag:geheim@mail.example.org/?pool=true', /something after host and port/u],
    ['smtp://flag@mail.example.org', /not both/u],
    ['smtp://flag:geheim%@mail.example.org', /percent-encoded/u],
    ['smtp://mail.example.org:0', /port is 0/u],
  ])('the address %j is refused with what to do', (url, message) => {
    expect(() => open(url)).toThrow(SetupError);
    expect(() => open(url)).toThrow(message);
    try {
      open(url);
    } catch (error) {
      const told = error instanceof SetupError ? `${error.message} ${error.mend}` : '';
      expect(told).toContain('smtp://user:password@');
      expect(told).not.toContain('geheim');
    }
  });
});

test.each([
  [
    'smtp://mail.example.org',
    { host: 'mail.example.org', port: 587, secure: false, requireTls: false, auth: null },
  ],
  [
    'smtps://mail.example.org/',
    { host: 'mail.example.org', port: 465, secure: true, requireTls: false, auth: null },
  ],
  [
    'smtp://u%40x.example:p%2Fs@mail.example.org:25',
    {
      host: 'mail.example.org',
      port: 25,
      secure: false,
      requireTls: true,
      auth: { user: 'u@x.example', pass: 'p/s' },
    },
  ],
  [
    'smtp://u:p@localhost:1025',
    {
      host: 'localhost',
      port: 1025,
      secure: false,
      requireTls: false,
      auth: { user: 'u', pass: 'p' },
    },
  ],
  ['smtp://[::1]:2525', { host: '::1', port: 2525, secure: false, requireTls: false, auth: null }],
])('%s is read; a password to another machine needs TLS', (url, expected) => {
  expect(parseSmtpUrl(url)).toEqual(expected);
});

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
