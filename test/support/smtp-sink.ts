import type { Socket } from 'node:net';

import { SMTPServer } from 'smtp-server';

/** A mail as the sink took it; `raw` is what came after DATA, one character a byte. */
export type SunkMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
};

/** A mail server on loopback that keeps what it is sent. */
export type SmtpSink = {
  readonly port: number;
  readonly mails: readonly SunkMail[];
  /** Connections made so far. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
};

type SinkOptions = {
  readonly auth?: { readonly user: string; readonly pass: string };
  /** The answer to every connection, instead of a greeting. */
  readonly refuseAll?: readonly [code: number, text: string];
};

/**
 * Starts a sink. What becomes of a mail is told by its recipient: `hard*` 550, `soft*` 450, `grey*` 450 the first
 * time, `spam*` 550 after the data, `full*` 452 after the data, `cut*` the connection ends as data arrive,
 * `lost*` it ends when all of it has been accepted, `silent*` no reply ever comes; all others are accepted.
 */
export async function startSmtpSink(options: SinkOptions = {}): Promise<SmtpSink> {
  const mails: SunkMail[] = [];
  const greylisted = new Set<string>();
  const sockets = new Map<number, Socket>();
  let connections = 0;
  const server = new SMTPServer({
    authOptional: options.auth === undefined,
    disabledCommands: options.auth === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 50,
    onConnect: (_session, done) => {
      connections += 1;
      done(options.refuseAll === undefined ? null : refusal(...options.refuseAll));
    },
    onAuth: ({ username, password }, _session, done) => {
      const isRight = username === options.auth?.user && password === options.auth?.pass;
      // Servers that repeat what they were given exist; nothing of it may reach a log.
      if (isRight) done(null, { user: username });
      else done(refusal(535, `5.7.8 bad credentials ${String(username)} ${String(password)}`));
    },
    onRcptTo: ({ address }, _session, done) => done(rejectionOf(address, greylisted)),
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const isTo = (prefix: string): boolean => to.some((address) => address.startsWith(prefix));
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        // As a crash would: without a word.
        if (isTo('cut')) sockets.get(session.remotePort)?.destroy();
      });
      stream.on('end', () => {
        if (isTo('silent')) return;
        if (isTo('spam')) return done(refusal(550, '5.7.1 looks like spam'));
        if (isTo('full')) return done(refusal(452, '4.3.1 no space'));
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        mails.push({ from, to, raw: Buffer.concat(chunks).toString('latin1') });
        if (isTo('lost')) sockets.get(session.remotePort)?.destroy();
        else done(null, `2.0.0 queued as ${mails.length}`);
      });
    },
  });
  server.on('error', () => {
    // Cut connections are what the tests are about.
  });
  server.server.on('connection', (socket) => sockets.set(socket.remotePort ?? 0, socket));
  const port = await listen(server);
  return {
    port,
    mails,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

function rejectionOf(address: string, greylisted: Set<string>): Error | null {
  if (address.startsWith('hard')) return refusal(550, `5.1.1 <${address}> no such user`);
  if (address.startsWith('soft')) return refusal(450, '4.2.1 mailbox busy');
  if (!address.startsWith('grey') || greylisted.has(address)) return null;
  greylisted.add(address);
  return refusal(450, '4.7.1 greylisted');
}

function listen(server: SMTPServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('the sink has no port'));
    });
  });
}
