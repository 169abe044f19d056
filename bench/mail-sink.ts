import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What a mail server was sent; `lastAt` is when it took the last mail, in milliseconds from 1970. */
export type MailCount = { readonly mails: number; readonly bytes: number; readonly lastAt: number };

/** A mail server that takes everything, in a process of its own. */
export type MailSink = {
  readonly port: number;
  /** Forgets what was sent so far. */
  readonly reset: () => Promise<void>;
  /** Waits until so many mails have come. Throws when that takes longer than a minute and a half. */
  readonly until: (mails: number) => Promise<MailCount>;
  readonly close: () => void;
};

const PATIENCE_MS = 90_000;

/** Starts the server. */
export async function startMailSink(): Promise<MailSink> {
  const child = fork(fileURLToPath(new URL('children/count-mails.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  const answer = async <T>(): Promise<T> => {
    // What the child says is typed in its file.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const [said] = (await once(child, 'message')) as [T];
    return said;
  };
  const ask = (what: 'count' | 'reset'): Promise<MailCount> => {
    const answered = answer<MailCount>();
    child.send(what);
    return answered;
  };
  const port = await answer<number>();
  return {
    port,
    reset: async () => void (await ask('reset')),
    until: async (mails) => {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const count = await ask('count');
        if (count.mails >= mails) return count;
        if (Date.now() > deadline) throw new Error(`${count.mails} of ${mails} mails came`);
        await wait(50);
      }
    },
    close: () => child.disconnect(),
  };
}
