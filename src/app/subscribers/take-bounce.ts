import type { BounceKind } from '../../core/subscribers/bounces.ts';
import { readBounceReport, type BounceReport } from '../../mail/inbound/bounce-report.ts';
import type { ReturnedMail } from '../../store/bounces.ts';
import type { Store } from '../../store/store.ts';

/** What became of a message that may be a bounce. */
export type TakenBounce = {
  readonly outcome: 'no-report' | 'not-ours' | 'known' | 'recorded';
  readonly kind: BounceKind | null;
  /** Why its address gets no more mail; null when it still does. */
  readonly suppressed: string | null;
};

/** Reads a message that came back and puts it on record. The same message again changes nothing. */
export async function takeBounceMessage(
  store: Pick<Store, 'bounces'>,
  bytes: Buffer,
  now: Date,
): Promise<TakenBounce> {
  const report = readBounceReport(bytes);
  if (report === null) return { outcome: 'no-report', kind: null, suppressed: null };
  const { kind, status, detail } = report;
  const returned = await returnedOf(store, report);
  if (returned === undefined) return { outcome: 'not-ours', kind, suppressed: null };
  const { deliveryId, letterId, email } = returned;
  const effect = await store.bounces.record({
    email,
    kind,
    status,
    detail,
    deliveryId,
    at: now,
    reportKey: `${deliveryId ?? `letter/${letterId ?? ''}`}/${kind}`,
  });
  return { outcome: effect.isNew ? 'recorded' : 'known', kind, suppressed: effect.suppressed };
}

async function returnedOf(
  store: Pick<Store, 'bounces'>,
  { returnKeys, messageIds }: BounceReport,
): Promise<ReturnedMail | undefined> {
  const keys = [
    ...returnKeys.map((returnKey) => ({ returnKey })),
    ...messageIds.map((messageId) => ({ messageId })),
  ];
  for (const key of keys) {
    const returned = await store.bounces.findReturned(key);
    if (returned !== undefined) return returned;
  }
  return undefined;
}
