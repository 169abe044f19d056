import type { Store } from '../store/store.ts';
import { ok, warning, type Finding } from './finding.ts';

/** Nothing that was to be sent waits for a person. */
export async function checkHolds({ holds }: Pick<Store, 'holds'>): Promise<Finding> {
  const [open, deliveries] = await Promise.all([holds.open(), holds.deliveries()]);
  const reasons = [
    ...open.map(({ reason }) => `no digest is sent: ${reason}`),
    ...deliveries.map(({ id, reason }) => `digest ${id} is held: ${reason}`),
  ];
  if (reasons.length === 0) return ok('held mail', 'none');
  const mend = 'look into it with `flagbearer mail status`, then `flagbearer mail release`';
  return warning('held mail', reasons.slice(0, 5).join('; '), mend);
}
