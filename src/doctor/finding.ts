import { messageOf, SetupError } from '../errors.ts';

/** What a check found. `mend` says what to do about a warning or a failure. */
export type Finding = {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  readonly mend: string | null;
};

/** A check that found nothing wrong. */
export function ok(name: string, detail: string): Finding {
  return { name, state: 'ok', detail, mend: null };
}

/** A check that found something to keep an eye on. */
export function warning(name: string, detail: string, mend: string): Finding {
  return { name, state: 'warning', detail, mend };
}

/** A check that failed, by what was thrown: a SetupError brings its own advice. */
export function failed(name: string, error: unknown, mend = 'see the message'): Finding {
  const advice = error instanceof SetupError ? error.mend : mend;
  return { name, state: 'failed', detail: messageOf(error), mend: advice };
}
