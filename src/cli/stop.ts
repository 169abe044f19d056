import type { Logger } from 'pino';

/** Work in hand gets eight seconds, the closing of connections two: ten in all. */
export const GRACE_MS = 8_000;
const FORCE_MS = 10_000;

/**
 * Waits for SIGTERM or SIGINT, then closes. A second signal, or ten seconds, ends the process at once:
 * whatever it had in hand is done again by another.
 */
export async function closeOnSignal(close: () => Promise<void>, log: Logger): Promise<void> {
  const signal = await nextSignal();
  log.info({ signal }, 'stopping');
  void nextSignal().then(() => process.exit(130));
  const force = setTimeout(() => {
    log.error('not stopped in time');
    process.exit(1);
  }, FORCE_MS);
  await close();
  clearTimeout(force);
  log.info('stopped');
}

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const heard = (signal: NodeJS.Signals): void => {
      process.off('SIGTERM', heard);
      process.off('SIGINT', heard);
      resolve(signal);
    };
    process.on('SIGTERM', heard);
    process.on('SIGINT', heard);
  });
}
