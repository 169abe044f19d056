import { pino, type DestinationStream, type Logger } from 'pino';

/** Never written, whatever object they come in. */
const SECRETS = [
  'password',
  'token',
  'unsubscribeToken',
  'formToken',
  'email',
  'url.password',
  'authorization',
  'cookie',
];

/** What must not be written within sentences either: errors of mail servers and clients quote what they were given. */
const WITHIN: readonly (readonly [RegExp, string])[] = [
  [/(:\/\/)[^\s"/@]{1,300}@/g, '$1[Redacted]@'],
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,20}\b/gi, '[Redacted]'],
  [/\b(bearer )[\w.~+/=-]{8,500}/gi, '$1[Redacted]'],
  [/(\/(?:unsubscribe|preferences|confirm|enter)\/)[\w.~-]{8,300}/g, '$1[Redacted]'],
];

/**
 * The service's logger: one JSON object a line, on stderr unless another destination is given,
 * since stdout belongs to results.
 * `level` is one of pino's: trace, debug, info, warn, error, fatal, silent.
 */
export function openLog(level: string, destination: DestinationStream = process.stderr): Logger {
  return pino(
    { level, base: null, redact: [...SECRETS, ...SECRETS.map((name) => `*.${name}`)] },
    { write: (line) => destination.write(withoutSecrets(line)) },
  );
}

function withoutSecrets(line: string): string {
  return WITHIN.reduce((text, [secret, instead]) => text.replace(secret, instead), line);
}
