import type { SunkMail } from '../support/smtp-sink.ts';
import type { ChaosEvent } from './script.ts';
import { READERS, type ChaosWorld } from './world.ts';

/** What somebody finds who knows the script, the mails that arrived and the records, and nothing of the program. */
export type ChaosVerdict = {
  readonly events: number;
  readonly mails: number;
  /** Mails that came twice under one Message-ID, since nobody could know of the first time. */
  readonly repeated: number;
  readonly violations: readonly string[];
};

/** Compares the script with what readers were told and with what the records hold. */
export async function checkChaos(
  { sink, query }: Pick<ChaosWorld, 'sink' | 'query'>,
  script: readonly ChaosEvent[],
): Promise<ChaosVerdict> {
  const mails = sink.mails.map(readMail);
  const news = script.filter(({ isNews }) => isNews);
  const violations = [
    ...READERS.flatMap((reader) => tellings(reader, mails, script)),
    ...(await splitStories(query, news)),
    ...(await recordFaults(query)),
  ];
  const ids = new Set(mails.map(({ messageId }) => messageId));
  return {
    events: news.length,
    mails: mails.length,
    repeated: mails.length - ids.size,
    violations,
  };
}

type Mail = { readonly to: string; readonly messageId: string; readonly text: string };

function readMail({ to, raw }: SunkMail): Mail {
  const messageId = /^message-id:\s*(<[^>]+>)/imu.exec(raw)?.[1] ?? '';
  // Lines of quoted-printable end in an equals sign where they go on.
  return { to: to[0] ?? '', messageId, text: raw.replaceAll(/=\r?\n/gu, '') };
}

/** Each event is in the mails of one Message-ID, and what is no news in none. */
function tellings(reader: string, mails: readonly Mail[], script: readonly ChaosEvent[]): string[] {
  const own = mails.filter(({ to }) => to === reader);
  return script.flatMap(({ token, isNews }) => {
    const told = new Set(
      own.filter(({ text }) => text.includes(token)).map(({ messageId }) => messageId),
    );
    if (told.size === (isNews ? 1 : 0)) return [];
    return [`${reader} was told of ${token} in ${told.size} mails`];
  });
}

async function splitStories(
  query: ChaosWorld['query'],
  news: readonly ChaosEvent[],
): Promise<string[]> {
  const rows = await query<{ title: string; stories: number; items: number }>(
    `select i.title, count(distinct si.story_id)::int as stories, count(*)::int as items
     from items i left join story_items si on si.item_id = i.id group by i.title`,
  );
  const byTitle = new Map(rows.map((row) => [row.title, row]));
  return news.flatMap(({ token, title, reports }) => {
    const row = byTitle.get(title);
    const sources = new Set(reports.map(({ source }) => source)).size;
    if (row === undefined) return [`${token} was never stored`];
    return [
      ...(row.stories === 1 ? [] : [`${token} is in ${row.stories} stories`]),
      ...(row.items === sources
        ? []
        : [`${token} was stored ${row.items} times, reported ${sources} times`]),
    ];
  });
}

const QUESTIONS: readonly (readonly [what: string, sql: string])[] = [
  [
    'items that wait for their verdict or story',
    `select count(*)::int as n from items where stage not in ('judged', 'placed')`,
  ],
  [
    'flagged items in no story',
    `select count(*)::int as n from items i where stage = 'placed' and not exists (select 1 from story_items s where s.item_id = i.id)`,
  ],
  [
    'stories without reports',
    `select count(*)::int as n from stories s where merged_into is null and not exists (select 1 from story_items i where i.story_id = s.id)`,
  ],
  [
    'digests without delivery',
    `select count(*)::int as n from digests g where content is not null and not exists (select 1 from deliveries d where d.digest_id = g.id)`,
  ],
  [
    'deliveries that are not settled',
    `select count(*)::int as n from deliveries where state in ('queued', 'sending')`,
  ],
  [
    'stories told twice',
    `select count(*)::int as n from (select 1 from digest_stories where change = 'new' group by subscriber_id, story_id having count(*) > 1) as twice`,
  ],
  ['stories whose matters are not folded', `select count(*)::int as n from matter_folds_due`],
];

async function recordFaults(query: ChaosWorld['query']): Promise<string[]> {
  const found: string[] = [];
  for (const [what, sql] of QUESTIONS) {
    const [row] = await query<{ n: number }>(sql);
    if (row !== undefined && row.n > 0) found.push(`${row.n} ${what}`);
  }
  return found;
}
