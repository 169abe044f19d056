import { registerOf, type Agreement } from '../core/matters/agreements.ts';
import { boardOf, type Measure } from '../core/matters/board.ts';
import type { ChangeKind } from '../core/matters/change.ts';
import type { MatterKey } from '../core/matters/facts.ts';
import type { ChangeSource, Matter, RecordedChange, Word } from '../core/matters/recorded.ts';
import type { Trust } from '../core/matters/weigh.ts';
import type { Topic } from '../core/verdict.ts';
import type { Db } from './pool.ts';
import { storable } from './rows.ts';

/** A change with the matter that it belongs to. */
export type MatterChange = RecordedChange & {
  readonly matterId: string;
  readonly key: MatterKey;
  /** The kind of the change that it stands for; null where there is none. The same kind once more is no news. */
  readonly correctsKind: ChangeKind | null;
};

/** What an operator says of a change. */
export type NewWord = Omit<Word, 'at'> & { readonly changeId: string; readonly at: Date };

/** Matters with all that was recorded of them, by id: those of a topic, or those of the ids. */
export async function loadMatters(
  db: Db,
  query: { readonly topic: Topic } | { readonly ids: readonly string[] },
): Promise<Matter[]> {
  const matters = await loadRecorded(db, query);
  const ids = matters.flatMap(({ changes }) => changes.map(({ id }) => id));
  const sources = await sourcesOf(db, ids);
  return matters.map((matter) => ({
    ...matter,
    changes: matter.changes.map((change) => ({ ...change, sources: sources.get(change.id) ?? [] })),
  }));
}

/** The same without the changes' sources, which cost most. */
export async function loadRecorded(
  db: Db,
  query: { readonly topic: Topic } | { readonly ids: readonly string[] },
): Promise<Matter[]> {
  const [condition, value] =
    'topic' in query ? ['topic = $1', query.topic] : ['id = any($1::bigint[])', query.ids];
  const { rows } = await db.query<{ id: string } & MatterKey>(
    `select id::text, topic, a, b, sport from matters where ${condition} order by matters.id`,
    [value],
  );
  const changes = await loadBare(db, 'c.matter_id = any($1::bigint[])', [rows.map(({ id }) => id)]);
  const byMatter = new Map<string, RecordedChange[]>(rows.map(({ id }) => [id, []]));
  for (const change of changes) byMatter.get(change.matterId)?.push(change);
  return rows.map(({ id, ...key }) => ({ id, key, changes: byMatter.get(id) ?? [] }));
}

/** The matters that a story belongs to: one per country or pair of parties; none where nobody says who decides. */
export async function mattersOfStory(db: Db, storyId: string): Promise<Matter[]> {
  const { rows } = await db.query<{ id: string }>(
    'select matter_id::text as id from story_matters where story_id = $1',
    [storyId],
  );
  return rows.length === 0 ? [] : loadMatters(db, { ids: rows.map(({ id }) => id) });
}

/** The board of measures as it is now. */
export async function measuresBoard(db: Db, trust: Trust): Promise<Measure[]> {
  return boardOf(await loadMatters(db, { topic: 'sanction' }), trust);
}

/** The register of agreements as it is now. */
export async function agreementsRegister(db: Db, trust: Trust): Promise<Agreement[]> {
  return registerOf(await loadMatters(db, { topic: 'agreement' }), trust);
}

/** Changes recorded since a moment, in the order of recording; those that a later row corrects are left out. */
export async function changesSince(db: Db, since: Date): Promise<MatterChange[]> {
  return loadChanges(
    db,
    'c.recorded_at >= $1 and not exists (select 1 from matter_changes n where n.corrects = c.id)',
    [since],
  );
}

/** One change; undefined when there is none. */
export async function findChange(db: Db, id: string): Promise<MatterChange | undefined> {
  const [change] = await loadChanges(db, 'c.id = $1', [id]);
  return change;
}

/** Notes an operator's word. Earlier words of the change stay as its history, the last one counts. */
export async function sayOfChange(
  db: Db,
  { changeId, word, by, note, at }: NewWord,
): Promise<void> {
  await db.query(
    'insert into change_confirmations (change_id, word, said_by, note, at) values ($1, $2, $3, $4, $5)',
    [changeId, word, storable(by), note === null ? null : storable(note), at],
  );
}

type ChangeRow = Omit<MatterChange, 'key' | 'sources' | 'word'> &
  MatterKey & { readonly word: (Omit<Word, 'at'> & { readonly at: string }) | null };

async function loadChanges(
  db: Db,
  condition: string,
  values: readonly unknown[],
): Promise<MatterChange[]> {
  const changes = await loadBare(db, condition, values);
  const ids = changes.map(({ id }) => id);
  const sources = await sourcesOf(db, ids);
  return changes.map((change) => ({ ...change, sources: sources.get(change.id) ?? [] }));
}

async function loadBare(
  db: Db,
  condition: string,
  values: readonly unknown[],
): Promise<MatterChange[]> {
  const { rows } = await db.query<ChangeRow>(
    `select c.id::text, c.matter_id::text as "matterId", c.story_id::text as "storyId", c.kind, c.direction,
       c.scope, c.toward, c.party, c.against, c.at, c.is_primary as "isPrimary", c.item_ids::text[] as "itemIds",
       c.corrects::text, (select o.kind from matter_changes o where o.id = c.corrects) as "correctsKind", c.recorded_at as "recordedAt", m.topic, m.a, m.b, m.sport,
       (select jsonb_build_object('word', w.word, 'by', w.said_by, 'note', w.note, 'at', w.at)
        from change_confirmations w where w.change_id = c.id order by w.id desc limit 1) as word
     from matter_changes c join matters m on m.id = c.matter_id
     where ${condition} order by c.id`,
    [...values],
  );
  return rows.map(({ topic, a, b, sport, word, ...change }) => ({
    ...change,
    key: { topic, a, b, sport },
    sources: [],
    word: word === null ? null : { ...word, at: new Date(word.at) },
  }));
}

/** The reports that were recorded with each change, and those of its story that have come to say so since. */
async function sourcesOf(
  db: Db,
  changeIds: readonly string[],
): Promise<ReadonlyMap<string, ChangeSource[]>> {
  const { rows } = await db.query<ChangeSource & { readonly changeId: string }>(
    `select said.change_id::text as "changeId", i.id::text as "itemId", i.source_id as "sourceId", i.url, i.outlet,
       i.title, i.published_at as "publishedAt",
       coalesce((select k.kind = 'withdrawn' from corrections k where k.item_id = i.id and k.kind <> 'headline'
         order by k.id desc limit 1), false) as "isWithdrawn"
     from (
       select c.id as change_id, unnest(c.item_ids) as item_id from matter_changes c where c.id = any($1::bigint[])
       union
       select c.id, si.item_id from matter_changes c
       join matters m on m.id = c.matter_id
       join story_items si on si.story_id = c.story_id
       join items i on i.id = si.item_id
       join verdict_facets v on v.item_id = i.id and v.revision = i.judged_by
       where c.id = any($1::bigint[]) and v.direction = c.direction and v.topic = m.topic
     ) as said join items i on i.id = said.item_id
     order by i.published_at, i.id`,
    [changeIds],
  );
  const sources = new Map<string, ChangeSource[]>(changeIds.map((id) => [id, []]));
  for (const { changeId, ...source } of rows) sources.get(changeId)?.push(source);
  return sources;
}
