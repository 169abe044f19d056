/** A mail server in a process of its own that takes everything, and tells how much and when. */
import { SMTPServer } from 'smtp-server';

import type { MailCount } from '../mail-sink.ts';

let count: MailCount = { mails: 0, bytes: 0, lastAt: 0 };

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  logger: false,
  onData: (stream, _session, done) => {
    let bytes = 0;
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    stream.on('end', () => {
      count = { mails: count.mails + 1, bytes: count.bytes + bytes, lastAt: Date.now() };
      done();
    });
  },
});
server.on('error', () => {
  // Connections end when a sender does.
});
process.on('message', (asked: 'count' | 'reset') => {
  if (asked === 'reset') count = { mails: 0, bytes: 0, lastAt: 0 };
  process.send?.(count);
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address();
  process.send?.(typeof address === 'object' ? address?.port : null);
});
