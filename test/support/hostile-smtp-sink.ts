import { createServer, type Socket } from 'node:net';

/** What a mail server does wrong, and at which stage; `none` takes the mail as one should. */
export const FAULTS = [
  'none',
  'rcpt 450',
  'rcpt 550',
  'data 451',
  'data 554',
  'after 452',
  'after 451',
  'after 554',
  'cut in data',
  'cut before keeping',
  'cut after keeping',
  'slow',
] as const;
export type Fault = (typeof FAULTS)[number];

/** One mail that came whole: to whom, under which Message-ID, whether it was kept, and what was answered. */
export type Arrival = {
  readonly to: string;
  readonly messageId: string;
  readonly isKept: boolean;
  /** Null where the connection was cut instead. */
  reply: number | null;
  /** When it was answered, and when the sender went without a word after that; null: they took their leave. */
  repliedAt: number;
  vanishedAt: number | null;
};

/** A mail server on loopback, written on the socket, that does everything wrong that one may. */
export type HostileSink = {
  readonly port: number;
  readonly arrivals: readonly Arrival[];
  /** Whom it refused for good, before it had the mail or after. */
  readonly refused: ReadonlySet<string>;
  readonly close: () => Promise<void>;
};

/** What becomes of the nth mail to an address, counted from 0, of the next connection, and of the next sender’s address. */
export type HostilePlan = {
  readonly mail: (to: string, attempt: number) => Fault;
  readonly connection: () => 'greet' | 'late' | 'full' | 'closing' | 'cut';
  readonly isSenderPutOff: () => boolean;
};

const LATE_MS = 300;
const SLOW_MS = 1_200;

/** Starts the server. */
export async function startHostileSink(plan: HostilePlan): Promise<HostileSink> {
  const arrivals: Arrival[] = [];
  const refused = new Set<string>();
  const attempts = new Map<string, number>();
  const sockets = new Set<Socket>();
  const nextFault = (to: string): Fault => {
    const attempt = attempts.get(to) ?? 0;
    attempts.set(to, attempt + 1);
    return plan.mail(to, attempt);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined); // Senders are killed.
    socket.setEncoding('latin1');
    const mood = plan.connection();
    if (mood === 'cut') return void socket.destroy();
    if (mood === 'full') return void socket.end('421 4.7.0 too many connections\r\n');
    setTimeout(() => socket.write('220 sink.example\r\n'), mood === 'late' ? LATE_MS : 0);
    const isSenderPutOff = plan.isSenderPutOff;
    converse(socket, mood === 'closing', { nextFault, isSenderPutOff, arrivals, refused });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sink has no port');
  return {
    port: address.port,
    arrivals,
    refused,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

type Desk = {
  readonly nextFault: (to: string) => Fault;
  readonly isSenderPutOff: () => boolean;
  readonly arrivals: Arrival[];
  readonly refused: Set<string>;
};

/** One connection. */
function converse(socket: Socket, isClosing: boolean, desk: Desk): void {
  let input = '';
  let to = '';
  let fault: Fault = 'none';
  let isData = false;
  let hasLeft = false;
  const own: Arrival[] = [];
  socket.on('close', () => {
    for (const arrival of hasLeft ? [] : own) arrival.vanishedAt = Date.now();
  });
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const refuse = (code: number, text: string): void => {
    if (code >= 500) desk.refused.add(to);
    say(`${code} ${text}`);
  };
  const greet = (): void => {
    if (isClosing) socket.end('421 4.3.2 closing\r\n');
    else say('250 sink.example');
  };
  const commands: Readonly<Record<string, (line: string) => void>> = {
    EHLO: greet,
    HELO: greet,
    RSET: () => say('250 2.0.0 ok'),
    QUIT: () => {
      hasLeft = true;
      socket.end('221 2.0.0 bye\r\n');
    },
    MAIL: () => say(desk.isSenderPutOff() ? '451 4.3.0 not now' : '250 2.1.0 ok'),
    RCPT: (line) => {
      to = /<([^>]*)>/u.exec(line)?.[1] ?? '';
      fault = desk.nextFault(to);
      const refusal = RCPT_REFUSALS[fault];
      if (refusal === undefined) say('250 2.1.5 ok');
      else refuse(...refusal);
    },
    DATA: () => {
      const refusal = DATA_REFUSALS[fault];
      isData = refusal === undefined;
      if (refusal === undefined) say('354 go on');
      else refuse(...refusal);
    },
  };
  const command = (line: string): void => {
    const act = commands[line.slice(0, 4).toUpperCase()];
    if (act === undefined) say('502 5.5.1 what?');
    else act(line);
  };
  const mail = (raw: string): void => {
    isData = false;
    own.push(takeMail(raw, { socket, to, fault, desk, refuse, say }));
  };
  socket.on('data', (chunk) => {
    input += String(chunk);
    if (isData && fault === 'cut in data') return void socket.destroy();
    for (;;) {
      const end = input.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end === -1) return;
      const piece = input.slice(0, end);
      input = input.slice(end + (isData ? 5 : 2));
      if (isData) mail(piece);
      else command(piece);
    }
  });
}

const RCPT_REFUSALS: Partial<Record<Fault, [number, string]>> = {
  'rcpt 450': [450, '4.2.1 mailbox busy'],
  'rcpt 550': [550, '5.1.1 no such user'],
};
const DATA_REFUSALS: Partial<Record<Fault, [number, string]>> = {
  'data 451': [451, '4.3.0 not now'],
  'data 554': [554, '5.5.0 no'],
};
const LAST_REFUSALS: Partial<Record<Fault, [number, string]>> = {
  'after 452': [452, '4.3.1 the disk is full'],
  'after 451': [451, '4.3.0 not now'],
  'after 554': [554, '5.6.0 not this'],
};

function takeMail(
  raw: string,
  session: {
    readonly socket: Socket;
    readonly to: string;
    readonly fault: Fault;
    readonly desk: Desk;
    readonly refuse: (code: number, text: string) => void;
    readonly say: (line: string) => void;
  },
): Arrival {
  const { socket, to, fault, desk, refuse, say } = session;
  const messageId = /^Message-ID: (\S+)/imu.exec(raw)?.[1] ?? '';
  const refusal = LAST_REFUSALS[fault];
  const isKept = refusal === undefined && fault !== 'cut before keeping';
  const arrival: Arrival = {
    to,
    messageId,
    isKept,
    reply: null,
    repliedAt: 0,
    vanishedAt: null,
  };
  desk.arrivals.push(arrival);
  if (fault === 'cut before keeping' || fault === 'cut after keeping') {
    socket.destroy();
    return arrival;
  }
  const answer = (): void => {
    // Whoever is gone does not hear it.
    if (socket.destroyed) return;
    arrival.reply = refusal?.[0] ?? 250;
    arrival.repliedAt = Date.now();
    if (refusal === undefined) say('250 2.0.0 taken');
    else refuse(...refusal);
  };
  if (fault === 'slow') setTimeout(answer, SLOW_MS);
  else answer();
  return arrival;
}
