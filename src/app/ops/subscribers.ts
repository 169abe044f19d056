import { describeSchedule } from '../../core/digest/schedule.ts';
import { DAY_MS } from '../../core/poll/spans.ts';
import { describePreferences } from '../../core/subscribers/preferences.ts';
import { SetupError } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import type { FoundSubscriber } from '../../store/subscriber-search.ts';
import type { SubscriberRow, SubscribersPort } from '../../web/ops/ports/subscribers.ts';
import type { Service } from '../service.ts';
import { audited, type Doer } from './audited.ts';

/** Longer than this is no pause. */
const LONGEST_PAUSE_DAYS = 365;

/** Subscribers for the console; what it changes is what `flagbearer subscribers` changes. */
export function subscribersPort(service: Service): SubscribersPort {
  const act = (email: string, operator: string, action: string, run: Change): Promise<string> =>
    changeOne(service.app.store, email, { operator, at: service.app.now(), action }, run);
  return {
    search: async (filter) => {
      const { store, now } = service.app;
      return (await store.readers.search(filter, now())).map(rowOf);
    },
    find: async (email) => {
      const { store } = service.app;
      const [one, suppression] = await Promise.all([
        store.subscribers.find(email),
        store.suppressions.find(email),
      ]);
      return one === undefined ? null : rowOf({ ...one, suppressed: suppression?.reason ?? null });
    },
    suppressions: () => service.app.store.suppressions.list(),
    pause: (email, days, operator) => {
      if (!Number.isInteger(days) || days < 1 || days > LONGEST_PAUSE_DAYS) {
        throw new SetupError('that is no pause', 'It may be from 1 to 365 days.');
      }
      const until = new Date(service.app.now().getTime() + days * DAY_MS);
      return act(email, operator, 'pause', async (inside) => {
        await inside.subscribers.pause(email, until);
        return `until ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
      });
    },
    resume: (email, operator) =>
      act(email, operator, 'resume', async (inside) => {
        await inside.subscribers.pause(email, null);
        return null;
      }),
    remove: (email, operator) =>
      act(email, operator, 'remove', async (inside) => {
        await inside.subscribers.leaveByEmail(email, service.app.now());
        return null;
      }),
  };
}

type Change = (inside: Store) => Promise<string | null>;

async function changeOne(
  store: Store,
  email: string,
  doer: Doer & { readonly action: string },
  run: Change,
): Promise<string> {
  const deed = { ...doer, subject: `subscriber ${email}` };
  return audited(store, deed, async (inside) => {
    const one = await inside.subscribers.find(email);
    if (one?.state !== 'active') {
      throw new SetupError(`${email} is no subscriber now`, 'Look the address up again.');
    }
    if (one.managedBy === 'file') {
      throw new SetupError(
        `the file config/subscribers.yaml decides on ${email}`,
        'Change it there: the service follows by itself.',
      );
    }
    return run(inside);
  });
}

function rowOf(one: FoundSubscriber): SubscriberRow {
  const { id, email, state, leftBy, schedule, zone, preferences } = one;
  const { pausedUntil, nextDigestAt, suppressed } = one;
  return {
    id,
    email,
    state,
    leftBy,
    scheduleText: describeSchedule(schedule, zone),
    wants: describePreferences(preferences),
    pausedUntil,
    nextDigestAt,
    suppressed,
    isManaged: one.managedBy === 'file',
  };
}
