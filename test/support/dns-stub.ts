import { createSocket } from 'node:dgram';

/** Records by name and type; a name that is not there does not exist. */
export type Zone = Readonly<
  Record<string, Partial<Record<'A' | 'TXT' | 'MX' | 'PTR', readonly string[]>>>
>;

/** A name server on loopback. */
export type DnsStub = {
  /** As `host:port`. */
  readonly address: string;
  readonly close: () => Promise<void>;
};

const TYPES = { A: 1, PTR: 12, MX: 15, TXT: 16 } as const;

/** Serves a zone over UDP; a name `broken.*` answers with a failure of the server. */
export async function startDnsStub(zone: Zone): Promise<DnsStub> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    socket.send(answerTo(query, zone), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** RFC 1035, 4: the question is sent back with its answers. */
function answerTo(query: Buffer, zone: Zone): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString('latin1'));
    at += length + 1;
  }
  const question = query.subarray(12, at + 5);
  const name = labels.join('.').toLowerCase();
  const type = Object.entries(TYPES).find(([, code]) => code === query.readUInt16BE(at + 1));
  const records = zone[name];
  const values = records?.[nameOf(type)] ?? [];
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  const code = name.startsWith('broken.') ? 2 : records === undefined ? 3 : 0;
  header.writeUInt16BE(0x8580 | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(values.length, 6);
  return Buffer.concat([header, question, ...values.map((value) => record(nameOf(type), value))]);
}

function nameOf(type: [string, number] | undefined): keyof typeof TYPES {
  const [name] = type ?? [];
  return name === 'TXT' || name === 'MX' || name === 'PTR' ? name : 'A';
}

function record(type: keyof typeof TYPES, value: string): Buffer {
  const data = dataOf(type, value);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(TYPES[type], 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(type: keyof typeof TYPES, value: string): Buffer {
  if (type === 'A') return Buffer.from(value.split('.').map(Number));
  if (type === 'PTR') return wireName(value);
  if (type === 'MX') {
    const [priority = '0', exchange = ''] = value.split(' ');
    return Buffer.concat([Buffer.from([0, Number(priority)]), wireName(exchange)]);
  }
  const pieces = value.match(/.{1,200}/gsu) ?? [''];
  return Buffer.concat(
    pieces.map((piece) => Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece)])),
  );
}

function wireName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}
