import { Gauge, type Registry } from 'prom-client';

/** What is known of everything, in lines of one shape. */
const GAUGES = {
  rows: [
    'flagbearer_rows',
    'Rows on record, as the database estimates them from time to time.',
    ['table'],
  ],
  fetches: ['flagbearer_fetches_last_hour', 'Fetches of the last hour.', ['outcome']],
  items: ['flagbearer_items_last_hour', 'Items fetched in the last hour.', []],
  inWork: [
    'flagbearer_items_in_work',
    'Items that wait to be judged (fetched), read (open) or placed (flagged), counted to 10,000.',
    ['stage'],
  ],
  verdicts: ['flagbearer_verdicts_last_hour', 'Verdicts of the last hour.', ['label']],
  stories: ['flagbearer_stories_changed_last_day', 'Stories that changed in the last day.', []],
  digests: ['flagbearer_digests_last_day', 'Digests composed in the last day.', []],
  deliveries: [
    'flagbearer_deliveries_last_day',
    'Deliveries of the digests of the last day.',
    ['state'],
  ],
  openDeliveries: [
    'flagbearer_deliveries_open',
    'Deliveries queued or being sent, however old, counted to 10,000.',
    ['state'],
  ],
  lag: [
    'flagbearer_lag_seconds',
    'How long the longest waiting one is overdue: poll of a source, unplaced item, digest, delivery.',
    ['of'],
  ],
  queue: ['flagbearer_queue_jobs', 'Jobs in the queues.', ['queue', 'state']],
  heartbeat: [
    'flagbearer_heartbeat_age_seconds',
    'Time since a scheduled job was last done, in whatever process.',
    ['job'],
  ],
  sources: ['flagbearer_sources', 'Configured sources.', []],
  failed: [
    'flagbearer_scrape_failed',
    'Whether this part could not be asked; its other lines are then missing.',
    ['part'],
  ],
} as const satisfies Record<string, readonly [string, string, readonly string[]]>;

/** Gauges by what they measure. */
export type Gauges = Readonly<Record<keyof typeof GAUGES, Gauge>>;

/** Makes the gauges of a registry. */
export function openGauges(registry: Registry): Gauges {
  const gauge = (key: keyof typeof GAUGES): Gauge => {
    const [name, help, labelNames] = GAUGES[key];
    return new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });
  };
  return {
    rows: gauge('rows'),
    fetches: gauge('fetches'),
    items: gauge('items'),
    inWork: gauge('inWork'),
    verdicts: gauge('verdicts'),
    stories: gauge('stories'),
    digests: gauge('digests'),
    deliveries: gauge('deliveries'),
    openDeliveries: gauge('openDeliveries'),
    lag: gauge('lag'),
    queue: gauge('queue'),
    heartbeat: gauge('heartbeat'),
    sources: gauge('sources'),
    failed: gauge('failed'),
  };
}
