import { closeSync } from 'node:fs';
import type { Logger } from 'pino';
import { messageOf } from '../errors.ts';
import type { Running } from './launch.ts';
import { isWatched } from './owners.ts';

/** How often an owner looks whether the server is there. A look opens a file. */
const LOOK_MS = 1_000;

/** A share that outlives a crash of the server. */
export type KeptShare = {
  /** Stops looking, and returns the share as it is by then. */
  readonly release: () => Promise<Running>;
};

/**
 * Looks now and then whether the server still runs, and has it started again when it does not: nobody else would, since
 * its watchdog ends with it. `revive` joins the server that another owner has started meanwhile, or starts it. Pools
 * connect again by themselves, as long as it listens where it did.
 */
export function keepRunning(
  first: Running,
  revive: () => Promise<Running>,
  log: Logger,
): KeptShare {
  let share = first;
  let looking = Promise.resolve();
  let isOver = false;
  let timer: NodeJS.Timeout;
  const look = async (): Promise<void> => {
    if (isWatched(share.ownership)) return;
    log.warn('the embedded database has ended and is started again');
    const next = await revive();
    closeSync(share.ownership.writeEnd);
    share = next;
    if (next.connection.host === first.connection.host) log.info('the embedded database is back');
    else log.warn('the embedded database is back under another address: start this process again');
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      looking = look()
        .catch((error: unknown) => {
          log.warn({ reason: messageOf(error) }, 'the embedded database does not start');
        })
        .then(() => void (isOver || wait()));
    }, LOOK_MS);
    // A process that has nothing else to do may end.
    timer.unref();
  };
  wait();
  return {
    release: async () => {
      isOver = true;
      clearTimeout(timer);
      await looking;
      return share;
    },
  };
}
