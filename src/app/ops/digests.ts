import { describeSchedule } from '../../core/digest/schedule.ts';
import type { Digest } from '../../core/digest/digest.ts';
import type { Schedule } from '../../core/subscriber.ts';
import { renderDigest } from '../../mail/digest/render.tsx';
import { stringsOf } from '../../mail/digest/strings.ts';
import type { DigestsPort, MailView } from '../../web/ops/ports/digests.ts';
import type { Service } from '../service.ts';
import { previewOf } from '../subscribers/preview.ts';
import { TEST_TOKEN } from '../subscribers/render-preview.ts';
import { audited, insist } from './audited.ts';

/** Digests to come that are shown. */
const UPCOMING = 25;

/** Ids are those of bigint columns. */
const ID = /^[1-9]\d{0,17}$/;

/** Digests for the console. What was sent is sent: there is no way to send it again. */
export function digestsPort(service: Service): DigestsPort {
  const store = () => service.app.store;
  return {
    upcoming: async () => {
      const [next, instant] = await Promise.all([
        store().digestList.next(service.app.now(), UPCOMING),
        store().digestList.countInstant(),
      ]);
      const digests = next.map(({ email, dueAt, schedule, zone }) => ({
        email,
        dueAt,
        scheduleText: describeSchedule(schedule, zone),
      }));
      return { digests, instant };
    },
    held: async () => {
      const [stops, digests] = await Promise.all([
        store().holds.open(),
        store().holds.deliveries(),
      ]);
      return { stops, digests };
    },
    list: (filter) => store().digestList.list(filter),
    find: async (id) => (ID.test(id) ? ((await store().digestList.find(id)) ?? null) : null),
    mail: async (id) => {
      const found = ID.test(id) ? await store().digestList.content(id) : undefined;
      return found === undefined ? null : mailOf(service, found);
    },
    preview: async (email) => {
      const { app } = service;
      const shown = await previewOf(app, email, app.now());
      if (shown === undefined) return null;
      const { schedule, zone } = shown.subscriber;
      const mail = mailOf(service, { digest: shown.digest, schedule, zone });
      const unsent = [shown.unsent, shown.hold].filter((reason) => reason !== null);
      return { ...mail, unsent, leftOut: shown.leftOut };
    },
    release: (operator) => release(service, operator),
  };
}

async function release({ app }: Service, operator: string): Promise<string> {
  const at = app.now();
  const deed = { operator, at, action: 'release', subject: 'held mail' };
  return audited(app.store, deed, async (inside) => {
    const { holds, digests } = await inside.holds.release(at);
    insist(holds + digests > 0, 'nothing is held', 'Somebody may have released it already.');
    return `sending goes on; ${digests} digests that were held or refused go out`;
  });
}

function mailOf(
  { app }: Service,
  {
    digest,
    schedule,
    zone,
  }: { readonly digest: Digest; readonly schedule: Schedule; readonly zone: string },
): MailView {
  const { baseUrl, config } = app;
  const { subject, html } = renderDigest(digest, {
    service: config.service.name,
    baseUrl,
    unsubscribeUrl: `${baseUrl}/unsubscribe/${TEST_TOKEN}`,
    scheduleText: stringsOf(digest.language).schedule(schedule, zone),
  });
  return { subject, html };
}
