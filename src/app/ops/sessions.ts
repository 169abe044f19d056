import type { Store } from '../../store/store.ts';
import { audited, type Doer } from './audited.ts';

/** Ends all sessions of an operator, and notes it; returns how many there were. */
export async function endSessions(store: Store, name: string, doer: Doer): Promise<number> {
  let ended = 0;
  const deed = { ...doer, action: 'end sessions', subject: `operator ${name}` };
  await audited(store, deed, async (inside) => {
    ended = await inside.sessions.endAll(name, doer.at);
    return `${ended} ended`;
  });
  return ended;
}
