import { pino, type DestinationStream, type Logger } from 'pino';

/** Never written, whatever object they come in. */
const SECRETS = ['password', 'token', 'unsubscribeToken', 'email', 'url.password', 'authorization'];

/**
 * The service's logger: one JSON object a line, on stderr unless another destination is given,
 * since stdout belongs to results.
 * `level` is one of pino's: trace, debug, info, warn, error, fatal, silent.
 */
export function openLog(level: string, destination: DestinationStream = process.stderr): Logger {
  return pino(
    { level, base: null, redact: [...SECRETS, ...SECRETS.map((name) => `*.${name}`)] },
    destination,
  );
}
