import { randomBytes } from 'node:crypto';
import { nextDigestAt } from '../core/digest/schedule.ts';
import type { Schedule } from '../core/subscriber.ts';
import type { Store } from '../store/store.ts';

type DemoSubscriber = {
  readonly email: string;
  readonly zone: string;
  readonly schedule: Schedule;
};

/** One of each kind, in three zones. */
const DEMO_SUBSCRIBERS: readonly DemoSubscriber[] = [
  {
    email: 'daily@berlin.example',
    zone: 'Europe/Berlin',
    schedule: { kind: 'daily', time: '08:00' },
  },
  {
    email: 'weekly@moscow.example',
    zone: 'Europe/Moscow',
    schedule: { kind: 'weekly', weekday: 1, time: '09:00' },
  },
  { email: 'instant@new-york.example', zone: 'America/New_York', schedule: { kind: 'instant' } },
];

/** Signs the demo's three subscribers up. */
export async function addDemoSubscribers(store: Store, since: Date): Promise<void> {
  await Promise.all(
    DEMO_SUBSCRIBERS.map(({ email, zone, schedule }) =>
      store.subscribers.save({
        email,
        schedule,
        zone,
        since,
        nextDigestAt: nextDigestAt(schedule, zone, since),
        unsubscribeToken: randomBytes(24).toString('base64url'),
      }),
    ),
  );
}
