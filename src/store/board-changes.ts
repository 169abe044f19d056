import type { BoardChange } from '../core/digest/digest.ts';
import type { Change } from '../core/matters/change.ts';
import { statusAfter, tellsStatus } from '../core/matters/status.ts';
import type { Db } from './pool.ts';

/**
 * What each of the stories makes of the board of measures, a line a body, country and sport. Nothing of stories whose
 * matters are not folded yet, and nothing that was corrected or is in dispute.
 */
export async function boardChanges(
  db: Db,
  storyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly BoardChange[]>> {
  if (storyIds.length === 0) return new Map();
  const { rows } = await db.query<ChangeRow>(
    `select c.story_id::text as "storyId", c.kind, c.direction, c.scope, c.toward, m.a as authority, m.b as target, m.sport
     from matter_changes c join matters m on m.id = c.matter_id
     where c.story_id = any($1::bigint[]) and m.topic = 'sanction' and c.kind <> 'corrected'
       and not exists (select 1 from matter_changes n where n.corrects = c.id)
       and not exists (select 1 from matter_changes n where n.matter_id = c.matter_id and n.kind in ('contradiction', 'retracted')
         and n.against = c.key)
     order by c.at, c.id`,
    [storyIds],
  );
  const stories = new Map<string, Map<string, BoardChange>>();
  for (const { storyId, authority, target, sport, ...change } of rows) {
    if (!tellsStatus(change)) continue;
    const cells = stories.get(storyId) ?? new Map<string, BoardChange>();
    stories.set(storyId, cells);
    const status = statusAfter('none known', change);
    // Of two steps in one story the later one stands.
    cells.set(`${authority}|${target}|${sport}`, { authority, target, sport, status });
  }
  return new Map([...stories].map(([id, cells]) => [id, [...cells.values()]]));
}

type ChangeRow = Pick<Change, 'kind' | 'direction' | 'scope' | 'toward'> &
  Omit<BoardChange, 'status'> & { readonly storyId: string };
