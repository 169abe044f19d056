import { SetupError } from '../../errors.ts';
import type { AuditEntry } from '../../store/audit-log.ts';
import type { Store } from '../../store/store.ts';

/** Who does something, and when. */
export type Doer = { readonly operator: string; readonly at: Date };

/** What is done, to what. */
export type Deed = Doer & Pick<AuditEntry, 'action' | 'subject'>;

/**
 * Does something and notes it in the audit log, both or neither. `run` returns what else is to be noted. Returns the id of the
 * entry.
 */
export async function audited(
  store: Store,
  deed: Deed,
  run: (inside: Store) => Promise<string | null>,
): Promise<string> {
  const { operator, action, subject, at } = deed;
  return store.together(async (inside) => {
    const detail = await run(inside);
    return inside.audit.add({ operator, action, subject, detail, at });
  });
}

/** Throws where nothing was done. */
export function insist(done: boolean, problem: string, mend: string): void {
  if (!done) throw new SetupError(problem, mend);
}
