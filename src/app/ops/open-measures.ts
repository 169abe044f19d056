import { trustOf } from '../../core/matters/weigh.ts';
import { keptBriefly } from '../brief-memory.ts';
import type { Service } from '../service.ts';

/** Measures that want a person: nobody has confirmed them, or reports contradict each other. */
export type OpenMeasures = { readonly proposed: number; readonly disputed: number };

/** To fold a large board takes most of a second; counts so old still tell whether to look. Our own choice. */
const KEPT_MS = 5_000;

/** Counts the measures that want a person, at most a few seconds ago. */
export function countOpenMeasures(service: Service): () => Promise<OpenMeasures> {
  return keptBriefly(
    KEPT_MS,
    () => performance.now(),
    async () => {
      const { store, config } = service.app;
      const board = await store.matters.board(trustOf(config));
      return {
        proposed: board.filter(({ standing, entry }) => standing === 'proposed' && entry !== null)
          .length,
        disputed: board.filter(({ conflicts }) => conflicts.length > 0).length,
      };
    },
  );
}
