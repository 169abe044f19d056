import type { Entity } from '../classify/keywords.ts';
import type { Target } from '../verdict.ts';

/** What is known of a federation, an association or a court. */
export type Body = {
  readonly sport: string | null;
  /** Decides disputes about what others have decided. */
  readonly isCourt: boolean;
  /** The target countries whose own it is; empty for foreign ones. */
  readonly targets: readonly Target[];
};

/** Who there is, and who decides in which sport. */
export type Directory = {
  readonly bodies: ReadonlyMap<string, Body>;
  /** Ids of deciding bodies by sport. */
  readonly deciders: ReadonlyMap<string, string>;
};

/** Reads the bodies from the entities of the keywords. */
export function directoryOf(entities: readonly Entity[]): Directory {
  const bodies = entities.filter(({ kind }) => kind === 'body');
  const sports = entities.filter(({ kind, id, sport }) => kind === 'sport' && id === sport);
  return {
    bodies: new Map(
      bodies.map(({ id, sport, court, targets }) => [id, { sport, isCourt: court, targets }]),
    ),
    deciders: new Map(
      sports.flatMap(({ id, decides }) => (decides === null ? [] : [[id, decides] as const])),
    ),
  };
}

/** Whether a body may be the one whose measure a matter is: no court, and none of the target countries' own. */
export function mayDecide(directory: Directory, id: string): boolean {
  const body = directory.bodies.get(id);
  return body === undefined || (!body.isCourt && body.targets.length === 0);
}
