/** Sends so many copies of a mail with nodemailer and nothing else, over five connections. */
import { readFileSync } from 'node:fs';

import { createTransport } from 'nodemailer';

import type { BareMail } from '../deliver.ts';

const [, , port, file = '', many] = process.argv;
// The parent is a file of ours.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const mail = JSON.parse(readFileSync(file, 'utf8')) as BareMail;
const pool = createTransport({
  pool: true,
  host: '127.0.0.1',
  port: Number(port),
  maxConnections: 5,
});
process.send?.('ready');
process.once('message', () => {
  void sendAll();
});

async function sendAll(): Promise<void> {
  const start = Date.now();
  await Promise.all(
    Array.from({ length: Number(many) }, (_, at) =>
      pool.sendMail({ ...mail, from: 'digest@example.org', to: `reader${at}@example.org` }),
    ),
  );
  pool.close();
  process.send?.(start);
  process.disconnect();
}
